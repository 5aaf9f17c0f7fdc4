"""Steps tick themselves by evidence, untick when it goes, and never lose what somebody finished."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from milestones import catalogue, competencies, progress, rules
from milestones.models import ExtraResource, ExtraStep, StepProgress
from networking.models import Contact, Organization
from portfolio import actions as portfolio_actions
from portfolio.checks import _known
from sharing import actions as sharing_actions
from tests.factories import make_file, make_sample, make_user, publish
from tests.test_competencies import make_review
from tests.wording import human_only_words

LIST = "/milestones/"
STANDARDS = ["understanding-cme", "learn-the-five-standards"]


def state_of(user, slug):
    user.profile.refresh_from_db()
    return rules.state(rules.gather(user), catalogue.step(slug))


def done_by(user, slug):
    """(how, by) of a step, ('', '') while it is open."""
    found = state_of(user, slug)
    return found.how, found.by


def note(user, step, **fields):
    return progress.note_step(user, catalogue.step(step), **fields)


def rate_all(user, day):
    levels = {row.slug: (3, "") for row in catalogue.competencies()}
    return competencies.rate(user, day, levels)


# The main job ----------------------------------------------------------------------------------------------


def test_the_first_publish_ticks_two_steps_by_evidence(as_alice, alice):
    sample = make_sample(alice, body="none", deliverable="other", summary="", areas=[], audiences=[])
    make_file(sample)
    publish(alice, sample)
    page = as_alice.get(LIST)
    found = page.context["progress"]
    assert [(s.step.slug, s.how) for s in found.counting if s.done] == [
        ("add-your-first-sample", "evidence"),
        ("open-your-page", "evidence"),
    ]
    assert found.next.step.slug == "draw-the-ecosystem"
    assert "2 of 39 steps are done, both shown by your own work here" in page.content.decode()
    assert "Done by: Potassium Worries" in page.content.decode()


def test_nothing_is_done_before_anything_is_there(alice):
    found = progress.of(alice)
    assert (found.done, found.total, found.hours_done, found.hours_left) == (0, 39, 0, 56)
    assert [s.step.slug for s in found.next_three] == [
        "add-your-first-sample",
        "open-your-page",
        "draw-the-ecosystem",
    ]


def test_a_sample_that_was_not_checked_ticks_nothing(alice):
    make_file(make_sample(alice, body="none"), cleared=False)
    assert not state_of(alice, "add-your-first-sample").done


def test_evidence_in_the_bin_reopens_with_a_kind_note_and_comes_back(as_alice, alice):
    sample = make_sample(alice)
    as_alice.get(LIST)
    assert done_by(alice, "write-a-spec-needs-assessment") == ("evidence", "Potassium Worries")
    portfolio_actions.bin_sample(sample, by=alice)
    gone = state_of(alice, "write-a-spec-needs-assessment")
    assert not gone.done
    assert gone.reopened.startswith("This was done by “Potassium Worries”, which is in the bin now.")
    assert gone.reopened in as_alice.get(LIST + "?order=number").content.decode()
    portfolio_actions.unbin_sample(sample, by=alice)
    assert done_by(alice, "write-a-spec-needs-assessment") == ("evidence", "Potassium Worries")


def test_a_note_that_was_emptied_reopens_its_step(as_alice, alice):
    note(alice, "learn-the-five-standards", note="\n".join(f"line {n}" for n in range(11)))
    as_alice.get(LIST)
    assert done_by(alice, "learn-the-five-standards") == ("evidence", "your note")
    note(alice, "learn-the-five-standards", note="line")
    assert state_of(alice, "learn-the-five-standards").reopened.startswith("This was done by your note")


# Every kind of evidence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "how", "missing"),
    [
        ({}, "evidence", ()),
        ({"summary": ""}, "", ("“Potassium Worries” lacks a summary",)),
        ({"provenance": "coursework"}, "", ("“Potassium Worries” lacks the label “made for practice”",)),
        ({"deliverable": "newsletter"}, "", ()),
        ({"withdrawn_at": timezone.now()}, "", ()),
    ],
)
def test_sample_of_a_kind(alice, fields, how, missing):
    make_sample(alice, **fields)
    found = state_of(alice, "write-a-spec-needs-assessment")
    assert (found.how, found.missing) == (how, missing)


def test_two_samples_of_two_kinds(alice):
    make_sample(alice, "A case", deliverable="case-study")
    assert not state_of(alice, "write-a-case-and-questions").done
    make_sample(alice, "Four items", deliverable="test-items")
    assert done_by(alice, "write-a-case-and-questions") == ("evidence", "A case and Four items")


def test_three_whole_labels_with_the_check_done(alice):
    for number in range(3):
        make_file(make_sample(alice, f"Sample {number}", body="none", ai_use="none"))
    assert done_by(alice, "label-your-samples") == ("evidence", "3 samples")
    last = alice.samples.first()
    last.roles = []
    last.save()
    found = state_of(alice, "label-your-samples")
    assert (found.done, found.have, found.need) == (False, 2, 3)
    assert found.missing == ("“Sample 2” lacks your part in it",)


def test_three_samples_on_the_page(alice):
    made = [make_sample(alice, f"Sample {n}") for n in range(3)]
    publish(alice, *made)
    assert done_by(alice, "publish-your-portfolio") == ("evidence", "your public page, 3 samples shown")
    portfolio_actions.withdraw(made[0], by=alice)
    found = state_of(alice, "publish-your-portfolio")
    assert (found.done, found.have, found.missing) == (False, 2, ("1 more sample on your public page",))
    portfolio_actions.restore(made[0], by=alice)
    sharing_actions.close_page(by=alice)
    assert not state_of(alice, "publish-your-portfolio").done


def test_profile_fields(alice):
    alice.profile.headline = "I write for clinicians"
    alice.profile.save()
    assert state_of(alice, "write-your-positioning").missing == ("the short bio on your profile",)
    alice.profile.bio = "Ten years of it."
    alice.profile.save()
    assert done_by(alice, "write-your-positioning") == (
        "evidence",
        "the headline and short bio on your profile",
    )


def test_profile_and_note_together(alice):
    alice.profile.areas, alice.profile.audiences = ["cardiology"], ["pharmacists"]
    alice.profile.save()
    assert not state_of(alice, "pick-a-therapeutic-area").done
    note(alice, "pick-a-therapeutic-area", note="word " * 40)
    assert state_of(alice, "pick-a-therapeutic-area").how == "evidence"


def test_checklist_and_link(alice):
    lines = ["Headline", "About", "Featured"]
    note(alice, "tune-your-linkedin", ticks=lines[:2], link="https://www.linkedin.com/in/x")
    found = state_of(alice, "tune-your-linkedin")
    assert (found.done, found.missing) == (False, ("1 more box",))
    note(alice, "tune-your-linkedin", ticks=lines)
    assert done_by(alice, "tune-your-linkedin") == ("evidence", "the address you noted and your ticks")


def test_a_review_that_came_back(alice):
    assert not state_of(alice, "get-a-peer-review").done
    make_review(make_sample(alice))
    assert done_by(alice, "get-a-peer-review") == ("evidence", "a review that came back")


def test_any_of_two_is_enough(alice):
    note(alice, "get-a-peer-review", note="Editor\nOne\nTwo\nThree")
    assert done_by(alice, "get-a-peer-review") == ("evidence", "your note")


def test_the_objective_checker_decides_on_objectives(alice):
    bad = "\n".join(f"Understand topic number {n} in adults with asthma" for n in range(6))
    note(alice, "climb-blooms-ladder", note=bad)
    assert state_of(alice, "climb-blooms-ladder").missing == ("the objective checker still finds an error",)
    verbs = ("List", "Explain", "Calculate", "Compare", "Justify", "Design")
    good = "\n".join(
        f"{verb} the dose of an inhaled medicine for an adult with asthma number {n}"
        for n, verb in enumerate(verbs)
    )
    note(alice, "climb-blooms-ladder", note=good)
    assert done_by(alice, "climb-blooms-ladder") == ("evidence", "your note")


def test_ratings_and_the_time_between(alice):
    today = alice.today()
    competencies.rate(alice, today - timedelta(days=40), {"plain-style": (2, "")})
    assert state_of(alice, "take-a-baseline").missing == ("a level for 19 more competencies",)
    rate_all(alice, today - timedelta(days=27))
    assert done_by(alice, "take-a-baseline") == ("evidence", "your rating")
    note(alice, "rate-again", note="First goal\nSecond goal")
    rate_all(alice, today)
    assert not state_of(alice, "rate-again").done
    rate_all(alice, today - timedelta(days=28))
    assert done_by(alice, "rate-again") == ("evidence", "your second rating and your note")


def make_met(owner, number, *, named=True, kind="medical-society", source="", talks=(), **fields):
    organization = Organization.objects.create(owner=owner, name=f"Society {number}", kind=kind)
    contact = Contact.objects.create(
        owner=owner,
        organization=organization,
        name=f"Person {number}" if named else "",
        source=source,
        next_action_on=owner.today(),
        **fields,
    )
    for channel, purpose in talks:
        contact.interactions.create(
            happened_on=owner.today(), channel=channel, direction="out", purpose=purpose
        )
    return contact


def test_contacts_of_several_kinds(alice):
    kinds = ("medical-society", "publisher", "peer")
    for number in range(24):
        make_met(alice, number, named=number < 10, kind=kinds[number % 2])
    found = state_of(alice, "build-a-prospect-list")
    assert (found.have, found.need, found.missing) == (24, 25, ("1 more contacts and 1 more kinds",))
    make_met(alice, 24, kind=kinds[2])
    assert done_by(alice, "build-a-prospect-list") == ("evidence", "25 contacts of 3 kinds")


def test_contacts_met_at_an_event(alice):
    for number in range(3):
        make_met(alice, number, source="event" if number else "referral")
    assert not state_of(alice, "attend-one-event").done
    make_met(alice, 3, source="event")
    assert done_by(alice, "attend-one-event") == ("evidence", "3 contacts")


def test_messages_follow_ups_and_talks(alice):
    for number in range(6):
        make_met(alice, number, talks=[("email", "introduce")])
    assert done_by(alice, "send-six-tailored-messages") == ("evidence", "6 messages noted")
    found = state_of(alice, "follow-up-on-schedule")
    assert (found.done, found.have) == (False, 0)
    make_met(alice, 7, talks=[("email", "follow-up"), ("email", "follow-up"), ("call", "informational")])
    assert state_of(alice, "follow-up-on-schedule").how == "evidence"
    note(alice, "hold-an-informational-talk", note="They plan a year ahead.")
    assert done_by(alice, "hold-an-informational-talk") == ("evidence", "a conversation noted and your note")


def test_other_peoples_rows_prove_nothing(alice, mallory):
    make_sample(mallory)
    make_met(mallory, 1, source="event")
    note(mallory, "learn-the-five-standards", note="\n".join("abcdefghijkl"))
    facts = rules.gather(alice)
    assert (facts.samples, facts.contacts, facts.noted, facts.ratings) == ((), (), {}, ())


# By hand, and versions ------------------------------------------------------------------------------------


def test_a_mark_by_hand_looks_different_and_survives(as_alice, alice):
    url = reverse("milestones:step_mark_done", args=STANDARDS)
    as_alice.post(url)
    assert done_by(alice, STANDARDS[1]) == ("said", "Your word for it")
    page = as_alice.get(LIST + "?order=number").content.decode()
    assert "Marked done by you" in page
    note(alice, STANDARDS[1], note="\n".join(f"line {n}" for n in range(11)))
    assert done_by(alice, STANDARDS[1]) == ("evidence", "your note")
    note(alice, STANDARDS[1], note="")
    assert done_by(alice, STANDARDS[1]) == ("said", "Your word for it")
    as_alice.post(reverse("milestones:step_reopen", args=STANDARDS))
    assert done_by(alice, STANDARDS[1]) == ("", "")


def test_what_evidence_shows_cannot_be_opened_by_hand(as_alice, alice):
    note(alice, STANDARDS[1], note="\n".join(f"line {n}" for n in range(11)))
    page = as_alice.post(reverse("milestones:step_reopen", args=STANDARDS), follow=True)
    assert "It stays done: your note shows it." in page.content.decode()
    assert state_of(alice, STANDARDS[1]).how == "evidence"


def test_a_new_version_of_a_step_undoes_nobodys_work(as_alice, alice, monkeypatch):
    note(alice, "start-a-glossary", note="\n".join(f"term {n}" for n in range(15)))
    as_alice.get(LIST)
    before = catalogue.step("start-a-glossary")
    harder = before.__class__(
        **{**vars(before), "version": 2, "evidence": (catalogue.Evidence(kind="note", items=40),)}
    )
    facts = rules.gather(alice)
    kept = rules.state(facts, harder)
    assert (kept.how, kept.by, kept.kept) == ("evidence", "your note", True)
    newcomer = make_user("New Comer")
    note(newcomer, "start-a-glossary", note="\n".join(f"term {n}" for n in range(15)))
    assert not rules.state(rules.gather(newcomer), harder).done


def test_counting_twice_gives_the_same(alice):
    publish(alice, make_sample(alice))
    note(alice, "draw-the-ecosystem", note="\n".join("abcde"))
    facts = rules.gather(alice)
    steps = catalogue.every_step()
    first = rules.states(facts, steps)
    assert rules.states(facts, steps) == first
    again = progress.of(alice)
    progress.remember(alice, again)
    once_more = progress.of(alice)
    assert (once_more.done, once_more.hours_done) == (again.done, again.hours_done)
    assert progress.remember(alice, once_more) == 0


# What the operator adds ------------------------------------------------------------------------------------


def test_an_added_step_and_an_added_resource_are_there_for_everybody(as_alice, alice):
    extra = ExtraStep.objects.create(
        slug="read-our-guide",
        milestone="networking",
        title="Read our guide",
        guidance="It is short.",
        prompt="Say what.",
    )
    ExtraResource.objects.create(step="draw-the-ecosystem", name="Our own page", url="https://example.org")
    assert "Read our guide" in as_alice.get(LIST).content.decode()
    assert as_alice.get("/milestones/networking/read-our-guide/").status_code == 200
    assert as_alice.get("/milestones/adult-learning/read-our-guide/").status_code == 404
    page = as_alice.get("/milestones/understanding-cme/draw-the-ecosystem/").content.decode()
    assert "Our own page" in page
    progress.note_step(alice, extra.as_step(), note="word " * 40)
    found = progress.of(alice)
    assert found.states["read-our-guide"].how == "evidence"
    progress.remember(alice, found)
    extra.min_words = 400
    extra.save()
    assert extra.version == 2
    assert progress.of(alice).states["read-our-guide"].kept


def test_an_added_step_may_be_for_one_field_only(as_alice, alice):
    ExtraStep.objects.create(
        slug="for-vets", milestone="networking", title="For vets", guidance="x", prompt="y", health="animal"
    )
    assert "For vets" not in as_alice.get(LIST).content.decode()
    assert as_alice.get("/milestones/networking/for-vets/").status_code == 404


def test_the_operator_adds_a_step_without_touching_files(client, alice):
    alice.is_staff = alice.is_superuser = True
    alice.save()
    client.force_login(alice)
    form = {
        "slug": "house-rules",
        "milestone": "networking",
        "title": "House rules",
        "guidance": "Read them.",
        "hours": "0.5",
        "proof": "checklist",
        "prompt": "Tick them.",
        "lines": "Read\nAgreed",
        "min_words": "40",
        "health": "either",
        "is_shown": "on",
    }
    assert client.post("/operator/milestones/extrastep/add/", form).status_code == 302
    taken = client.post("/operator/milestones/extrastep/add/", form | {"slug": "draw-the-ecosystem"})
    assert "A step that comes with the site has this name already." in taken.content.decode()
    assert [row.slug for row in ExtraStep.objects.all()] == ["house-rules"]


# Notes -----------------------------------------------------------------------------------------------------


def save(client, step, wants_json=True, **data):
    headers = {"Accept": "application/json"} if wants_json else {}
    return client.post(reverse("milestones:step_note", args=step), data, headers=headers)


def test_a_note_is_kept_while_typing_and_two_tabs_notice(as_alice, alice):
    assert save(as_alice, STANDARDS, note="first", version=0).json() == {"version": 1}
    assert save(as_alice, STANDARDS, note="second", version=1).json() == {"version": 2}
    other_tab = save(as_alice, STANDARDS, note="older", version=1)
    assert other_tab.status_code == 409
    assert other_tab.json()["error"].startswith("Another tab saved something newer.")
    assert StepProgress.objects.get(owner=alice).note == "second"


def test_without_script_the_button_saves(as_alice, alice):
    answer = save(as_alice, STANDARDS, wants_json=False, note="by button", version=0)
    assert (answer.status_code, StepProgress.objects.get(owner=alice).note) == (302, "by button")
    late = save(as_alice, STANDARDS, wants_json=False, note="older", version=0)
    assert late.status_code == 422
    assert "older" in late.content.decode()


def test_a_note_too_long_gets_a_sentence(as_alice, alice):
    answer = save(as_alice, STANDARDS, note="x" * 20_001, version=0)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("That is longer than 20,000 characters.")
    assert not StepProgress.objects.filter(owner=alice).exclude(note="").exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "not an address", "https://"])
def test_an_odd_address_gets_a_sentence(as_alice, alice, link):
    step = ["networking", "tune-your-linkedin"]
    answer = save(as_alice, step, link=link, version=0)
    assert answer.json() == {"error": "An address begins with https:// and has no spaces."}


def test_unknown_steps_do_not_exist(as_alice):
    assert as_alice.get("/milestones/understanding-cme/nothing-here/").status_code == 404
    assert as_alice.get("/milestones/networking/draw-the-ecosystem/").status_code == 404


# Queries ---------------------------------------------------------------------------------------------------


def fill(user, number):
    """Everything done, with `number` samples of every sort and contacts."""
    made = []
    for n in range(number):
        made.append(make_sample(user, f"Text {n}", ai_use="none"))
        filed = make_sample(user, f"File {n}", body="none", ai_use="none")
        make_file(filed)
        made.append(filed)
        make_met(user, f"{number}-{n}", talks=[("email", "introduce"), ("email", "follow-up")])
    publish(user, *made)
    for step in catalogue.steps():
        StepProgress.objects.update_or_create(
            owner=user, step=step.slug, defaults={"marked_done_at": timezone.now(), "content_version": 1}
        )
    rate_all(user, user.today())


@pytest.mark.parametrize("number", [1, 5])
def test_the_pages_take_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    fill(alice, number)
    as_alice.get(LIST)
    with django_assert_num_queries(8):
        as_alice.get(LIST)
    with django_assert_num_queries(11):
        as_alice.get("/milestones/understanding-cme/draw-the-ecosystem/")


def test_everything_done_with_fifty_samples_stays_under_ten_queries(as_alice, alice):
    fill(alice, 25)
    as_alice.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        page = as_alice.get(LIST)
    assert len(queries) < 10
    assert len(page.context["progress"].facts.samples) == 50


def test_the_dashboard_takes_the_same_queries_for_any_number(as_alice, alice):
    counts = []
    for _ in range(2):
        fill(alice, 1 + 2 * len(counts))
        as_alice.get("/")
        with CaptureQueriesContext(connection) as queries:
            as_alice.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_facts_take_six_queries_at_most(alice, django_assert_num_queries):
    fill(alice, 2)
    alice = User.objects.select_related("profile").get(pk=alice.pk)
    _known.clear()  # texts whose check is remembered cost no query
    for expected in (6, 5):
        with django_assert_num_queries(expected):
            rules.states(rules.gather(alice), catalogue.every_step())


# Words -----------------------------------------------------------------------------------------------------

VET_PAGES = [
    "milestone_list",
    "plan_detail",
    "reflection_list",
    "landscape",
    "glossary",
    "levels",
    "deliverable_list",
    "brief_list",
    "competency_list",
    "rating_create",
    "rating_list",
    "check_list",
    "check_objectives",
    "check_items",
    "check_references",
    "check_balance",
    "check_reading",
]


def words_on(response):
    """What a person reads, without what is folded away for comparison."""
    html = response.content.decode()
    assert response.status_code == 200
    html = html[html.index("<main") : html.index("</main>")]
    html = re.sub(
        r'<details class="more"><summary>The system in human health.*?</details>', "", html, flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def as_vet(client, db):
    client.force_login(make_user("Anselm Drew", background="veterinarian", health="animal"))
    return client


@pytest.mark.parametrize("name", VET_PAGES)
def test_pages_for_a_veterinarian_hold_no_human_only_word(as_vet, name):
    assert human_only_words(words_on(as_vet.get(reverse(f"milestones:{name}")))) == []


@pytest.mark.parametrize(
    "step", [s for s in catalogue.every_step() if not s.compares_systems], ids=lambda s: s.slug
)
def test_steps_for_a_veterinarian_hold_no_human_only_word(as_vet, step):
    page = as_vet.get(reverse("milestones:step_detail", args=[step.milestone, step.slug]))
    assert human_only_words(words_on(page)) == []


def test_a_physician_reads_the_human_words(as_alice):
    assert "physician" in human_only_words(words_on(as_alice.get("/milestones/landscape/")))


def test_switching_the_background_changes_nothing_the_writer_wrote(as_alice, alice):
    note(alice, STANDARDS[1], note="My patients, my words")
    alice.profile.background, alice.profile.health = "veterinarian", "animal"
    alice.profile.save()
    page = as_alice.get(reverse("milestones:step_detail", args=STANDARDS)).content.decode()
    assert "My patients, my words" in page
    assert StepProgress.objects.get(owner=alice).note == "My patients, my words"


def test_due_dates_are_the_writers_dates(alice, time_machine):
    time_machine.move_to("2026-03-10T23:30:00+00:00", tick=False)
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    note(alice, "start-a-glossary", note="\n".join(f"term {n}" for n in range(15)))
    assert state_of(alice, "start-a-glossary").on == date(2026, 3, 11)
