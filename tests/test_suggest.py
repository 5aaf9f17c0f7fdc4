"""Which samples for this reader: the same picks, the same order, each with a reason that names a fact."""

import pytest
from django.urls import NoReverseMatch, reverse

from portfolio import actions as samples
from sharing import suggest
from sharing.suggest import Picks
from tests.factories import make_sample


@pytest.fixture
def library(alice):
    """Five pieces, oldest first."""
    made = [
        make_sample(alice, "Needs for pharmacists", deliverable="needs-assessment"),
        make_sample(alice, "Deck for nurses", deliverable="slide-deck", audiences=["nurses"]),
        make_sample(
            alice,
            "Case in oncology",
            deliverable="case-study",
            reality="invented",
            areas=["oncology"],
            audiences=["physicians"],
        ),
        make_sample(alice, "Items for pharmacists", deliverable="test-items", areas=[]),
        make_sample(
            alice, "Told only", deliverable="needs-assessment", provenance="described-only", body="none"
        ),
    ]
    make_sample(alice, "Under NDA", deliverable="needs-assessment", provenance="nda-restricted")
    return made


def order(alice, **picks):
    return [one.sample.title for one in suggest.rank(suggest.showable(alice), Picks(**picks)) if one.score]


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({"deliverables": ("needs-assessment",)}, ["Needs for pharmacists", "Told only"]),
        (
            {"deliverables": ("test-items",), "audiences": ("pharmacists",)},
            ["Items for pharmacists", "Needs for pharmacists", "Told only"],
        ),
        ({"areas": ("oncology",)}, ["Case in oncology"]),
        (
            {"usual": ("slide-deck", "needs-assessment")},
            ["Deck for nurses", "Needs for pharmacists", "Told only"],
        ),
        ({"audiences": ("nurses",), "usual": ("case-study",)}, ["Deck for nurses", "Case in oncology"]),
        ({}, []),
    ],
)
def test_the_order_is_known(library, alice, picks, expected):
    assert order(alice, **picks) == expected
    assert order(alice, **picks) == expected


def test_what_may_not_be_shown_is_never_offered(library, alice):
    everything = {one.sample.title for one in suggest.rank(suggest.showable(alice), Picks())}
    assert everything == {sample.title for sample in library}
    samples.withdraw(library[0], by=alice)
    samples.bin_sample(library[1], by=alice)
    left = {one.sample.title for one in suggest.rank(suggest.showable(alice), Picks())}
    assert left == {sample.title for sample in library[2:]}


def test_reasons_name_facts(library, alice):
    picks = Picks(
        deliverables=("needs-assessment",), audiences=("pharmacists", "nurses"), areas=("cardiology",)
    )
    best = suggest.rank(suggest.showable(alice), picks)[0]
    assert best.reasons == [
        "They ask for this kind: needs assessment",
        "Same audience: pharmacists",
        "Same field: cardiovascular medicine",
        "Ready to read",
    ]


@pytest.mark.parametrize(
    ("picks", "missing"),
    [
        ({"deliverables": ("needs-assessment", "outcomes-report")}, ["outcomes-report"]),
        ({"usual": ("grant-proposal", "case-study", "agenda", "script")}, ["grant-proposal", "agenda"]),
        ({}, []),
    ],
)
def test_gaps(library, alice, picks, missing):
    assert suggest.gaps(suggest.showable(alice), Picks(**picks)) == missing


def test_the_page_leads_to_a_link_and_to_a_brief(as_alice, library):
    page = as_alice.get(
        reverse("sharing:suggest"),
        {"kind": "medical-society", "deliverables": ["test-items", "script"], "name": "Northmere"},
    )
    html = page.content.decode()
    assert [one.sample.title for one in page.context["fits"]] == ["Items for pharmacists", "Deck for nurses"]
    assert "Under NDA" not in html
    assert 'name="name" value="Northmere"' in html
    try:
        wanted = reverse("milestones:brief_list") + "?deliverable=script"
    except NoReverseMatch:
        wanted = reverse("portfolio:sample_create")
    assert wanted in html
    form = as_alice.get(reverse("sharing:link_create"), {"sample": [library[3].pk], "name": "Northmere"})
    assert f'value="{library[3].pk}" checked' in form.content.decode()
    assert 'value="Northmere"' in form.content.decode()


@pytest.mark.parametrize("query", ["?kind=nobody", "?deliverables=x&areas=%00", "?audiences=" + "9" * 500])
def test_odd_picks_are_ignored(as_alice, library, query):
    assert as_alice.get(reverse("sharing:suggest") + query).status_code in {200, 400}
