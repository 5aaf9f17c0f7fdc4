"""The field on one page: checked facts with their years, and right in both fields of practice."""

from urllib.parse import urlsplit

import pytest

from milestones.landscape import landscape
from tests.test_content import texts
from tests.wording import banned_words, human_only_words

HEALTH = ("human", "animal")


def test_the_landscape_is_complete():
    page = landscape()
    assert [len(rows) for rows in (page.timeline, page.standards, page.frameworks, page.mistakes)] == [
        15,
        5,
        7,
        2,
    ]
    assert (len(page.accreditors), len(page.other_accreditors)) == (11, 1)
    assert len({term.name for term in page.glossary}) == len(page.glossary) == 19


def test_the_timeline_runs_forward():
    years = [event.year for event in landscape().timeline]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (1947, 2025)


def test_a_veterinarian_sees_race_first_and_the_rest_for_comparison():
    page = landscape("animal")
    assert [row.short for row in page.accreditors] == ["AAVSB RACE"]
    assert [row.short for row in landscape("human").other_accreditors] == ["AAVSB RACE"]
    assert page.intro.title == "The landscape of veterinary CE"


def test_money_figures_carry_their_year():
    figures = [row for row in landscape().money if "billion" in row.text]
    assert [row.text.startswith("For 2021") for row in figures] == [True]


@pytest.mark.parametrize("health", HEALTH)
def test_the_glossary_is_sorted_and_short(health):
    terms = landscape(health).glossary
    assert [term.name for term in terms] == sorted((term.name for term in terms), key=str.casefold)
    assert [term.name for term in terms if not 4 <= len(term.means.split()) <= 35] == []


def test_accreditors_link_to_site_roots_over_https():
    for row in landscape().accreditors + landscape().other_accreditors:
        parts = urlsplit(row.url)
        assert (parts.scheme, parts.path, parts.query) == ("https", "", "")


@pytest.mark.parametrize("health", HEALTH)
def test_landscape_copy_holds_no_banned_word(health):
    shown = list(texts(landscape(health)))
    assert {text: banned_words(text) for text in shown if banned_words(text)} == {}


def test_outside_the_comparison_a_veterinarian_reads_no_human_only_word():
    page = landscape("animal")
    own = [page.intro, page.accreditors, page.standards, page.standards_note]
    own += [page.money, page.frameworks, page.glossary, page.mistakes]
    shown = list(texts([*own, [event for event in page.timeline if event.system == "animal"]]))
    assert {text: human_only_words(text) for text in shown if human_only_words(text)} == {}
    assert [row.short for row in page.other_accreditors if human_only_words(row.name + row.does)] != []
