"""The demo people's files open, hold what the records promise, and keep the rules they teach."""

import hashlib
import re
from itertools import chain
from pathlib import Path

import docx
import pypdfium2
import pytest
import textstat
from PIL import Image
from pptx import Presentation

from cmeportfolio.demo import handouts
from cmeportfolio.demo.draft import COMMENTER, COMMENTS, COMPANY, HIDDEN_TITLE
from cmeportfolio.demo.files import make_files
from cmeportfolio.demo.people import PASTED, PEOPLE

MARISOL, ANSELM = PEOPLE
PAGES = {
    "refill-case.pdf": 3,
    "limp-case.pdf": 3,
    "blood-thinner-handout.pdf": 1,
    "cat-at-home.pdf": 1,
}
SPEC_LINE = "spec sample, not accredited education"
PRIVATE = {"full-case-file.docx", "counter-deck-v4.pptx"}

DOSE = re.compile(r"\d\s?(?:mg|mcg|µg|g|ml|mL|mmol|mEq|IU|units?|tablets?|%|percent)\b(?!\w)|\d\s?%")
MARKS = re.compile(r"[®™℠]")
BANNED = re.compile(
    r"\b(?:ACCME[- ]approved|approved by (?:the )?ACCME|commercial interests?|art[ei]facts?|entit(?:y|ies)|objects?"
    r"|files? (?:is|are) safe|Category 1 Credit|doctors|behaviours?|colours?|programmes?|organisations?|labelled)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, Path]:
    return make_files(tmp_path_factory.mktemp("demo"))


def pdf_pages(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in pdf:
            words = page.get_textpage()
            texts.append(words.get_text_range())
            words.close()
            page.close()
        return texts
    finally:
        pdf.close()


def docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = chain.from_iterable(row.cells for table in document.tables for row in table.rows)
    return "\n".join([p.text for p in document.paragraphs] + [cell.text for cell in cells])


def slide_words(slide) -> str:
    words = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            words.append(shape.text_frame.text)
        elif shape.has_table:
            words += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(words)


def slide_notes(slide) -> str:
    return slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def text_of(path: Path) -> str:
    match path.suffix:
        case ".docx":
            return docx_text(path)
        case ".pptx":
            return "\n".join(slide_words(s) + slide_notes(s) for s in Presentation(str(path)).slides)
        case ".pdf":
            return "\n".join(pdf_pages(path))
    return " ".join(f"{question} {words}" for question, words in handouts.PHOTO_QUESTIONS)


def first_words(path: Path) -> str:
    match path.suffix:
        case ".pptx":
            return slide_words(Presentation(str(path)).slides[0])
        case ".pdf":
            return pdf_pages(path)[0]
    return docx_text(path)[:600]


def every_text(made) -> dict[str, str]:
    """All words of the demo a stranger could read, by where they stand."""
    texts = {name: text_of(path) for name, path in made.items() if name not in PRIVATE} | PASTED
    for person in PEOPLE:
        texts[person.key] = "\n".join((person.headline, person.bio, person.availability, person.ai_policy))
        for sample in person.samples:
            texts[f"{person.key} {sample.key}"] = "\n".join(
                (sample.title, sample.summary, sample.brief, sample.changed_after_review, *sample.objectives)
            )
        for step in person.steps_done + person.steps_in_progress:
            texts[f"{person.key} {step.number}"] = "\n".join((step.note, *step.ticked))
    return texts


def test_every_record_has_its_file_and_every_file_its_record(made):
    wanted = {sample.file for person in PEOPLE for sample in person.samples if sample.file}
    assert set(made) == wanted | {"counter-deck-v4.pptx"}
    assert {sample.body for person in PEOPLE for sample in person.samples if sample.body} == set(PASTED)


def test_an_unknown_file_is_refused(tmp_path):
    with pytest.raises(KeyError):
        make_files(tmp_path, ["no-such-file.pdf"])


def test_two_runs_give_the_same_bytes(made, tmp_path):
    names = ("full-case-file.docx", "counter-deck-v4.pptx", "limp-case.pdf", "photo-questions.png")
    again = make_files(tmp_path, names)
    assert {name: digest(path) for name, path in again.items()} == {
        name: digest(made[name]) for name in names
    }


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_pdfs_have_the_pages_they_should(made):
    assert {name: len(pdf_pages(made[name])) for name in PAGES} == PAGES


def test_the_pdfs_name_their_writer_and_no_one_else(made):
    writers = {}
    for name in PAGES:
        pdf = pypdfium2.PdfDocument(made[name])
        writers[name] = pdf.get_metadata_value("Author")
        pdf.close()
    assert writers == {
        "refill-case.pdf": "Marisol Quint",
        "limp-case.pdf": "Anselm Fennimore",
        "blood-thinner-handout.pdf": "Marisol Quint",
        "cat-at-home.pdf": "Anselm Fennimore",
    }


@pytest.mark.parametrize(
    ("name", "headings", "tables", "author"),
    [
        ("needs-potassium.docx", 11, 3, "Marisol Quint"),
        ("quiet-cat.docx", 13, 6, "Anselm Fennimore"),  # three of the tables are bars
        ("dental-module-redacted.docx", 6, 2, "Anselm Fennimore"),
    ],
)
def test_the_word_papers_are_built_with_styles(made, name, headings, tables, author):
    document = docx.Document(str(made[name]))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[:3] == ["Kind", "Title", "Subtitle"]
    assert (styles.count("Heading 1"), len(document.tables)) == (headings, tables)
    assert document.core_properties.author == author


@pytest.mark.parametrize("name", ["needs-potassium.docx", "quiet-cat.docx"])
def test_the_needs_assessments_are_as_long_as_they_say(made, name):
    assert 1000 <= len(docx_text(made[name]).split()) <= 1600


@pytest.mark.parametrize("name", ["counter-deck.pptx", "antibiotics-deck.pptx"])
def test_the_decks_have_ten_slides_each_with_a_message_and_nine_with_notes(made, name):
    slides = list(Presentation(str(made[name])).slides)
    assert len(slides) == 10
    assert [bool(slide_notes(slide)) for slide in slides] == [False] + [True] * 9
    assert min(len(slide_notes(slide).split()) for slide in slides[1:]) >= 40
    assert min(len(slide.shapes.title.text.split()) for slide in slides) >= 5


@pytest.mark.parametrize("name", ["counter-deck.pptx", "counter-deck-v4.pptx", "antibiotics-deck.pptx"])
def test_nothing_hangs_over_the_edge_of_a_slide(made, name):
    file = Presentation(str(made[name]))
    over = [
        (number, shape.name)
        for number, slide in enumerate(file.slides, 1)
        for shape in slide.shapes
        if min(shape.left, shape.top) < 0
        or shape.left + shape.width > file.slide_width
        or shape.top + shape.height > file.slide_height
    ]
    assert over == []


def test_the_public_decks_carry_no_workbook_comment_or_hidden_slide(made):
    for name in ("counter-deck.pptx", "antibiotics-deck.pptx"):
        parts = part_names(made[name])
        assert [part for part in parts if re.search("embeddings|comment|thumbnail|printer", part)] == []
        assert hidden_titles(made[name]) == []


def test_the_private_draft_carries_everything_the_check_looks_for(made):
    path = made["counter-deck-v4.pptx"]
    parts = part_names(path)
    slides = list(Presentation(str(path)).slides)
    assert len(slides) == 11
    assert hidden_titles(path) == [(7, HIDDEN_TITLE)]
    assert [bool(slide_notes(slide)) for slide in slides].count(True) == 9
    assert [part for part in parts if "embeddings" in part] == ["ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"]
    assert len([part for part in parts if part.startswith("ppt/comments/")]) == len(COMMENTS) == 3
    assert COMMENTER.encode() in part_bytes(path, "ppt/commentAuthors.xml")
    assert f"<Company>{COMPANY}</Company>".encode() in part_bytes(path, "docProps/app.xml")
    assert "(555) 555-0142" in slide_words(slides[7])


def part_names(path: Path) -> list[str]:
    return [str(part.partname)[1:] for part in Presentation(str(path)).part.package.iter_parts()]


def part_bytes(path: Path, name: str) -> bytes:
    parts = Presentation(str(path)).part.package.iter_parts()
    return next(part.blob for part in parts if str(part.partname) == f"/{name}")


def hidden_titles(path: Path) -> list[tuple[int, str]]:
    return [
        (number, slide.shapes.title.text)
        for number, slide in enumerate(Presentation(str(path)).slides, 1)
        if slide._element.get("show") == "0"
    ]


def test_the_poster_is_a_portrait_without_data_about_its_making(made):
    with Image.open(made["photo-questions.png"]) as poster:
        assert (poster.format, poster.size) == ("PNG", (1350, 1688))
        assert dict(poster.getexif()) == {}
        assert set(poster.info) <= {"dpi", "gamma", "srgb"}


def test_the_record_that_must_stay_private_holds_what_the_check_must_catch(made):
    text = docx_text(made["full-case-file.docx"])
    sample = next(sample for sample in ANSELM.samples if sample.file == "full-case-file.docx")
    assert (sample.provenance, sample.visibility) == ("unknown", "private")
    assert re.findall(r"\b\d{15}\b", text) == ["999000123456789"]
    assert "Mrs. Philippa Garrowby" in text


def test_every_spec_sample_says_so_on_its_first_page(made):
    missing = []
    for sample in chain(MARISOL.samples, ANSELM.samples):
        if sample.provenance != "spec" or sample.file.endswith(".png"):
            continue
        opening = PASTED[sample.body][:300] if sample.body else first_words(made[sample.file])
        flat = (
            " ".join(opening.split())
            .lower()
            .replace(".", ",")
            .replace("sample, invented brief, no client", "sample")
        )
        if SPEC_LINE not in flat:
            missing.append(sample.key)
    assert missing == []


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_summaries_have_forty_to_a_hundred_and_twenty_words(person):
    lengths = {sample.key: len(sample.summary.split()) for sample in person.samples}
    assert {key: n for key, n in lengths.items() if not 40 <= n <= 120} == {}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_notes_that_stand_as_evidence_have_forty_words(person):
    notes = {step.number: len(step.note.split()) for step in person.steps_done if step.by == "note"}
    assert len(notes) >= 15
    assert {number: n for number, n in notes.items() if n < 40} == {}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_two_full_sets_of_ratings_between_one_and_five(person):
    assert len(person.baseline) == 20
    assert list(person.week12) == list(person.baseline)
    assert set(chain(person.baseline.values(), person.week12.values())) <= {1, 2, 3, 4, 5}
    assert [name for name in person.baseline if person.week12[name] < person.baseline[name]] == []


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_the_prospect_list_would_complete_its_step(person):
    prospects = [contact for contact in person.contacts if not contact.promotional]
    assert len(person.contacts) == 25
    assert len({contact.kind for contact in prospects}) >= 3
    assert len([contact for contact in prospects if contact.person]) >= 10
    assert [contact.organization for contact in prospects if contact.next_action_in is None] == []


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_links_and_relations_name_samples_that_exist(person):
    keys = {sample.key for sample in person.samples}
    named = chain(
        *(link.samples for link in person.links),
        *(sample.related for sample in person.samples),
        (visit.sample for link in person.links for visit in link.receipt if visit.sample),
        (talk.sample for contact in person.contacts for talk in contact.interactions if talk.sample),
    )
    assert set(named) - keys == set()
    assert len(person.links) == 2


def test_client_work_has_a_permission_that_ends():
    shown = [s for s in chain(MARISOL.samples, ANSELM.samples) if s.provenance == "client-redacted"]
    assert [(s.key, s.visibility) for s in shown] == [("dental-charting", "unlisted")]
    assert shown[0].permission.scope
    assert shown[0].permission.expires_in_days > 0


@pytest.mark.parametrize(
    ("pattern", "slip"),
    [
        (DOSE, "give 5 mg twice"),
        (DOSE, "in 40% of dogs"),
        (MARKS, "Calmex®"),
        (BANNED, "an ACCME-approved talk"),
    ],
)
def test_no_dose_trademark_or_banned_word_stands_in_the_demo(made, pattern, slip):
    assert pattern.search(slip)
    found = {where: hit[0] for where, text in every_text(made).items() if (hit := pattern.search(text))}
    assert found == {}


def test_the_patient_handout_is_as_easy_to_read_as_it_claims():
    words = " ".join(f"{heading} {text}" for heading, text, _ in handouts.BLOOD_THINNERS)
    assert "below grade 6" in handouts.READING_LEVEL
    assert 0 < textstat.flesch_kincaid_grade(words) < 6
