"""What the share check says about a file or a text, in the order a writer asks: does anything stop me, what, what now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents import identifiers
from documents.report import Remedy, Severity
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
_NUMBERS = ("invented", "trial-number", "lab-value")
_CONTACT_CODES = {"id-phone", "id-fax", "id-email", "id-url", "id-ip", "id-social"}
_KINDS = dict(DISMISS_AS)


def ways_to_dismiss(code: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(likeliest, the rest) of the answers to "What is it?" for a finding of this code."""
    first = _LIKELY.get(code) or (_CONTACTS if code in _CONTACT_CODES else _NUMBERS)
    return [(slug, _KINDS[slug]) for slug in first], [pair for pair in DISMISS_AS if pair[0] not in first]


@dataclass(frozen=True)
class Item:
    """One line of the share check: the same thing in one or several places."""

    rows: list[Finding]

    @property
    def f(self) -> Finding:
        return self.rows[0]

    @property
    def places(self) -> str:
        """'Slide 2, slide 5 and 7 more places'."""
        places = list(dict.fromkeys(row.place for row in self.rows))
        said = ", ".join(places[:3])
        more = len(places) - 3
        said += f" and {more} more place{'s' if more > 1 else ''}" if more > 0 else ""
        return said[:1].upper() + said[1:]


def _items(rows: Iterable[Finding]) -> list[Item]:
    """What the clean copy settles is one line for each kind; what the writer must judge, one for each passage."""
    grouped: dict[tuple, list[Finding]] = {}
    for row in rows:
        key = row.fingerprint if row.in_clean and row.remedy != Remedy.CHOICE else ""
        grouped.setdefault((row.code, row.severity, row.in_clean, key), []).append(row)
    return [Item(found) for found in grouped.values()]


class Verdict:
    """Findings sorted by what they ask of the writer. `cleared` is decided elsewhere and only reported here."""

    def __init__(self, rows: Iterable[Finding], *, cleared: bool):
        rows = list(rows)
        self.cleared = cleared
        standing = [row for row in rows if row.is_open]
        stays = [row for row in standing if row.in_clean]
        shown = stays if cleared else standing
        self.by_hand = _items(row for row in stays if row.severity == Severity.BLOCK)
        self.must_fix = _items(row for row in shown if row.severity == Severity.BLOCK)
        self.look_at = _items(row for row in shown if row.severity == Severity.WARN)
        self.good_to_know = _items(row for row in shown if row.severity == Severity.INFO)
        # In the original only: the clean copy settles it.
        self.copy_settles = _items(row for row in standing if not row.in_clean)
        self.settled = _items(row for row in rows if not row.is_open)
        self.has_notes = any(row.code == "pptx-notes" for row in rows)

    @property
    def groups(self) -> list[tuple[str, str, list[Item]]]:
        """(severity, heading, items) of what asks for an answer, worst first, without empty ones."""
        every = (("block", "Must fix", self.must_fix), ("warn", "Please look", self.look_at))
        return [group for group in every if group[2]]

    @property
    def found_nothing(self) -> bool:
        """No check found anything that asks the writer for an answer, not even in the original."""
        asked = [item for item in self.copy_settles if item.f.severity != Severity.INFO]
        return not (self.must_fix or self.look_at or self.settled or asked)

    @property
    def more(self) -> int:
        """How many of what must be fixed a card leaves out."""
        return max(0, len(self.must_fix) - 3)


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


_LOOKED_AT = 100_000  # characters
_SAID_AT_MOST = 40


def safer_forms(sample: Sample, file: SampleFile | None = None) -> list[tuple[str, str]]:
    """(passage, what to write instead), once each, for the text of a case or the words of its file."""
    if not sample.is_case:
        return []
    text = "\n\n".join(page["text"] for page in file.page_texts) if file else sample.text
    return list(dict.fromkeys(identifiers.deidentify_hints(text[:_LOOKED_AT])))[:_SAID_AT_MOST]


def of_text(sample: Sample) -> Verdict:
    """The verdict about pasted text. It has no clean copy: the writer edits it."""
    return Verdict(as_rows(sample.text_findings), cleared=sample.body_is_cleared)
