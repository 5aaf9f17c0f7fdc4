"""LibreOffice opens the clean copies, shows the same, and its own files are read as well."""

import shutil
import subprocess

import pytest
from pypdfium2 import PdfDocument

from documents.report import Kind, Severity
from documents.work import clean, scan, text
from tests.test_documents_office import CANARY, DOCX_SEEDS, PPTX_SEEDS

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
LETTER = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"
 xmlns:style="{OFFICE}:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="{OFFICE}:meta:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><meta:initial-creator>Ana Lee</meta:initial-creator><dc:creator>Bo Ek</dc:creator></office:meta>
<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>J. Patel</dc:creator><dc:date>2026-01-02T03:04:05</dc:date></office:change-info>
<text:p>{CANARY} deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Methods</text:h>
<text:p>Seen<text:change text:change-id="c1"/> words.<office:annotation><dc:creator>J. Patel</dc:creator><dc:date>2026-01-02T03:04:05</dc:date><text:p>{CANARY} noted</text:p></office:annotation></text:p>
<text:p>More<text:span text:style-name="T1">{CANARY} hidden</text:span></text:p>
</office:text></office:body></office:document>"""


def convert(ending, folder, *paths):
    """Convert files with LibreOffice and return the new paths."""
    done = subprocess.run(  # noqa: S603 - fixed program, files made here
        [shutil.which("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending,
         "--outdir", str(folder), *map(str, paths)],
        capture_output=True, timeout=170, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [folder / f"{path.stem}.{ending.split(':')[0]}" for path in paths]


def words(pdf):
    document = PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded().split() for page in document]
    finally:
        document.close()


def test_a_document_it_saved_is_checked_and_cleaned(tmp_path):
    source = tmp_path / "letter.fodt"
    source.write_text(LETTER, encoding="utf-8")
    (made,) = convert("docx", tmp_path, source)
    found = scan(made, kind=Kind.DOCX, identifiers=False).findings
    assert [(f.code, f.place) for f in found if f.severity is Severity.BLOCK] == [
        ("docx-tracked-changes", "paragraph 2, under “Methods”"),
        ("docx-comments", "paragraph 2, under “Methods”"),
        ("docx-hidden-text", "paragraph 3, under “Methods”"),
    ]
    assert {(f.code, f.words) for f in found if f.code in ("docx-author", "docx-last-saved-by")} == {
        ("docx-author", "Ana Lee"),
        ("docx-last-saved-by", "Bo Ek"),
    }
    clean(made, tmp_path / "clean.docx", kind=Kind.DOCX)
    assert [
        f
        for f in scan(tmp_path / "clean.docx", kind=Kind.DOCX, identifiers=False).findings
        if f.severity is not Severity.INFO
    ] == []
    assert text(tmp_path / "clean.docx", kind=Kind.DOCX).pages == ("Methods\nSeen words.\nMore",)


def test_it_opens_clean_copies_and_shows_the_same(tmp_path):
    seeds = [
        (DOCX_SEEDS, n, "docx")
        for n in ("comment", "embedded workbook", "cropped picture", "custom XML", "link in a field")
    ]
    seeds += [
        (PPTX_SEEDS, n, "pptx")
        for n in ("chart workbook", "hidden sheet", "comment", "unused layout", "notes", "section")
    ]
    before, after = [], []
    for number, (table, name, kind) in enumerate(seeds):
        before.append(tmp_path / f"before{number}.{kind}")
        after.append(tmp_path / f"after{number}.{kind}")
        before[-1].write_bytes(table[name][0]())
        clean(before[-1], after[-1], kind=Kind(kind))
    pdfs = convert("pdf", tmp_path, *before, *after)
    shown = [words(pdf) for pdf in pdfs]
    assert shown[: len(seeds)] == shown[len(seeds) :]
    assert all(any(page) for pages in shown for page in pages)
