"""Everything that hides in a PDF, gathered from its bytes, its structure and its pages as drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from documents.pdf_about import scan_about
from documents.pdf_hidden import HiddenText, Why, hidden_on_page
from documents.pdf_open import BROKEN, open_pdfium_repaired, open_pikepdf
from documents.pdf_revisions import scan_revisions
from documents.pdf_shapes import HUGE_TEXT, PageShapes, ShapeReader
from documents.pdf_structure import Structure
from documents.pdf_text import page_text, tidy
from documents.report import Finding, Remedy, Severity

MOST_OF_A_CODE = 100  # findings told one by one
OPENING_PAGES = 3
EDGE = 0.12  # of the page's height: where headers and footers stand
LONGEST_MARK = 90  # characters: longer lines are sentences about something

_MARK = re.compile(
    r"(?i)\b(?:strictly |company |commercial(?:ly)?[- ](?:in[- ])?|business |highly |private (?:and|&) |proprietary (?:and|&) )?"
    r"confidential\b(?! interval)|\bdraft\b(?! (?:horse|beer|pick))|\b(?:for )?internal use only\b|\bnot for (?:distribution|circulation|release)\b"
    r"|\bdo not (?:copy|distribute|circulate|share|forward)\b|\b(?:trade secret|embargoed|work product|top secret)\b"
)

_UNSEEN = {
    Why.COVERED: (
        "pdf-covered-text",
        Severity.BLOCK,
        "Words stand under a shape or picture and can still be copied out. Take the words out of the source "
        "document (do not only cover them), export it again and upload that.",
        Remedy.BY_HAND,
    ),
    Why.FADED: (
        "pdf-invisible-text",
        Severity.WARN,
        "Words have the color of what is behind them: nobody sees them, everybody can copy them. "
        "A clean copy leaves them out.",
        Remedy.REMOVED,
    ),
    Why.OCR: (
        "pdf-ocr-text",
        Severity.INFO,
        "The page is a picture with its words stored behind it, so that it can be searched. Whatever the words "
        "say can be copied, also where the picture was blackened before.",
        Remedy.KEPT,
    ),
    Why.UNPAINTED: (
        "pdf-invisible-text",
        Severity.WARN,
        "Words are stored on the page without being printed: nobody sees them, everybody can copy them. "
        "A clean copy leaves them out.",
        Remedy.REMOVED,
    ),
    Why.TINY: (
        "pdf-invisible-text",
        Severity.WARN,
        "Words are set so small that nobody can read them. A clean copy leaves them out.",
        Remedy.REMOVED,
    ),
    Why.OUTSIDE: (
        "pdf-outside-text",
        Severity.WARN,
        "Words stand outside the visible part of the page. A clean copy leaves them out.",
        Remedy.REMOVED,
    ),
}


@dataclass(frozen=True)
class Looked:
    """Everything found, and the unseen words once more with the way to them, for the clean copy."""

    findings: list[Finding]
    unseen: list[HiddenText]


def scan_pdf(path: Path) -> list[Finding]:
    """Everything found, in the order of the checks. Raises Unreadable."""
    return look(path).findings


def look(path: Path) -> Looked:
    """`scan_pdf` with what the clean copy needs to know. Raises Unreadable."""
    found = scan_revisions(path.read_bytes())
    pdfium = open_pdfium_repaired(path, forms=True)
    try:
        opening = " ".join(page_text(pdfium, n) for n in range(min(OPENING_PAGES, len(pdfium))))
        with open_pikepdf(path) as pdf:
            found += scan_about(pdf, opening)
            found += Structure(pdf).findings()
        unseen, drawn = _drawn(pdfium)
    finally:
        pdfium.close()
    return Looked(_bounded(dict.fromkeys(found + drawn)), unseen)


def scan_structure(path: Path) -> list[Finding]:
    """The part of `scan_pdf` that does not look at pages as drawn. Raises Unreadable."""
    found = scan_revisions(path.read_bytes())
    with open_pikepdf(path) as pdf:
        return found + scan_about(pdf, "") + Structure(pdf).findings()


def _drawn(pdf: pypdfium2.PdfDocument) -> tuple[list[HiddenText], list[Finding]]:
    """What only shows when the pages are looked at: unseen words, marks for redaction, "confidential"."""
    unseen: list[HiddenText] = []
    found: list[Finding] = []
    marks: dict[str, list[tuple[int, str]]] = {}
    unread = set(range(1, len(pdf) + 1))
    for number, page, shapes in _shaped_pages(pdf):
        try:
            for words in _marks_on(page, shapes):
                marks.setdefault(_MARK.search(words)[0].lower(), []).append((number, words))
            hidden = hidden_on_page(page, number, shapes)
            found += [_told_unseen(each) for each in hidden]
            found += _pending_redactions(page, number)
        except BROKEN:
            continue
        unseen += hidden
        unread.discard(number)
    found += [_mark(places) for places in marks.values()]
    return unseen, found + [_unread(number) for number in sorted(unread)]


def _unread(number: int) -> Finding:
    return Finding(
        "pdf-page-unread",
        Severity.BLOCK,
        f"page {number}",
        "",
        "This page is damaged and could not be checked. Export the document again and upload that.",
        Remedy.BY_HAND,
    )


def _shaped_pages(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[int, pypdfium2.PdfPage, PageShapes]]:
    """(number, page, what is painted on it) for every page that can be read. Raises Unreadable."""
    reader = ShapeReader()
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
        except pypdfium2.PdfiumError:
            continue
        try:
            yield number, page, reader.read(page)
        finally:
            page.close()


def _told_unseen(unseen: HiddenText) -> Finding:
    """Unseen words as a finding."""
    code, severity, sentence, remedy = _UNSEEN[unseen.why]
    return Finding(code, severity, f"page {unseen.page}", unseen.words[:200], sentence, remedy)


def _marks_on(page: pypdfium2.PdfPage, shapes: PageShapes) -> Iterator[str]:
    """Short lines with a word of secrecy in the header, the footer or a watermark."""
    if not shapes.texts:
        return
    textpage = page.get_textpage()
    try:
        left, bottom, right, top = shapes.page_box
        edge = (top - bottom) * EDGE
        for low, high in ((top - edge, top), (bottom, bottom + edge)):
            for line in tidy(textpage.get_text_bounded(left, low, right, high)).splitlines():
                if len(line) <= LONGEST_MARK and _MARK.search(line):
                    yield line
        for piece in shapes.texts:
            if piece.size >= HUGE_TEXT:
                words = _piece_words(piece.handle, textpage)
                if len(words) <= LONGEST_MARK and _MARK.search(words):
                    yield words
    finally:
        textpage.close()


def _piece_words(handle: object, textpage: pypdfium2.PdfTextPage) -> str:
    size = pdfium_c.FPDFTextObj_GetText(handle, textpage, None, 0)
    if not 2 < size < 2_000:
        return ""
    buffer = (pdfium_c.FPDF_WCHAR * (size // 2))()
    pdfium_c.FPDFTextObj_GetText(handle, textpage, buffer, size)
    return tidy(bytes(buffer).decode("utf-16-le", "ignore").rstrip("\x00"))


def _mark(places: list[tuple[int, str]]) -> Finding:
    pages = sorted({number for number, _ in places})
    more = f" It stands on {len(pages)} pages." if len(pages) > 1 else ""
    words = places[0][1]
    found = _MARK.search(words)
    return Finding(
        "pdf-secrecy-mark",
        Severity.WARN,
        f"page {pages[0]}",
        words,
        f"The page says that it is confidential or not final.{more} Ask whether you may show it; to take the words "
        "out, change the source document and export it again.",
        Remedy.BY_HAND,
        found.start(),
        found.end(),
    )


def _pending_redactions(page: pypdfium2.PdfPage, number: int) -> Iterator[Finding]:
    """Places marked for redaction where the redaction was never carried out."""
    rectangle = pdfium_c.FS_RECTF()
    for index in range(min(max(0, pdfium_c.FPDFPage_GetAnnotCount(page)), 2_000)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        marked = pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_REDACT
        placed = pdfium_c.FPDFAnnot_GetRect(annotation, rectangle)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if marked:
            yield Finding(
                "pdf-redaction-pending",
                Severity.BLOCK,
                f"page {number}",
                _words_in(page, rectangle) if placed else "",
                "This place is marked for redaction, but the words are still there. Take them out of the source "
                "document, export it again and upload that.",
                Remedy.BY_HAND,
            )


def _words_in(page: pypdfium2.PdfPage, rectangle: object) -> str:
    textpage = page.get_textpage()
    try:
        raw = textpage.get_text_bounded(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    except BROKEN:
        return ""
    finally:
        textpage.close()
    return " ".join(tidy(raw).split())[:200]


def _bounded(found: dict[Finding, None]) -> list[Finding]:
    """At most MOST_OF_A_CODE findings of one kind, so that a list stays a list; the rest as one line."""
    counts: Counter[str] = Counter()
    kept: list[Finding] = []
    more: dict[str, list[Finding]] = {}
    for finding in found:
        counts[finding.code] += 1
        if counts[finding.code] <= MOST_OF_A_CODE:
            kept.append(finding)
        else:
            more.setdefault(finding.code, []).append(finding)
    for rest in more.values():
        first = rest[0]
        sentence = f"{len(rest)} more of this kind. {first.message}"
        kept.append(Finding(first.code, first.severity, first.place, first.words, sentence, first.remedy))
    return kept
