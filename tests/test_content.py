"""The content files: every row complete, every reference resolved, every word allowed."""

from dataclasses import fields, is_dataclass

import pytest

import vocabularies as vocab
from tests.wording import banned_words, human_only_words

VOCABULARIES = {
    "DELIVERABLES": 41,
    "AREAS": 51,
    "AUDIENCES": 34,
    "ACTIVITY_FORMATS": 11,
    "MOORE_LEVELS": 8,
    "ROLES": 22,
    "CREDENTIALS": 50,
    "AI_USES": 9,
    "PROVENANCES": 11,
    "BACKGROUNDS": 9,
    "GAP_CAUSES": 5,
    "SOURCE_TYPES": 14,
}


def texts(value, skip=("slug", "keywords", "vet", "url")):
    """Every sentence for people in a row, a list of rows or a table."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in skip:
                yield from texts(getattr(value, field.name), skip)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in skip:
                yield from texts(inner, skip)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner, skip)


@pytest.mark.parametrize(("name", "count"), VOCABULARIES.items())
def test_each_vocabulary_is_complete_and_its_slugs_are_unique(name, count):
    slugs = [row.slug for row in getattr(vocab, name)]
    assert len(set(slugs)) == len(slugs) == count
    assert [slug for slug in slugs if not slug or slug != slug.lower() or " " in slug] == []


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabulary_copy_holds_no_banned_word(name):
    rows = [row.said(health) for row in getattr(vocab, name) for health in ("human", "animal")]
    assert {text: banned_words(text) for text in texts(rows) if banned_words(text)} == {}


@pytest.mark.parametrize("name", sorted(VOCABULARIES.keys() - {"BACKGROUNDS"}))
def test_vocabularies_for_animal_health_hold_no_human_only_word(name):
    rows = vocab.for_health(getattr(vocab, name), "animal")
    shown = [
        text
        for row in rows
        for text in texts(row, skip=("slug", "keywords", "vet", "group", "cover", "competencies"))
    ]
    assert {text: human_only_words(text) for text in shown if human_only_words(text)} == {}


def test_the_word_lists_find_what_they_are_for():
    assert banned_words("This file is safe, say the doctors; a doctor of medicine agreed.") == [
        "doctors",
        "safe",
    ]
    assert human_only_words("Ask a physician and the animal patient's veterinary nurse") == ["physician"]
    assert human_only_words("Two patients at the hospital") == ["patient", "hospital"]


def test_deliverables_sit_in_six_families_and_eight_are_for_starters():
    families = [group.slug for group in vocab.FAMILIES]
    by_family = {slug: [row.slug for row in vocab.DELIVERABLES if row.family == slug] for slug in families}
    assert [len(rows) for rows in by_family.values()] == [9, 11, 6, 6, 5, 4]
    assert {row.slug for row in vocab.DELIVERABLES if row.starter} == {
        "needs-assessment",
        "learning-objectives",
        "slide-deck",
        "case-study",
        "test-items",
        "executive-summary",
        "infographic",
        "patient-education",
    }


@pytest.mark.parametrize("row", vocab.DELIVERABLES, ids=lambda row: row.slug)
def test_each_deliverable_says_enough_and_not_too_much(row):
    for health in ("human", "animal"):
        said = row.said(health)
        assert 8 <= len(said.definition.split()) <= 40
        assert 10 <= len(said.practice_how_to.split()) <= 70
        assert 2 <= len(said.looked_for) <= 6
    assert 2 <= len(row.competencies) <= 3
    assert row.drawing.startswith("cover-")
    assert row.file_types


def test_areas_are_grouped_as_human_animal_and_cross_cutting():
    counts = {group.slug: sum(row.group == group.slug for row in vocab.AREAS) for group in vocab.AREA_GROUPS}
    assert counts == {"human": 37, "veterinary": 8, "cross-cutting": 6}
    assert [name for name, _ in vocab.grouped_choices(vocab.AREAS, vocab.AREA_GROUPS, "animal")] == [
        "Animal health",
        "Across all fields",
    ]


def test_choices_follow_the_field_of_practice_but_keep_what_was_chosen():
    everyone = vocab.choices(vocab.AUDIENCES)
    vets = vocab.choices(vocab.AUDIENCES, "animal", keep="physicians")
    assert len(everyone) == 34
    assert ("interprofessional-team", "Veterinary team") in vets
    assert [name for slug, name in vets if slug == "physicians"] == ["Physicians"]
    assert [slug for slug, _ in vets if slug == "nurses"] == []
    assert vocab.choices(vocab.ROLES, other=True)[-1] == ("other", "Something else")


def test_labels_follow_the_field_of_practice_and_survive_unknown_slugs():
    assert vocab.label(vocab.DELIVERABLES, "patient-education") == "Patient education"
    assert vocab.label(vocab.DELIVERABLES, "patient-education", "animal") == "Animal-owner education"
    assert vocab.label(vocab.ROLES, "other") == "Something else"
    assert vocab.label(vocab.ROLES, "from-a-newer-release") == "from-a-newer-release"
    with pytest.raises(KeyError):
        vocab.find(vocab.ROLES, "from-a-newer-release")


def test_moore_levels_sort_and_keep_3a_and_3b():
    assert [(row.order, row.level) for row in vocab.MOORE_LEVELS] == [
        (1, "1"), (2, "2"), (3, "3A"), (4, "3B"), (5, "4"), (6, "5"), (7, "6"), (8, "7"),
    ]  # fmt: skip


def test_provenance_rules_agree_with_each_other():
    states = {state.slug for state in vocab.SHARE_STATES}
    for row in vocab.PROVENANCES:
        assert row.state in states
        assert row.file in {"yes", "agreed", "redacted", "link", "never"}
        assert row.title in {"yes", "agreed", "generic", "never"}
        assert (row.state == "keep") == (row.visibility == "private")
        assert (row.state == "private-links") == row.needs_permission
    assert {row.slug for row in vocab.PROVENANCES if row.needs_permission} == {
        "employer-permission",
        "client-permission",
        "client-redacted",
    }
    assert {row.slug for row in vocab.PROVENANCES if row.state == "keep"} == {"nda-restricted", "unknown"}
    assert [row.slug for row in vocab.PROVENANCES if row.quick] == [
        "spec",
        "published-open",
        "client-permission",
        "nda-restricted",
    ]
    assert vocab.find(vocab.PROVENANCES, "spec").label == "Written for practice"


def test_every_writer_gets_the_same_wording_switches():
    keys = vocab.words_for("").keys()
    for row in vocab.BACKGROUNDS:
        for chosen in ("", "human", "animal"):
            words = vocab.words_for(row.slug, chosen)
            assert words.keys() == keys
            assert [key for key, word in words.items() if not word] == []
            assert words["audience"] in {audience.slug for audience in vocab.AUDIENCES}


@pytest.mark.parametrize(
    ("background", "chosen", "health", "accreditor"),
    [
        ("physician", "", "human", "ACCME"),
        ("physician", "animal", "human", "ACCME"),
        ("nurse", "", "human", "ANCC"),
        ("pharmacist", "", "human", "ACPE"),
        ("veterinarian", "", "animal", "AAVSB RACE"),
        ("veterinarian", "human", "animal", "AAVSB RACE"),
        ("researcher", "", "human", "ACCME"),
        ("researcher", "animal", "animal", "AAVSB RACE"),
        ("", "", "human", "ACCME"),
    ],
)
def test_background_sets_the_field_and_the_accreditor(background, chosen, health, accreditor):
    words = vocab.words_for(background, chosen)
    assert (words["health"], words["accreditor"]) == (health, accreditor)


def test_words_for_a_veterinarian_hold_no_human_only_word():
    shown = {key: word for key, word in vocab.words_for("veterinarian").items() if human_only_words(word)}
    assert shown == {}


@pytest.mark.parametrize(
    ("file_name", "title", "text", "kind", "slug"),
    [
        ("deck final.pptx", "", "", "pptx", "slide-deck"),
        ("needs assessment talk.pptx", "", "", "pptx", "slide-deck"),
        ("Outcomes poster v3.pptx", "", "", "pptx", "outcomes-abstract"),
        ("scan.png", "", "", "png", "infographic"),
        ("owner handout.jpg", "", "", "jpg", "patient-education"),
        ("NA_anticoagulation.docx", "Needs assessment", "", "docx", "needs-assessment"),
        ("Pre-Test_items_v2.docx", "", "", "docx", "test-items"),
        ("a.pdf", "Potassium Worries", "Potassium Worries\nA needs assessment of a case", "pdf", "needs-assessment"),
        ("b.pdf", "Untitled", "The case was a survey of slides.", "pdf", "other"),
        ("", "Learning objectives for a webinar", "", "", "learning-objectives"),
        ("", "", "", "", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_work_is_guessed(file_name, title, text, kind, slug):
    assert vocab.guess_deliverable(file_name, title, text, kind) == slug


def test_each_deliverable_is_guessed_from_its_own_name():
    missed = {
        row.slug: guess
        for row in vocab.DELIVERABLES
        if (guess := vocab.guess_deliverable(title=row.slug.replace("-", " "))) != row.slug
    }
    assert missed == {}
