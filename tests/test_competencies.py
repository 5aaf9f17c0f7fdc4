"""Competencies: rated by the writer, dated, shown by work, published only as far as the writer chooses."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones import catalogue, competencies
from milestones.models import CompetencyRating, RatingSnapshot
from portfolio import actions as portfolio_actions
from sharing.review_models import Review, ReviewRequest
from tests.factories import make_sample, publish

LIST = "/competencies/"
RATE = "/competencies/rate/"
ALL = [row.slug for row in catalogue.competencies()]


def rate(user, day=None, level=3, slugs=ALL, proof=""):
    return competencies.rate(user, day or user.today(), dict.fromkeys(slugs, (level, proof)))


def form(user, **levels):
    data = {"rated_on": user.today().isoformat()}
    for slug, level in levels.items():
        data[f"level-{slug.replace('_', '-')}"] = level
    return data


def row_of(user, slug):
    return next(row for row in competencies.map_of(user).rows if row.competency.slug == slug)


# Rating ------------------------------------------------------------------------------------------------


def test_all_five_descriptions_of_all_twenty_stand_on_one_page(as_alice):
    page = as_alice.get(RATE).content.decode()
    assert len(re.findall(r'type="radio"', page)) == 20 * 6
    for row in catalogue.competencies()[::7]:
        for words in row.levels:
            assert words.replace("'", "&#x27;") in page


def test_a_part_may_be_rated_and_the_rest_stays_unrated(as_alice, alice):
    as_alice.post(RATE, form(alice, plain_style=4) | {"proof-plain-style": "A one-page handout"})
    found = competencies.map_of(alice)
    assert found.rated == 1
    assert (row_of(alice, "plain-style").now, row_of(alice, "plain-style").proof) == (4, "A one-page handout")
    assert row_of(alice, "structure").level_name == "Not rated yet"


def test_the_next_rating_starts_from_the_last_and_keeps_its_day(as_alice, alice):
    first = alice.today() - timedelta(days=40)
    rate(alice, first, level=2)
    page = as_alice.get(RATE).content.decode()
    assert len(re.findall(r'value="2" checked', page)) == 20
    as_alice.post(RATE, form(alice, plain_style=4))
    assert [(s.rated_on, s.ratings.count()) for s in RatingSnapshot.objects.all()] == [
        (first, 20),
        (alice.today(), 1),
    ]
    row = row_of(alice, "plain-style")
    assert (row.first, row.now, row.grew) == (2, 4, 2)


def test_the_same_day_again_replaces_its_rating(alice):
    rate(alice, level=2)
    rate(alice, level=5, slugs=["plain-style"])
    assert [(r.competency, r.level) for r in CompetencyRating.objects.all()] == [("plain-style", 5)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rated_on": "2999-01-01"}, "That day has not come yet."),
        ({"rated_on": "1650-01-01"}, "Choose a day in this century."),
        ({"rated_on": "soon"}, "Give the day as year-month-day"),
        ({"level-plain-style": "6"}, "Clear, plain style: choose one of the five levels."),
        ({"level-plain-style": ""}, "Choose a level for at least one competency."),
        ({"proof-plain-style": "x" * 201}, "Clear, plain style: one line of proof"),
    ],
)
def test_odd_ratings_get_a_sentence(as_alice, alice, change, sentence):
    answer = as_alice.post(RATE, form(alice, plain_style=4) | change)
    assert (answer.status_code, RatingSnapshot.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


# The page ----------------------------------------------------------------------------------------------


def test_the_chart_is_also_a_table(as_alice, alice):
    rate(alice, alice.today() - timedelta(days=30), level=2)
    rate(alice, level=4)
    page = as_alice.get(LIST).content.decode()
    assert page.count('class="spoke"') == 20
    assert page.count('<polygon class="then"') == page.count('<polygon class="today"') == 1
    assert page.count('<th scope="row">') == 20
    assert page.count("4 Proficient") == 20
    assert " style=" not in page


def test_one_rating_has_no_line_to_compare(as_alice, alice):
    rate(alice)
    page = as_alice.get(LIST).content.decode()
    assert (page.count('<polygon class="then"'), page.count('<polygon class="today"')) == (0, 1)


def test_the_chart_puts_five_outside_and_nothing_in_the_middle(alice):
    rate(alice, level=5, slugs=["plain-style"])
    drawn = competencies.radar(competencies.map_of(alice))
    points = drawn.today.split()
    assert points[0] == "330.0,84.0"
    assert set(points[1:]) == {"330.0,262.0"}
    assert len(drawn.dots) == 1


def test_without_a_rating_there_is_one_thing_to_do(as_alice):
    page = as_alice.get(LIST).content.decode()
    assert "Where do you stand?" in page
    assert "<polygon" not in page


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    for n in range(number):
        rate(alice, alice.today() - timedelta(days=n))
        sample = make_sample(alice, f"Sample {n}")
        alice.competency_evidence.create(competency="gap-analysis", sample=sample)
    as_alice.get(LIST)
    with django_assert_num_queries(12):
        as_alice.get(LIST)


# What stands behind it ---------------------------------------------------------------------------------


def test_claimed_shown_and_nothing(as_alice, alice):
    sample = make_sample(alice)
    rate(alice, slugs=["gap-analysis", "search"])
    url = reverse("milestones:competency_detail", args=["gap-analysis"])
    assert "Potassium Worries" in as_alice.get(url).content.decode()  # proposed by its kind
    as_alice.post(url, {"sample": sample.pk})
    assert [row_of(alice, slug).status for slug in ("gap-analysis", "search", "structure")] == [
        "shown",
        "claimed",
        "",
    ]
    gaps = [row.competency.slug for row in competencies.map_of(alice).without_evidence]
    assert gaps == [slug for slug in ALL if slug != "gap-analysis"]
    evidence = alice.competency_evidence.get()
    as_alice.post(reverse("milestones:evidence_delete", args=[evidence.pk]))
    assert row_of(alice, "gap-analysis").status == "claimed"


def make_review(sample):
    asked = ReviewRequest.objects.create(
        owner=sample.owner, sample=sample, name="Wren Abiodun", ends_at=timezone.now() + timedelta(days=7)
    )
    return Review.objects.create(request=asked, owner=sample.owner, sample=sample)


def test_a_review_of_the_work_behind_it_makes_it_reviewed(alice):
    sample = make_sample(alice)
    alice.competency_evidence.create(competency="search", sample=sample)
    make_review(make_sample(alice, "Another one"))
    assert row_of(alice, "search").status == "shown"
    make_review(sample)
    assert row_of(alice, "search").status == "reviewed"


def test_a_sample_in_the_bin_stands_behind_nothing(alice):
    sample = make_sample(alice)
    alice.competency_evidence.create(competency="search", sample=sample)
    assert row_of(alice, "search").status == "shown"
    portfolio_actions.bin_sample(sample, by=alice)
    assert row_of(alice, "search").status == ""


def test_reflections_may_stand_behind_it_too(as_alice, alice):
    thought = alice.reflections.create(title="What I cut", text="A page.")
    as_alice.post(reverse("milestones:competency_detail", args=["plain-style"]), {"reflection": thought.pk})
    assert [str(one.reflection) for one in row_of(alice, "plain-style").evidence] == ["What I cut"]


def test_other_peoples_work_cannot_be_linked(as_alice, alice, mallory):
    theirs = make_sample(mallory)
    answer = as_alice.post(reverse("milestones:competency_detail", args=["search"]), {"sample": theirs.pk})
    assert (answer.status_code, alice.competency_evidence.count()) == (422, 0)


def test_at_most_three_samples_are_proposed(alice):
    for number in range(5):
        make_sample(alice, f"Assessment {number}")
    assert len(competencies.likely_samples(alice, catalogue.competency("gap-analysis"))) == 3


def test_each_gap_says_what_to_do_next(alice):
    without = {
        row.slug: {"step", "deliverable"} - {idea.what for idea in competencies.ideas(row, "human")}
        for row in catalogue.competencies()
    }
    assert {slug: lacks for slug, lacks in without.items() if lacks} == {}
    row = catalogue.competency("plain-style")
    assert competencies.ideas(row, "human", done=row.lifts_steps)[0].what == "deliverable"


# What strangers read -----------------------------------------------------------------------------------


def test_only_what_was_chosen_is_public(as_alice, alice):
    sample = make_sample(alice)
    publish(alice, sample)
    rate(alice, slugs=["gap-analysis", "search"], proof="Twelve assessments")
    alice.competency_evidence.create(competency="gap-analysis", sample=sample)
    alice.competency_evidence.create(
        competency="gap-analysis", reflection=alice.reflections.create(title="Private thought", text="x")
    )
    before = alice.profile.version
    as_alice.post(reverse("milestones:competency_show"), {"competencies": ["gap-analysis"]})
    alice.profile.refresh_from_db()
    assert alice.profile.competencies_shown == [
        {
            "slug": "gap-analysis",
            "name": "Gap and needs analysis",
            "level": 3,
            "level_name": "Competent",
            "proof": "Twelve assessments",
            "samples": [sample.pk],
        }
    ]
    assert alice.profile.version > before
    as_alice.post(reverse("milestones:competency_show"), {})
    alice.profile.refresh_from_db()
    assert alice.profile.competencies_shown == []


def test_a_new_rating_brings_the_public_part_up_to_date(as_alice, alice):
    rate(alice, slugs=["search"], level=2)
    as_alice.post(reverse("milestones:competency_show"), {"competencies": ["search"]})
    as_alice.post(RATE, form(alice, search=4))
    alice.profile.refresh_from_db()
    assert [entry["level"] for entry in alice.profile.competencies_shown] == [4]


def test_a_proof_that_must_stay_private_is_left_out(as_alice, alice):
    alice.private_words.create(word="Larkspur")
    rate(alice, slugs=["search"], proof="Searches for Larkspur")
    as_alice.post(reverse("milestones:competency_show"), {"competencies": ["search"]})
    alice.profile.refresh_from_db()
    assert [entry["proof"] for entry in alice.profile.competencies_shown] == [""]


def test_more_than_eight_get_a_sentence(as_alice, alice):
    rate(alice)
    answer = as_alice.post(reverse("milestones:competency_show"), {"competencies": ALL[:9]})
    assert answer.status_code == 422
    assert "Choose 8 at most" in answer.content.decode()


# Reflections -------------------------------------------------------------------------------------------


def test_reflections_are_found_by_their_words(as_alice, alice, mallory):
    alice.reflections.create(title="Monday", text="I cut the disease tour.")
    alice.reflections.create(title="Tuesday", text="A call with an editor.")
    mallory.reflections.create(title="Not yours", text="disease tour")
    page = as_alice.get("/milestones/reflections/", {"q": "TOUR disease"}).content.decode()
    assert ("Monday" in page, "Tuesday" in page, "Not yours" in page) == (True, False, False)


def test_a_reflection_is_kept_while_typing(as_alice, alice):
    answer = as_alice.post(reverse("milestones:reflection_create"), {"step": "start-a-glossary"})
    row = alice.reflections.get()
    assert (answer["Location"], row.step) == (row.get_absolute_url(), "start-a-glossary")
    headers = {"Accept": "application/json"}
    url = row.get_absolute_url()
    typed = {"title": "", "text": "Half a sen", "step": "", "version": 0}
    assert as_alice.post(url, typed, headers=headers).json() == {"version": 1}
    late = as_alice.post(url, typed | {"text": "older"}, headers=headers)
    assert late.status_code == 409
    long = as_alice.post(url, typed | {"text": "x" * 20_001, "version": 1}, headers=headers)
    assert (long.status_code, long.json()["error"][:40]) == (400, "That is longer than 20,000 characters. K")
    row.refresh_from_db()
    assert row.text == "Half a sen"


def test_an_empty_page_is_used_again(as_alice, alice):
    for _ in range(3):
        as_alice.post(reverse("milestones:reflection_create"))
    assert alice.reflections.count() == 1
    assert "Nothing written yet" in as_alice.get("/milestones/reflections/").content.decode()


def test_a_reflection_is_deleted_only_when_confirmed(as_alice, alice):
    row = alice.reflections.create(title="Monday", text="x")
    url = reverse("milestones:reflection_delete", args=[row.pk])
    assert "Delete “Monday”?" in as_alice.post(url).content.decode()
    assert alice.reflections.count() == 1
    as_alice.post(url, {"confirmed": "1"})
    assert alice.reflections.count() == 0
