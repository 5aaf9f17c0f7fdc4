"""The words of a PDF, page by page, and the best guess at its title."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from documents.pdf_open import BROKEN, open_pdfium_repaired
from documents.report import Text

MOST_CHARACTERS = 8_000_000
MOST_PAGE = 400_000  # characters on one page
MOST_HEADINGS = 300

# PDFium writes these where a word was broken at the end of a line.
_HYPHENS = re.compile("[\x02\ufffe]\\s*")
_BLANKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FILE_NAME = re.compile(
    r"(?i)^(microsoft (word|powerpoint) - )|\.(docx?|pptx?|pdf|indd|tex|dvi|rtf|odt|odp|qxd|pmd|fm)$|[\\/]"
)
_NO_TITLE = {
    "untitled",
    "title",
    "no title",
    "powerpoint presentation",
    "document",
    "presentation",
    "slide 1",
    "none",
}


def text_pdf(path: Path) -> Text:
    """Text by page, bookmarks as headings, and a title. Raises Unreadable."""
    pdf = open_pdfium_repaired(path)
    try:
        pages: list[str] = []
        room = MOST_CHARACTERS
        for index in range(len(pdf)):
            words = page_text(pdf, index)[:room]
            room -= len(words)
            pages.append(words)
        headings = tuple(_bookmarks(pdf))
        title = _stated_title(pdf) or _largest_words(pdf) or (headings[0] if headings else "")
    finally:
        pdf.close()
    return Text(pages=tuple(pages), headings=headings, title=title)


def page_text(pdf: pypdfium2.PdfDocument, index: int) -> str:
    """Text of one page in reading order as PDFium sees it; empty when the page cannot be read."""
    try:
        page = pdf[index]
        textpage = page.get_textpage()
        raw = textpage.get_text_range(count=min(textpage.count_chars(), MOST_PAGE))
        textpage.close()
        page.close()
    except BROKEN:
        return ""
    return tidy(raw)


def tidy(raw: str) -> str:
    """PDFium's text with whole words, plain line ends and no control or half characters."""
    text = _HYPHENS.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = _BLANKS.sub("", text).encode("utf-8", "ignore").decode()
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _bookmarks(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    try:
        for count, mark in enumerate(pdf.get_toc(max_depth=6)):
            if count >= MOST_HEADINGS:
                return
            title = " ".join(tidy(mark.get_title()).split())
            if title:
                yield title[:300]
    except BROKEN:
        return


def _stated_title(pdf: pypdfium2.PdfDocument) -> str:
    """The title property, unless it is what a program fills in by itself or the name of a file."""
    try:
        title = " ".join(tidy(pdf.get_metadata_value("Title")).split())
    except BROKEN:  # half characters
        return ""
    if len(title) < 3 or title.lower() in _NO_TITLE or _FILE_NAME.search(title):
        return ""
    return title[:300]


def _largest_words(pdf: pypdfium2.PdfDocument) -> str:
    """The words set largest on page 1, up to the first 200 characters of them."""
    try:
        page = pdf[0]
        textpage = page.get_textpage()
        sizes = [(_size(textpage, n), n) for n in range(min(textpage.count_chars(), 3_000))]
        solid = [size for size, n in sizes if chr(pdfium_c.FPDFText_GetUnicode(textpage, n)).isalnum()]
        if len(solid) < 3:
            return ""
        large = max(solid) * 0.85
        runs: list[str] = []
        for size, n in sizes:
            letter = chr(pdfium_c.FPDFText_GetUnicode(textpage, n))
            if size >= large or (runs and letter.isspace()):
                runs.append(letter)
            elif runs and len("".join(runs).strip()) >= 3:
                break
            else:
                runs = []
        textpage.close()
        page.close()
    except BROKEN:
        return ""
    return " ".join(tidy("".join(runs)).split())[:200]


def _size(textpage: pypdfium2.PdfTextPage, index: int) -> float:
    """Height of a character's box in points: the font size alone ignores scaling."""
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
        return 0.0
    return round(abs(box.top - box.bottom), 1)
