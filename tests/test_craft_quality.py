import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from craft.quality import CHECKS_FOR, quality_card

NEEDS = """\
Potassium testing after therapy

Learning objectives
1. Calculate a testing schedule for adults starting therapy, using baseline potassium
2. Understand potassium

Xarelto is used.1 Testing is late.2 It was planned by the clinic for the CKD group.

References
1. Roe K. Testing late. Fict Med J. 2024;1(1):1-2. doi:10.1234/f.1
2. Doe J. Testing later. Fict Med J. 2015;1(2):3-4. doi:10.1234/f.2
"""

ITEMS = """\
1. A dog limps after a walk. Which step comes first?
A. Examine the paw
B. Order a radiograph
C. Prescribe rest
Answer: A
Rationale A: Most causes are seen at once. [1]
Rationale B: Later, if needed. [1]
Rationale C: Not before a look. [1]
2. Which is NOT a sign of pain?
A. Limping
B. Sleeping
C. Panting
Answer: B
"""


def lines(text, deliverable, **facts):
    return {check["slug"]: check["line"] for check in quality_card(text, deliverable, **facts)["checks"]}


def test_a_needs_assessment_gets_the_checks_that_fit():
    assert lines(NEEDS, "needs-assessment", year=2026) == {
        "references": "2 references, 1 from the last five years, all with DOI",
        "objectives": "2 objectives, 1 without errors, 1 at Apply or higher",
        "balance": "1 point to look at",
        "reading": "About US grade 9, 6 words a sentence",
    }


def test_the_card_counts_remarks_and_keeps_figures():
    card = quality_card(NEEDS, "needs-assessment", year=2026)
    references, objectives, balance, reading = card["checks"]
    assert (references["errors"], references["warns"], references["tips"]) == (0, 0, 0)
    assert references["figures"] == {
        "total": 2, "recent": 1, "with_doi": 2, "with_pmid": 0, "preprints": 0, "style": "AMA",
    }  # fmt: skip
    assert (objectives["figures"]["total"], objectives["figures"]["passing"], objectives["errors"]) == (
        2,
        1,
        2,
    )
    assert (balance["warns"], balance["figures"]) == (1, {"products": [{"name": "rivaroxaban", "count": 1}]})
    assert reading["figures"]["unexplained"] == ["CKD"]
    assert json.loads(json.dumps(card)) == card


def test_items_are_counted():
    assert lines(ITEMS, "test-items") == {
        "items": "2 items, 1 without a remark",
        "balance": "Nothing found by these checks",
    }


def test_a_list_of_objectives_needs_no_heading():
    text = "Calculate insulin doses for adults starting basal insulin\nDecide when to refer adults with low glucose"
    assert lines(text, "learning-objectives") == {
        "objectives": "2 objectives, all without errors, all at Apply or higher"
    }
    assert "objectives" not in lines(text, "needs-assessment")


def test_a_missing_list_is_said_only_where_one_is_expected():
    assert lines("Calm words about gout.", "needs-assessment")["references"] == "No reference list found."
    assert "references" not in lines("Calm words about gout.", "slide-deck")
    assert list(lines("Calm words about gout.", "of my own making")) == ["balance", "reading"]


def test_nothing_written_nothing_said():
    assert quality_card(" \n", "needs-assessment") == {
        "deliverable": "needs-assessment",
        "words": 0,
        "checks": [],
    }
    assert quality_card("Use color.", "style-sheet")["checks"] == []


def test_every_deliverable_has_its_checks():
    assert len(CHECKS_FOR) == 41
    with pytest.raises(ValueError, match="health"):
        quality_card("Some words.", "newsletter", health="plant")


@given(st.text(), st.sampled_from(sorted(CHECKS_FOR)))
def test_no_text_raises(text, deliverable):
    card = quality_card(text, deliverable, year=2026, health="animal")
    assert json.loads(json.dumps(card)) == card == quality_card(text, deliverable, year=2026, health="animal")
