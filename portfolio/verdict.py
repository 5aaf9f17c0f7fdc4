"""What the share check says about a file or a text, in the order a writer asks: does anything stop me, what, what now."""

from __future__ import annotations

from collections.abc import Iterable

from documents import identifiers
from documents.report import Severity
from portfolio.models import DISMISS_AS, Finding, Sample, SampleFile

# What a passage most often is when it is no identifier; offered first, the rest behind "Something else".
_LIKELY = {
    "id-date": ("guideline-date", "reference", "invented"),
    "id-name": ("not-a-name", "reference", "invented"),
    "id-age": ("invented", "lab-value"),
    "id-street": ("public-contact", "not-a-name", "invented"),
    "id-zip": ("public-contact", "reference", "lab-value"),
}
_CONTACTS = ("public-contact", "reference", "invented")
_NUMBERS = ("trial-number", "lab-value", "reference")
_CONTACT_CODES = {"id-phone", "id-fax", "id-email", "id-url", "id-ip", "id-social"}
_KINDS = dict(DISMISS_AS)


def ways_to_dismiss(code: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(likeliest, the rest) of the answers to "What is it?" for a finding of this code."""
    first = _LIKELY.get(code) or (_CONTACTS if code in _CONTACT_CODES else _NUMBERS)
    return [(slug, _KINDS[slug]) for slug in first], [pair for pair in DISMISS_AS if pair[0] not in first]


class Verdict:
    """Findings sorted by what they ask of the writer. `cleared` is decided elsewhere and only reported here."""

    def __init__(self, rows: Iterable[Finding], *, cleared: bool):
        self.rows = list(rows)
        self.cleared = cleared
        standing = [row for row in self.rows if row.is_open]
        # In the original only: the clean copy settles it.
        self.copy_settles = [row for row in standing if not row.in_clean]
        stays = [row for row in standing if row.in_clean]
        self.by_hand = [row for row in stays if row.severity == Severity.BLOCK]
        self.must_fix = self.by_hand + [
            row for row in self.copy_settles if row.severity == Severity.BLOCK and not cleared
        ]
        shown = stays if cleared else standing
        self.look_at = [row for row in shown if row.severity == Severity.WARN]
        self.good_to_know = [row for row in shown if row.severity == Severity.INFO]
        self.must_fix.sort(key=lambda row: row.position)
        self.settled = [row for row in self.rows if not row.is_open]

    @property
    def groups(self) -> list[tuple[str, str, list[Finding]]]:
        """(severity, heading, rows), worst first, without empty ones."""
        every = (
            ("block", "Must fix", self.must_fix),
            ("warn", "Please look", self.look_at),
            ("info", "Good to know", self.good_to_know),
        )
        return [group for group in every if group[2]]

    @property
    def found_nothing(self) -> bool:
        """No check found anything that asks the writer for an answer."""
        return not (self.must_fix or self.look_at or self.settled) and not (
            self.cleared and any(row.severity != Severity.INFO for row in self.copy_settles)
        )

    @property
    def more(self) -> int:
        """How many of what must be fixed a card leaves out."""
        return max(0, len(self.must_fix) - 3)

    @property
    def has_notes(self) -> bool:
        return any(row.code == "pptx-notes" for row in self.rows)

    @property
    def tone(self) -> str:
        if self.must_fix or not self.cleared:
            return "block"
        return "warn" if self.look_at else "ok"


def of_file(file: SampleFile) -> Verdict:
    """The verdict about the version a stranger would get."""
    return Verdict(file.findings.all(), cleared=file.is_cleared)


def as_rows(found: Iterable) -> list[Finding]:
    """Findings that are computed and not stored, in the shape the templates know."""
    return [
        Finding(
            position=position,
            code=one.code,
            severity=one.severity.value,
            place=one.place,
            words=one.words,
            start=one.start,
            end=one.end,
            message=one.message,
            remedy=one.remedy.value,
            fingerprint=identifiers.fingerprint(one),
        )
        for position, one in enumerate(found)
    ]


def of_text(sample: Sample) -> Verdict:
    """The verdict about pasted text. It has no clean copy: the writer edits it."""
    return Verdict(as_rows(sample.text_findings), cleared=sample.body_is_cleared)
