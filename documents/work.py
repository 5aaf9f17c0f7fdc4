"""The front of `documents`: what a file is, what hides in it, a clean copy of it, its text.

Everything here parses what strangers send. Call it through `documents.limits.run()`.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from documents.identify import MAX_TEXT, decode_text, has_macros
from documents.identify import identify as identify
from documents.package import Package
from documents.report import CleanResult, Finding, Kind, Pages, Remedy, Report, Severity, Text, Unreadable

WORDS_A_PAGE = 500
WORST_FIRST = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}
OWN_NAME_CODES = ("-author", "-last-saved-by")

_OFFICE_CHECKS = (
    "comments",
    "hidden text and objects",
    "author, company and other properties",
    "sensitivity labels",
    "links to private places",
    "embedded files",
    "hidden parts and data of pictures",
    "words such as confidential or draft",
    "alternative text",
    "macros",
)
CHECKS = {
    Kind.DOCX: ("tracked changes", *_OFFICE_CHECKS),
    Kind.PPTX: ("speaker notes", "hidden slides", "unused layouts", *_OFFICE_CHECKS),
    Kind.PDF: (
        "comments and markup",
        "attached files",
        "properties",
        "earlier saves",
        "text under black boxes",
        "hidden layers and form fields",
        "scripts",
        "invisible text",
    ),
    Kind.PNG: ("place, camera and owner data",),
    Kind.JPEG: ("place, camera and owner data",),
    Kind.WEBP: ("place, camera and owner data",),
}
IDENTIFIER_CHECK = "words that look like personal details or your private names"
MACROS = Finding(
    "macros",
    Severity.BLOCK,
    "whole file",
    "",
    "The file holds macros. Save it as DOCX or PPTX without macros and upload that.",
    Remedy.BY_HAND,
)


def scan(
    path: Path | str,
    *,
    kind: Kind | None = None,
    name: str = "",
    own_name: str = "",
    private: Collection[str] = (),
    dismissed: Collection[str] = (),
    identifiers: bool = True,
) -> Report:
    """Everything found in the file at `path`, worst first, then by place.

    `name` is the writer's file name (needed when `kind` is not given), `own_name` the writer: an author
    property that says so only informs. `private` are names that must not be shown, `dismissed` passages
    the writer has already judged; both go to `documents.identifiers`. Raises `Unreadable`.
    """
    path = Path(path)
    kind = kind or identify(path, name)
    findings, units = _scan(path, kind)
    findings = [_judged(finding, own_name) for finding in findings]
    checked = CHECKS.get(kind, ())
    if identifiers:
        more = _identifiers(units, name, private, dismissed)
        if more is not None:
            findings += more
            checked = (*checked, IDENTIFIER_CHECK)
    findings.sort(key=lambda finding: (WORST_FIRST[finding.severity], _number(finding.place)))
    return Report(kind, _sha256(path), tuple(findings), checked)


def clean(
    path: Path | str,
    out: Path | str,
    *,
    kind: Kind | None = None,
    name: str = "",
    keep: frozenset[str] = frozenset(),
) -> CleanResult:
    """Write a copy of `path` without what hides in it to `out`; `path` itself is never changed.

    `keep` may hold "notes" (speaker notes stay, cleaned as well). When something cannot be cleaned, the
    result says so and nothing is written. Raises `Unreadable`.
    """
    path, out = Path(path), Path(out)
    kind = kind or identify(path, name or path.name)
    if kind.is_text:
        shutil.copyfile(path, out)
        return CleanResult(written=True)
    if kind.is_image:
        from documents.images import clean_image

        return clean_image(path, out)
    if kind is Kind.PDF:
        from documents.pdf import clean_pdf

        return clean_pdf(path, out, keep)
    if kind is Kind.DOCX:
        from documents.docx_clean import clean_docx

        return clean_docx(path, out, keep)
    from documents.pptx_clean import clean_pptx

    return clean_pptx(path, out, keep)


def merged(
    found: Collection[Finding], left: Collection[Finding], result: CleanResult
) -> list[tuple[Finding, bool]]:
    """(finding, whether it is still in the clean copy): of the original, then what only the copy shows.

    `found` are the findings of the original, `left` those of its clean copy, `result` what made the copy.
    """
    still = {(f.code, f.words) for f in left}
    rows = [(f, not result.written or (f.code, f.words) in still) for f in found]
    for more in (left, result.refused):
        seen = {(f.code, f.words) for f, _ in rows}
        rows += [(f, True) for f in more if (f.code, f.words) not in seen]
    return rows


def text(path: Path | str, *, kind: Kind | None = None, name: str = "") -> Text:
    """The text a reader of the file sees, by page or slide. Raises `Unreadable`."""
    path = Path(path)
    kind = kind or identify(path, name or path.name)
    if kind is Kind.DOCX:
        from documents.text_office import text_docx

        return text_docx(path)
    if kind is Kind.PPTX:
        from documents.text_office import text_pptx

        return text_pptx(path)
    if kind is Kind.PDF:
        from documents.pdf import text_pdf

        return text_pdf(path)
    if kind.is_image:
        return Text()
    return _plain_text(path, kind)


def draw(path: Path | str, out_dir: Path | str, **how) -> Pages:
    """Page pictures; see `documents.pages.draw`. Loads the drawing libraries only in the child."""
    from documents import pages

    return pages.draw(Path(path), Path(out_dir), **how)


def square_photo(path: Path | str, out: Path | str) -> None:
    """A profile photo; see `documents.images.square_photo`."""
    from documents import images

    images.square_photo(Path(path), Path(out))


def _scan(path: Path, kind: Kind) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Findings, and (place, text) pairs in which identifiers may stand."""
    if kind.is_office:
        with Package(path) as package:
            return _scan_office(package, kind)
    if kind is Kind.PDF:
        from documents.pdf import scan_pdf, text_pdf
        from documents.side_words import words_beside_pdf

        pages = text_pdf(path).pages
        units = [(f"page {n}", page) for n, page in enumerate(pages, 1)]
        return list(scan_pdf(path)), units + words_beside_pdf(path)
    if kind.is_image:
        from documents.images import scan_image

        return list(scan_image(path)), []
    lines = _read_text(path).splitlines()
    blocks = [(f"line {n + 1}", "\n".join(lines[n : n + 20])) for n in range(0, len(lines), 20)]
    return [], blocks


def _scan_office(package: Package, kind: Kind) -> tuple[list[Finding], list[tuple[str, str]]]:
    from documents.side_words import words_beside
    from documents.text_office import units_docx, units_pptx

    if has_macros(package):
        return [MACROS], []
    if kind is Kind.DOCX:
        from documents.docx_scan import scan_docx

        return scan_docx(package), units_docx(package) + words_beside(package, kind)
    from documents.pptx_scan import scan_pptx

    return scan_pptx(package), units_pptx(package) + words_beside(package, kind)


def _identifiers(
    units: list[tuple[str, str]], name: str, private: Collection[str], dismissed: Collection[str]
) -> list[Finding] | None:
    try:
        from documents.identifiers import find_identifiers
    except ImportError:
        return None
    stem = Path(name).stem
    pairs = [*units, ("file name", stem)] if stem else units
    return list(
        find_identifiers(
            [text for _, text in pairs],
            places=[place for place, _ in pairs],
            private=private,
            dismissed=dismissed,
        )
    )


def _judged(finding: Finding, own_name: str) -> Finding:
    """The writer's own name as author is no surprise to the writer."""
    if own_name and finding.code.endswith(OWN_NAME_CODES) and _folded(finding.words) == _folded(own_name):
        return replace(finding, severity=Severity.INFO)
    return finding


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _number(place: str) -> int:
    found = re.search(r"\d+", place)
    return int(found[0]) if found else 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_text(path: Path) -> str:
    if path.stat().st_size > MAX_TEXT:
        raise Unreadable(
            "too-large", f"Text files may have up to {MAX_TEXT // 2**20} MB. Split it into parts."
        )
    return decode_text(path.read_bytes())


def _plain_text(path: Path, kind: Kind) -> Text:
    lines = _read_text(path).splitlines()
    headings = ()
    if kind is Kind.MARKDOWN:
        headings = tuple(m[1].strip() for line in lines if (m := re.match(r"#{1,6}\s+(.*?)\s*#*$", line)))
    title = headings[0] if headings else next((line.strip()[:120] for line in lines if line.strip()), "")
    pages, page, words = [], [], 0
    for line in lines:
        page.append(line)
        words += len(line.split())
        if words >= WORDS_A_PAGE:
            pages.append("\n".join(page).strip())
            page, words = [], 0
    pages.append("\n".join(page).strip())
    return Text(tuple(p for p in pages if p), (), headings, title)
