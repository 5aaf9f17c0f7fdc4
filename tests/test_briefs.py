"""Practice briefs: enough for every profession, complete, invented, and right in both fields."""

import re
from collections import Counter

import pytest

import vocabularies as vocab
from milestones import briefs
from tests.test_content import texts
from tests.wording import banned_words, human_only_words

ALL = briefs.briefs()
PRODUCT = re.compile(r"[®™]|\b\d+(?:\.\d+)?\s?(?:mg|mcg|µg|mL|IU|units?)\b", re.IGNORECASE)


def slugs(vocabulary):
    return {row.slug for row in vocabulary}


def test_there_are_briefs_for_every_profession():
    suited = Counter(background for row in ALL for background in row.backgrounds)
    assert len(ALL) == len(slugs(ALL)) == 47
    assert Counter(row.health for row in ALL) == {"human": 34, "animal": 13}
    assert {name for name, count in suited.items() if count >= 5} == {
        "physician",
        "pa",
        "nurse",
        "pharmacist",
        "veterinarian",
        "researcher",
        "educator",
    }
    assert suited.keys() == slugs(vocab.BACKGROUNDS)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.slug)
def test_each_brief_is_complete_and_refers_to_what_exists(row):
    assert row.deliverable in slugs(vocab.DELIVERABLES)
    assert row.audience in slugs(vocab.AUDIENCES)
    assert row.area in slugs(vocab.AREAS)
    assert set(row.backgrounds) <= slugs(vocab.BACKGROUNDS)
    assert row.level in {level.slug for level in briefs.levels()}
    assert 80 <= len(row.text.split()) <= 130
    assert 5 <= len(set(row.checklist)) == len(row.checklist) <= 8
    assert 3 <= len(row.outline) <= 10
    assert all(heading.title and heading.prompt for heading in row.outline)
    assert 1 <= row.hours <= 10


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.slug)
def test_each_brief_fits_its_field_of_practice(row):
    assert vocab.find(vocab.AREAS, row.area).fits(row.health)
    assert vocab.find(vocab.AUDIENCES, row.audience).fits(row.health)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.slug)
def test_each_brief_names_no_product_or_dose_and_holds_no_banned_word(row):
    shown = list(texts(row))
    assert [text for text in shown if banned_words(text) or PRODUCT.search(text)] == []


def test_the_product_pattern_finds_doses_and_trade_marks():
    assert [
        bool(PRODUCT.search(text)) for text in ("take 5 mg", "Brand® once", "five posts in 60 minutes")
    ] == [
        True,
        True,
        False,
    ]


def test_briefs_in_animal_health_hold_no_human_only_word():
    skip = ("slug", "deliverable", "audience", "area", "backgrounds")
    shown = [text for row in briefs.briefs("animal") for text in texts(row, skip)]
    assert {text: human_only_words(text) for text in shown if human_only_words(text)} == {}


def test_briefs_that_suit_the_background_come_first():
    ordered = briefs.briefs_for("dentist", "human")
    assert [row.slug for row in ordered][:3] == [
        "dental-antibiotics",
        "dental-anxious-child",
        "hygienist-gums-poster",
    ]
    assert len(ordered) == 34
    assert briefs.briefs_for("", "animal") == briefs.briefs("animal")


def test_an_animal_brief_gets_the_outline_in_its_own_words():
    titles = [heading.title for heading in briefs.brief("vet-cat-at-home").outline]
    assert "Why does it matter for my animal?" in titles
    with pytest.raises(KeyError):
        briefs.brief("no-such-brief")


def test_every_starter_deliverable_has_a_first_brief():
    first = {row.deliverable for row in ALL if row.level == "first"}
    assert {row.slug for row in vocab.DELIVERABLES if row.starter} - first == set()
