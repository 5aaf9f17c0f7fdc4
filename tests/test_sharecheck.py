"""Words beside the text are searched, and the yardstick of the share check's figures measures what it says."""

import io
import zipfile

import pytest

from benchmarks.sharecheck import looks_alike, seen, survives
from documents.report import Kind, Remedy
from documents.work import scan
from tests import seeds
from tests.seeds import all_seeds, exif, picture

BESIDE = {
    "private_link": "link",
    "private_split_run": "paragraph 2",
    "private_title_property": "properties",
    "private_chart_title": "slide 2, chart",
    "private_chart_category": "slide 2, chart",
    "private_alt_text": "slide 2, alternative text",
    "private_layout_in_use": "slide 1, layout",
    "private_slide_link": "slide 3, link",
    "private_pdf_title": "title property",
    "private_pdf_bookmark": "bookmarks",
    "private_pdf_link": "page 1, link",
    "named_by_client": "file name",
}
SEEDS = {each.name: each for each in all_seeds()}


def told(seed, word, tmp_path, which=0):
    path = tmp_path / f"seed.{seed.kind}"
    path.write_bytes(seed.make(word))
    name = seed.file_name[which].format(seed.canary)
    report = scan(path, kind=seed.kind, name=name, private=[seed.canary])
    return [finding for finding in report.findings if finding.code == "private-word"]


@pytest.mark.parametrize("name", BESIDE)
def test_private_words_beside_the_text(name, tmp_path):
    seed = SEEDS[name]
    found = told(seed, seed.canary, tmp_path)
    assert found[0].place == BESIDE[name]
    assert seed.canary in found[0].words
    assert (found[0].remedy is Remedy.REMOVED) == (BESIDE[name] in {"properties", "title property"})
    assert told(seed, None, tmp_path, 1) == []


def test_every_seed_has_a_word_of_its_own():
    words = [each.canary for each in SEEDS.values()]
    assert len(set(words)) == len(words) == len(seeds._seeds) or not seeds.has_office()


@pytest.mark.parametrize(
    "name",
    [
        "word_workbook",
        "word_ole_object",
        "pdf_earlier_save_of_pikepdf",
        "pdf_xmp_author",
        "png_author",
        "jpeg_iptc",
    ],
)
def test_a_word_that_survives_is_seen(name):
    seed = SEEDS[name]
    assert survives(seed.make(seed.canary), seed.canary) != []
    assert survives(seed.make(None), seed.canary) == []


def test_words_in_the_name_of_a_part_survive_too():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/Quorvex.xml", "<a/>")
    assert "name word/Quorvex.xml" in survives(buffer.getvalue(), "quorvex")


def test_pictures_look_alike_whatever_they_carry():
    plain = seen(picture("JPEG"), Kind.JPEG)
    assert looks_alike(plain, seen(picture("JPEG", exif=exif("Reed")), Kind.JPEG))
    assert not looks_alike(plain, seen(picture("JPEG", size=(64, 50)), Kind.JPEG))
    assert not looks_alike(plain, plain.rotate(180))
