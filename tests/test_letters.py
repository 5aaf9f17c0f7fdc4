"""Letters: fields filled from facts, checked before copying, kept as they went out. Nothing is ever sent."""

import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from networking import actions, catalogue, letters
from networking.letter_forms import LetterForm, TemplateForm
from networking.models import DrillAnswer, Letter, LetterTemplate
from tests.factories import (
    make_contact,
    make_interaction,
    make_letter,
    make_link,
    make_organization,
    make_sample,
)


def post(client, view, /, *args, **data):
    return client.post(reverse(f"networking:{view}", args=args), data)


def page(client, view, /, *args):
    return client.get(reverse(f"networking:{view}", args=args))


@pytest.fixture
def theo(alice):
    return make_contact(alice, "Dr. Theo Brandvold", make_organization(alice))


def written(body, contact, **fields):
    return letters.draft(make_letter(contact, body=body, **fields), contact.owner)


# Fields -------------------------------------------------------------------------------------------------


def test_fields_are_filled_from_what_is_known(alice, theo):
    profile = alice.profile
    profile.credentials, profile.headline = "PharmD", "Cases for clinic pharmacists"
    profile.deliverables, profile.audiences = ["case-study"], ["pharmacists"]
    link = make_link(alice, make_sample(alice, "First one"), make_sample(alice, "Second one"))
    body = (
        "{name}|{organization}|{me}|{headline}|{credential}|{deliverable}|{audience}|{link}|{sample_titles}"
    )
    draft = written(body, theo, share_link=link)
    assert draft.problems == []
    assert draft.body.split("|") == [
        "Theo",
        "Larkspur Medical Education",
        "Alice Arkwright, PharmD",
        "Cases for clinic pharmacists",
        "PharmD",
        profile.deliverable_names[0][0].lower() + profile.deliverable_names[0][1:],
        profile.audience_names[0].lower(),
        link.full_address,
        "“First one” and “Second one”",
    ]


@time_machine.travel("2026-03-09 12:00", tick=False)
def test_the_date_is_that_of_the_first_message(theo):
    make_interaction(theo, happened_on="2026-03-02", direction="in")
    make_interaction(theo, happened_on="2026-03-04")
    make_interaction(theo, happened_on="2026-03-06")
    assert written("On {date}", theo).body == "On March 4"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("About {topic}", "Fill in the topic."),
        ("Read {link}", "Choose the link to send."),
        ("About {topik}", "{topik} is not a field we know. Write the words themselves."),
        ("An {open brace", "{open brace is not a field we know. Write the words themselves."),
        ("About [the topic]", "[the topic] still stands in brackets."),
        ("{answer:feedback}", "There are no words yet for your answer to “"),
        ("{answer:unheard-of}", "{answer:unheard-of} is not a field we know. Write the words themselves."),
    ],
)
def test_what_is_missing_is_said_before_copying(theo, body, problem):
    draft = written(f"Hello {{name}}, {body}", theo)
    assert len(draft.problems) == 1
    assert draft.problems[0].startswith(problem)
    assert not draft.is_ready
    assert written("Hello {name}", theo).is_ready


def test_words_of_people_are_never_fields(alice, theo):
    theo.organization.name = "{link} & {me}"
    theo.organization.save()
    assert written("At {organization}", theo).body == "At {link} & {me}"


def test_a_link_that_ended_is_no_link(alice, theo):
    link = make_link(alice, make_sample(alice))
    letter = make_letter(theo, body="{link}", share_link=link)
    assert letters.draft(letter, alice).is_ready
    link.revoke()
    assert letters.draft(letter, alice).problems == [
        "The link for Larkspur Medical Education no longer opens. Choose another one."
    ]


def test_only_titles_the_reader_would_find_are_named(alice, theo):
    shown, hidden = make_sample(alice, "Shown"), make_sample(alice, "Hidden")
    link = make_link(alice, shown, hidden)
    hidden.provenance = "nda-restricted"
    hidden.save()
    assert written("{sample_titles}", theo, share_link=link).body == "“Shown”"


def test_typed_words_win_except_over_facts(alice, theo):
    letter = make_letter(
        theo, body="{audience} {organization}", values={"audience": "clinic teams", "organization": "Other"}
    )
    assert letters.draft(letter, alice).body == "clinic teams Larkspur Medical Education"


def test_left_alone_gets_no_letter(as_alice, alice, theo):
    letter = make_letter(theo, body="Hello")
    assert letters.draft(letter, alice).is_ready
    actions.leave_alone(theo, by=alice)
    letter.refresh_from_db()
    assert letters.draft(letter, alice).problems == ["They are not to be contacted. This letter stays here."]
    html = page(as_alice, "letter_detail", letter.pk).content.decode()
    assert "Copy the letter" not in html
    post(as_alice, "letter_sent", letter.pk)
    letter.refresh_from_db()
    assert (letter.sent_on, theo.interactions.count()) == (None, 0)


# Starting points and templates --------------------------------------------------------------------------


@pytest.mark.parametrize("health", ["human", "animal"])
@pytest.mark.parametrize("slug", [message.slug for message in catalogue.MESSAGES])
def test_every_starting_point_has_known_fields_and_ends_complete(alice, theo, slug, health):
    start = letters.starting_point(slug, health)
    assert letters.unknown_fields(start.subject, start.body) == []
    values = dict.fromkeys(catalogue.MESSAGE_FIELDS, "words")
    link = make_link(alice, make_sample(alice))
    alice.profile.headline = "A headline"
    letter = make_letter(theo, subject=start.subject, body=start.body, values=values, share_link=link)
    draft = letters.draft(letter, alice)
    assert draft.problems == []
    assert not re.search(r"[{}\[\]]", draft.subject + draft.body)


def test_starting_points_cover_letters_follow_ups_and_thanks():
    assert {(message.slug, message.purpose) for message in catalogue.MESSAGES} >= {
        ("letter-to-a-provider", "introduce"),
        ("letter-after-a-referral", "introduce"),
        ("first-message", "introduce"),
        ("follow-up", "follow-up"),
        ("thank-you", "thank"),
    }


def test_a_template_with_an_unknown_field_is_refused(alice):
    typed = {"name": "Mine", "purpose": "introduce", "subject": "", "body": "Hello {nam}"}
    form = TemplateForm(typed, owner=alice)
    assert form.errors == {"body": ["{nam} is not a field. The list below has them all."]}
    assert TemplateForm(typed | {"body": "Hello {name}"}, owner=alice).is_valid()


def test_a_starting_point_becomes_ones_own(as_alice, alice):
    address = reverse("networking:template_create") + "?from=thank-you"
    assert as_alice.get(address).context["form"].initial["purpose"] == "thank"
    typed = {"name": "My thanks", "purpose": "thank", "subject": "Thanks", "body": "Dear {name}"}
    as_alice.post(address, typed)
    mine = LetterTemplate.objects.owned_by(alice).get()
    assert (mine.name, mine.body) == ("My thanks", "Dear {name}")
    assert as_alice.get(reverse("networking:template_create") + "?from=nothing").status_code == 404


# A letter to one person ---------------------------------------------------------------------------------


def test_a_letter_begins_with_a_starting_point_and_the_link_sent(as_alice, alice, theo):
    link = make_link(alice, make_sample(alice))
    make_interaction(theo, share_link=link)
    response = post(as_alice, "letter_create", theo.pk, start="site:follow-up")
    letter = Letter.objects.get()
    assert response["Location"] == letter.get_absolute_url()
    assert (letter.contact, letter.purpose, letter.share_link) == (theo, "follow-up", link)


def test_somebody_elses_template_cannot_be_used(as_alice, alice, mallory, theo):
    theirs = mallory.letter_templates.create(name="Theirs", body="Secret words")
    mine = alice.letter_templates.create(name="Mine", body="My words")
    assert [one.name for one in page(as_alice, "letter_create", theo.pk).context["templates"]] == ["Mine"]
    post(as_alice, "letter_create", theo.pk, start=f"mine:{theirs.pk}")
    assert not Letter.objects.exists()
    post(as_alice, "letter_create", theo.pk, start=f"mine:{mine.pk}")
    assert Letter.objects.get().body == "My words"


def test_only_ones_own_open_links_can_be_chosen(alice, mallory, theo):
    make_link(mallory, make_sample(mallory))
    ended = make_link(alice, make_sample(alice))
    ended.revoke()
    mine = make_link(alice, make_sample(alice))
    form = LetterForm(instance=make_letter(theo), owner=alice)
    assert list(form.fields["share_link"].queryset) == [mine]


def test_fields_only_the_writer_knows_are_asked_for(as_alice, alice, theo):
    letter = make_letter(theo, body="{name}, {topic} and {detail} at {organization}")
    form = page(as_alice, "letter_detail", letter.pk).context["form"]
    assert [field.name for field in form.value_fields] == ["field_name", "field_topic", "field_detail"]
    post(as_alice, "letter_detail", letter.pk, body=letter.body, field_topic="gout", field_detail="case 2")
    letter.refresh_from_db()
    assert letter.values == {"topic": "gout", "detail": "case 2"}
    context = page(as_alice, "letter_detail", letter.pk).context
    assert context["draft"].body == "Theo, gout and case 2 at Larkspur Medical Education"


def test_copying_comes_after_the_check(as_alice, alice, theo):
    letter = make_letter(theo, body="About {topic}")
    html = page(as_alice, "letter_detail", letter.pk).content.decode()
    assert "Fill in the topic." in html
    assert "Copy the letter" not in html
    letter.values = {"topic": "gout"}
    letter.save()
    assert "Copy the letter" in page(as_alice, "letter_detail", letter.pk).content.decode()


@time_machine.travel("2026-03-09 12:00", tick=False)
def test_sent_words_stay_and_the_exchange_is_noted(as_alice, alice, theo):
    link = make_link(alice, make_sample(alice))
    letter = make_letter(theo, subject="For {organization}", body="Hello {name}: {link}", share_link=link)
    for _ in range(2):
        post(as_alice, "letter_sent", letter.pk)
    letter.refresh_from_db()
    noted = theo.interactions.get()
    assert (letter.interaction, noted.share_link, noted.purpose, noted.summary) == (
        noted,
        link,
        "introduce",
        "First message",
    )
    assert (letter.sent_subject, letter.sent_body) == (
        "For Larkspur Medical Education",
        f"Hello Theo: {link.full_address}",
    )
    theo.refresh_from_db()
    assert theo.stage == "contacted"
    theo.name = "Somebody Else"
    theo.save()
    assert "Hello Theo" in page(as_alice, "letter_detail", letter.pk).content.decode()
    assert mail.outbox == []


def test_a_letter_with_open_fields_is_not_noted_as_sent(as_alice, theo):
    letter = make_letter(theo, body="About {topic}")
    post(as_alice, "letter_sent", letter.pk)
    letter.refresh_from_db()
    assert (letter.is_sent, theo.interactions.count()) == (False, 0)


def test_a_letter_opens_in_ones_own_mail_program(as_alice, alice):
    contact = make_contact(alice, email="theo@example.com")
    letter = make_letter(contact, subject="A & B?", body="Line one\n\nLine two")
    assert page(as_alice, "letter_detail", letter.pk).context["mailto"] == (
        "mailto:theo%40example.com?subject=A%20%26%20B%3F&body=Line%20one%0A%0ALine%20two"
    )


@pytest.mark.parametrize("number", [1, 5])
def test_letters_take_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    for n in range(number):
        make_letter(make_contact(alice, "P", make_organization(alice, f"O{n}")))
        alice.letter_templates.create(name=f"T{n}", body="Hello")
    with django_assert_num_queries(4):
        page(as_alice, "letter_list")


# Questions ----------------------------------------------------------------------------------------------


def test_an_answer_changes_in_drafts_and_never_in_what_was_sent(as_alice, alice, theo):
    sent = make_letter(theo, body="{answer:feedback}")
    draft = make_letter(theo, body="{answer:feedback}")
    post(as_alice, "drill_answer", "feedback", text="The first answer.")
    actions.letter_went_out(sent, by=alice)
    response = as_alice.post(
        reverse("networking:drill_answer", args=["feedback"]), {"text": "A better one."}, follow=True
    )
    assert "1 draft changed with it." in response.content.decode()
    sent.refresh_from_db()
    assert sent.sent_body == "The first answer."
    assert letters.draft(draft, alice).body == "A better one."
    assert DrillAnswer.objects.owned_by(alice).count() == 1


def test_a_sample_of_ones_own_proves_an_answer(as_alice, alice, mallory):
    mine, theirs = make_sample(alice), make_sample(mallory)
    refused = post(as_alice, "drill_answer", "feedback", text="Yes.", sample=theirs.pk)
    assert refused.status_code == 422
    post(as_alice, "drill_answer", "feedback", text="Yes.", sample=mine.pk)
    assert DrillAnswer.objects.owned_by(alice).get().sample == mine


def test_all_questions_are_there_and_others_are_not(as_alice, alice, mallory):
    mallory.drill_answers.create(question="feedback", text="Hers")
    cards = page(as_alice, "drill").context["cards"]
    assert [(question.slug, answer) for question, answer in cards] == [
        (question.slug, None) for question in catalogue.QUESTIONS
    ]
    assert page(as_alice, "drill_answer", "unheard-of").status_code == 404
