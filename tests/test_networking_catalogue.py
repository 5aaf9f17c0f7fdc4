"""Prospect kinds, stages, drafts, questions and communities: complete and right in both fields."""

import re
from urllib.parse import urlsplit

import pytest

import vocabularies as vocab
from networking import catalogue
from tests.test_content import texts
from tests.wording import banned_words, human_only_words

LISTS = {
    "KINDS": 12,
    "STAGES": 11,
    "COLUMNS": 5,
    "CLOSE_REASONS": 4,
    "CHANNELS": 8,
    "DIRECTIONS": 2,
    "PURPOSES": 7,
    "OUTCOMES": 7,
    "SOURCES": 6,
    "PRIORITIES": 3,
    "MESSAGES": 7,
    "QUESTIONS": 16,
    "COMMUNITIES": 18,
}
STAGES = {row.slug for row in catalogue.STAGES}


@pytest.mark.parametrize(("name", "count"), LISTS.items())
def test_each_networking_list_is_complete_and_its_slugs_are_unique(name, count):
    slugs = [row.slug for row in getattr(catalogue, name)]
    assert len(set(slugs)) == len(slugs) == count
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z][a-z-]*", slug)] == []


def test_stages_wait_as_long_as_they_say():
    waits = {row.slug: (row.days, row.days_max, row.working) for row in catalogue.STAGES}
    assert waits == {
        "identified": (14, None, False),
        "researched": (14, None, False),
        "connected": (7, None, False),
        "contacted": (7, 10, True),
        "in-conversation": (5, None, True),
        "sample-requested": (5, None, True),
        "onboarding": (7, None, False),
        "active-client": (30, None, False),
        "past-client": (91, None, False),
        "dormant": (182, None, False),
        "closed": (None, None, False),
    }
    assert [row.slug for row in catalogue.STAGES if not row.next_action] == ["closed"]
    assert {row.column for row in catalogue.STAGES} == {row.slug for row in catalogue.COLUMNS}


def test_outcomes_and_cadence_point_at_stages_that_exist():
    assert {row.stage for row in catalogue.OUTCOMES} - STAGES == {""}
    assert catalogue.CADENCE.then_stage in STAGES
    assert catalogue.CADENCE.follow_up_working_days == (7, 10)
    assert sum(minutes for _, minutes in catalogue.CADENCE.weekly_minutes) == 80
    assert catalogue.stage("contacted").name == "Contacted"
    with pytest.raises(KeyError):
        catalogue.stage("forgotten")


def test_only_being_asked_to_stop_stops_reminders_for_good():
    assert [row.slug for row in catalogue.CLOSE_REASONS if row.stops_reminders] == ["asked-to-stop"]


def test_kinds_buy_deliverables_that_exist_and_the_veterinary_kind_leads_for_vets():
    known = {row.slug for row in vocab.DELIVERABLES}
    assert {slug for row in catalogue.KINDS for slug in row.deliverables} - known == set()
    assert [row.slug for row in catalogue.KINDS if not row.deliverables] == ["peer"]
    assert len(catalogue.kinds("human")) == 11
    assert [row.slug for row in catalogue.kinds("animal")][:2] == [
        "veterinary-ce",
        "medical-education-company",
    ]
    assert vocab.label(catalogue.KINDS, "academic-cme", "animal") == "Veterinary school CE office"


@pytest.mark.parametrize("health", ["human", "animal"])
def test_messages_use_known_fields_and_every_field_is_used_somewhere(health):
    used = {
        name
        for row in vocab.for_health(catalogue.MESSAGES, health)
        for name in re.findall(r"\{(\w+)\}", row.subject + row.body)
    }
    assert used == catalogue.MESSAGE_FIELDS.keys()
    assert {row.purpose for row in catalogue.MESSAGES} - {row.slug for row in catalogue.PURPOSES} == set()


@pytest.mark.parametrize("health", ["human", "animal"])
def test_messages_are_short(health):
    for row in vocab.for_health(catalogue.MESSAGES, health):
        limit = 200 if row.slug.startswith("letter") else 120
        assert 40 <= len(row.body.split()) <= limit
    first = vocab.find(catalogue.MESSAGES, "first-message").said(health)
    assert 60 <= len(first.body.split()) <= 120


def test_a_draft_fills_what_is_known_and_leaves_the_rest_in_brackets():
    subject, body = catalogue.draft("thank-you", {"name": "Theo {me}", "day": "Tuesday", "lesson": " "})
    assert subject == "Thank you for Tuesday"
    assert body.startswith("Dear Theo {me},\n\nThank you for your time on Tuesday.")
    assert "[what you learned]" in body
    assert body.endswith("[your name]\n")


def test_a_draft_for_a_veterinarian_speaks_of_veterinary_teams():
    human = catalogue.draft("first-message", {})[1]
    animal = catalogue.draft("first-message", {}, "animal")[1]
    assert ("veterinary teams" in human, "veterinary teams" in animal) == (False, True)
    with pytest.raises(KeyError):
        catalogue.draft("chain-letter", {})


def test_questions_carry_a_hint_in_both_fields():
    for health in ("human", "animal"):
        for row in vocab.for_health(catalogue.QUESTIONS, health):
            assert row.name.endswith("?")
            assert 8 <= len(row.hint.split()) <= 30
    assert len(catalogue.ETHICS) == 8


def test_communities_link_to_site_roots_over_https():
    for row in catalogue.COMMUNITIES:
        parts = urlsplit(row.url)
        assert (parts.scheme, parts.path, parts.query) == ("https", "", "")
    assert [row.health for row in catalogue.communities("animal")][:4] == ["animal"] * 4
    assert {row.slug for row in catalogue.communities()} & {"aavsb", "accme"} == {"accme"}


def everything(health):
    return [vocab.for_health(getattr(catalogue, name), health) for name in LISTS] + [
        catalogue.ETHICS,
        catalogue.ETHICS_INTRO,
        catalogue.CADENCE,
        catalogue.COMMUNITIES_NOTE,
        catalogue.PROMOTIONAL_TAG,
        catalogue.promotional_note(health),
        dict(catalogue.MESSAGE_FIELDS),
    ]


@pytest.mark.parametrize("health", ["human", "animal"])
def test_networking_copy_holds_no_banned_word(health):
    shown = list(texts(everything(health)))
    assert {text: banned_words(text) for text in shown if banned_words(text)} == {}


def test_networking_for_a_veterinarian_holds_no_human_only_word():
    shown = list(texts(everything("animal"), skip=("slug", "vet", "url", "deliverables", "stage", "column")))
    assert {text: human_only_words(text) for text in shown if human_only_words(text)} == {}
    assert human_only_words(catalogue.promotional_note("human")) == ["patient"]
