"""Opening PDFs with either library, with the same answers when it cannot be done."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from documents.report import Unreadable

MOST_PAGES = 3_000
MOST_OBJECTS = 600_000  # numbered things inside the file
MOST_DEPTH = 40  # of anything nested

# What PDFium, qpdf and pikepdf raise on broken files.
BROKEN = (
    pikepdf.PdfError, pikepdf.ForeignObjectError, pikepdf.DependencyError, pypdfium2.PdfiumError,
    ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RuntimeError, NotImplementedError,
    OSError, AssertionError,
)  # fmt: skip

pikepdf.settings.set_flate_compression_level(6)


def damaged() -> Unreadable:
    return Unreadable(
        "pdf-damaged", "This PDF is damaged and could not be read. Export it again and upload that copy."
    )


def locked() -> Unreadable:
    return Unreadable(
        "pdf-locked", "This PDF asks for a password. Save a copy that opens without one and upload that."
    )


def pdf_page_limit(count: int) -> None:
    """Raise Unreadable for no pages or more than MOST_PAGES."""
    if count < 1:
        raise Unreadable("pdf-empty", "This PDF has no pages. Export it again and upload that copy.")
    if count > MOST_PAGES:
        raise Unreadable(
            "pdf-too-long", f"This PDF has more than {MOST_PAGES:,} pages. Split it and upload the parts."
        )


def open_pdfium(source: Path | bytes, *, forms: bool = False) -> pypdfium2.PdfDocument:
    """Open for drawing and text. A PDF that opens without a password is fine, whatever its owner forbids.

    Raises Unreadable (`pdf-locked`, `pdf-damaged`, `pdf-empty`, `pdf-too-long`).
    """
    try:
        pdf = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise locked() from error
        raise damaged() from error
    except (OSError, ValueError) as error:
        raise damaged() from error
    try:
        if forms:
            pdf.init_forms()
        pdf_page_limit(len(pdf))
    except pypdfium2.PdfiumError as error:
        pdf.close()
        raise damaged() from error
    except Unreadable:
        pdf.close()
        raise
    return pdf


@contextmanager
def open_pikepdf(path: Path) -> Iterator[pikepdf.Pdf]:
    """Open for looking inside and rewriting. Raises Unreadable, also for what goes wrong within the block."""
    try:
        with pikepdf.open(path, suppress_warnings=True, attempt_recovery=True) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise Unreadable(
                    "pdf-too-complex",
                    "This PDF is built of too many parts to check. Print it to a new PDF and upload that.",
                )
            _count_pages(pdf)
            yield pdf
    except Unreadable:
        raise
    except pikepdf.PasswordError as error:
        raise locked() from error
    except RecursionError as error:
        raise damaged() from error
    except BROKEN as error:
        raise damaged() from error


def _count_pages(pdf: pikepdf.Pdf) -> None:
    """The stated count first: it is one look-up, where walking a made-up tree of pages is not."""
    stated = pdf.Root.get("/Pages", pikepdf.Dictionary()).get("/Count", 0)
    if isinstance(stated, int) and stated > MOST_PAGES:
        pdf_page_limit(stated)
    pdf_page_limit(len(pdf.pages))


def repaired(path: Path) -> bytes:
    """The file written anew by qpdf, for the case that PDFium cannot open it as it is. Raises Unreadable."""
    with open_pikepdf(path) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, fix_metadata_version=False)
        return buffer.getvalue()


def open_pdfium_repaired(path: Path, *, forms: bool = False) -> pypdfium2.PdfDocument:
    """`open_pdfium`, with a second try on a repaired copy in memory. Raises Unreadable."""
    try:
        return open_pdfium(path, forms=forms)
    except Unreadable as error:
        if error.code not in {"pdf-damaged", "pdf-empty"}:
            raise
        return open_pdfium(repaired(path), forms=forms)
