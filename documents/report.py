"""The words `documents` speaks: what a file is, what hides in it, what a clean copy left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Every file type the site accepts. The value is the stored extension."""

    DOCX = "docx"
    PPTX = "pptx"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    TEXT = "txt"
    MARKDOWN = "md"

    @property
    def is_office(self) -> bool:
        return self in {Kind.DOCX, Kind.PPTX}

    @property
    def is_image(self) -> bool:
        return self in {Kind.PNG, Kind.JPEG, Kind.WEBP}

    @property
    def is_text(self) -> bool:
        return self in {Kind.TEXT, Kind.MARKDOWN}


class Severity(StrEnum):
    BLOCK = "block"  # nothing is shared while it is there
    WARN = "warn"  # the writer should look
    INFO = "info"  # good to know


class Remedy(StrEnum):
    """What the clean copy does about a finding."""

    REMOVED = "removed"  # the clean copy leaves it out
    CHOICE = "choice"  # the writer chooses (speaker notes)
    BY_HAND = "by-hand"  # only the writer can change it: edit, then upload again
    KEPT = "kept"  # harmless, stays


class Unreadable(Exception):
    """The file cannot be read. `code` is stable; `str()` is a sentence for the writer that says what to do."""

    def __init__(self, code: str, sentence: str):
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

    def __reduce__(self):
        return (type(self), (self.code, self.sentence))


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found in a file.

    `code` is stable (`docx-comments`); `place` is where a person finds it ("page 2", "slide 7, notes",
    "whole file"); `words` is the passage itself, at most 200 characters; `message` says in one or two
    sentences what it means and how to remove it.
    """

    code: str
    severity: Severity
    place: str
    words: str
    message: str
    remedy: Remedy = Remedy.REMOVED
    start: int = -1  # offset of the hit inside `words`, for a mark; -1 when the whole passage is meant
    end: int = -1


@dataclass(frozen=True)
class Report:
    """Everything `scan()` found, worst first, and the names of the checks that ran."""

    kind: Kind
    sha256: str
    findings: tuple[Finding, ...] = ()
    checked: tuple[str, ...] = ()

    @property
    def cleared(self) -> bool:
        """True when nothing blocks. It never means "safe": only these checks ran."""
        return not any(f.severity is Severity.BLOCK for f in self.findings)


@dataclass(frozen=True)
class CleanResult:
    """What `clean()` did. `refused` holds what cannot be cleaned safely; then no copy was written."""

    written: bool
    removed: tuple[str, ...] = ()  # short sentences: "3 comments", "The author's name"
    visible_changes: tuple[str, ...] = ()  # what a reader would see change; the writer must agree
    refused: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page picture: file names inside the output folder by pixel width, and the size of the largest."""

    number: int
    files: dict[int, str] = field(default_factory=dict)
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Pages:
    total: int  # pages or slides in the document, which may be more than were drawn
    drawn: tuple[Page, ...] = ()
    how: str = ""  # "pdf", "office", "image"


@dataclass(frozen=True)
class Text:
    """Readable text by page or slide. `notes` pairs with `pages` for slides (empty string when none)."""

    pages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    title: str = ""  # best guess: title property, title placeholder or first heading

    @property
    def words(self) -> int:
        return sum(len(page.split()) for page in self.pages)
