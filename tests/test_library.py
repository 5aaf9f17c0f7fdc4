"""The pages to read, and practice briefs that become labeled drafts."""

import io

import docx
import pptx
import pytest
from django.urls import reverse

import vocabularies as words
from milestones import briefs, landscape
from tests.factories import make_sample, make_user, publish

KEY = "0" * 32


@pytest.fixture
def as_vet(client, db):
    client.force_login(make_user("Anselm Drew", background="veterinarian", health="animal"))
    return client


def test_the_landscape_has_a_timeline_and_a_glossary(as_alice):
    land = landscape.landscape()
    page = as_alice.get("/milestones/landscape/").content.decode()
    assert page.count('<span class="year">') == len(land.timeline)
    assert "<em>AMA PRA Category 1 Credit</em>™" in page
    assert as_alice.get("/milestones/glossary/").content.decode().count("<dt>") == len(land.glossary)


def test_verbs_and_levels_stand_on_one_page(as_alice):
    page = as_alice.get("/milestones/levels/").content.decode()
    assert [
        level
        for level in ("Remember", "Understand", "Apply", "Analyze", "Evaluate", "Create")
        if f"<dt>{level}</dt>" not in page
    ] == []
    assert page.count('<th scope="row">') == len(words.MOORE_LEVELS)


def test_every_kind_of_work_has_a_page(as_alice):
    listed = as_alice.get("/deliverables/").content.decode()
    assert listed.count('class="book"') == 41
    for row in words.DELIVERABLES:
        page = as_alice.get(reverse("milestones:deliverable_detail", args=[row.slug]))
        text = page.content.decode().replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
        assert row.looked_for[0] in text
        assert row.practice_how_to in text
    assert as_alice.get("/deliverables/nothing/").status_code == 404


def test_a_veterinarian_reads_other_words(as_vet):
    page = as_vet.get("/deliverables/patient-education/").content.decode()
    assert "Animal-owner education" in page
    assert "Patient education" not in page


# Briefs ------------------------------------------------------------------------------------------------


def listed(client, **filters):
    return [card["row"].slug for card in client.get("/briefs/", filters).context["briefs"]]


def test_briefs_of_the_own_field_come_first(client, db):
    client.force_login(make_user("Pat Pharm", background="pharmacist"))
    found = client.get("/briefs/").context["briefs"]
    suits = [card["suits"] for card in found]
    assert suits == sorted(suits, reverse=True)
    assert {card["row"].health for card in found} == {"human"}
    assert len(found) == len(briefs.briefs("human"))


def test_filters_narrow_and_odd_ones_do_not_break(as_alice):
    assert {briefs.brief(slug).deliverable for slug in listed(as_alice, kind="slide-deck")} == {"slide-deck"}
    assert {briefs.brief(slug).level for slug in listed(as_alice, level="first")} == {"first"}
    assert listed(as_alice, q="potassium") == ["repeat-potassium"]
    assert listed(as_alice, q="xyzzy") == []
    assert len(listed(as_alice, kind="nonsense")) == len(briefs.briefs("human"))


def test_each_field_has_its_own_briefs(as_alice, as_vet):
    human, animal = briefs.briefs("human")[0].slug, briefs.briefs("animal")[0].slug
    assert as_vet.get(f"/briefs/{animal}/").status_code == 200
    assert as_vet.get(f"/briefs/{human}/").status_code == 404


@pytest.mark.parametrize("row", briefs.briefs("human")[:6], ids=lambda row: row.slug)
def test_the_outline_opens_as_a_document_without_an_author(as_alice, row):
    answer = as_alice.get(reverse("milestones:brief_outline", args=[row.slug, "docx"]))
    document = docx.Document(io.BytesIO(answer.content))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [heading.title for heading in row.outline]
    assert (document.core_properties.author, document.core_properties.title) == ("", row.title)
    assert answer["Content-Disposition"] == f'attachment; filename="{row.slug}-outline.docx"'


def test_slides_come_as_slides(as_alice):
    row = next(row for row in briefs.briefs("human") if row.deliverable == "slide-deck")
    answer = as_alice.get(reverse("milestones:brief_outline", args=[row.slug, "pptx"]))
    deck = pptx.Presentation(io.BytesIO(answer.content))
    assert [slide.shapes.title.text for slide in deck.slides] == [row.title, *(h.title for h in row.outline)]
    assert (deck.core_properties.author, deck.core_properties.last_modified_by) == ("", "")


@pytest.mark.parametrize("kind", ["pdf", "exe", "docx.exe"])
def test_other_files_are_not_made(as_alice, kind):
    assert as_alice.get(f"/briefs/repeat-potassium/outline.{kind}").status_code == 404


def test_starting_a_brief_makes_one_labeled_draft(as_alice, alice):
    url = reverse("milestones:brief_start", args=["repeat-potassium"])
    for _ in range(2):
        answer = as_alice.post(url, {"form_key": KEY})
    sample = alice.samples.get()
    assert answer["Location"] == sample.get_absolute_url()
    brief = briefs.brief("repeat-potassium")
    assert (sample.title, sample.deliverable, sample.provenance) == (brief.title, "needs-assessment", "spec")
    assert [f"## {heading.title}" in sample.text for heading in brief.outline] == [True] * len(brief.outline)
    assert not sample.quality
    assert not alice.profile.is_published


def test_the_label_shows_where_strangers_read_it(as_alice, alice, stranger):
    as_alice.post(reverse("milestones:brief_start", args=["repeat-potassium"]), {"form_key": KEY})
    sample = alice.samples.get()
    profile = publish(alice, sample)
    label = words.find(words.PROVENANCES, "spec").label
    assert label in stranger.get(f"/p/{profile.slug}/{sample.slug}/").content.decode()


def test_a_finished_brief_is_evidence_once_it_has_a_summary(as_alice, alice):
    from milestones import catalogue, rules

    as_alice.post(reverse("milestones:brief_start", args=["repeat-potassium"]), {"form_key": KEY})
    step = catalogue.step("write-a-spec-needs-assessment")
    assert not rules.state(rules.gather(alice), step).done
    alice.samples.update(summary="Two gaps, one audience.")
    assert rules.state(rules.gather(alice), step).how == "evidence"


def test_a_start_without_its_key_makes_nothing(as_alice, alice):
    as_alice.post(reverse("milestones:brief_start", args=["repeat-potassium"]), {"form_key": "x"})
    assert alice.samples.count() == 0


@pytest.mark.parametrize("number", [1, 5])
def test_a_kind_of_work_takes_the_same_queries(as_alice, alice, number, django_assert_num_queries):
    for n in range(number):
        make_sample(alice, f"Sample {n}")
    with django_assert_num_queries(3):
        as_alice.get("/deliverables/needs-assessment/")
    with django_assert_num_queries(2):
        as_alice.get("/briefs/")
