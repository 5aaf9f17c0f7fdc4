"""PDF files: can it be read, what are its words, what hides in it, a copy without that."""

from __future__ import annotations

from pathlib import Path

from documents.pdf_clean import clean_pdf
from documents.pdf_open import open_pdfium_repaired
from documents.pdf_scan import scan_pdf
from documents.pdf_text import text_pdf

__all__ = ["check_pdf", "clean_pdf", "scan_pdf", "text_pdf"]


def check_pdf(path: Path) -> None:
    """Raise Unreadable for a PDF with a password, without pages, or damaged beyond repair.

    A PDF that opens without a password but forbids printing or copying is fine.
    """
    open_pdfium_repaired(path).close()
