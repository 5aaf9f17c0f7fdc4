"""Patterns that catch accidental identifiers of patients, owners and clients in a document's text.

The classes follow the eighteen identifier types of the HIPAA Safe Harbor method (45 CFR 164.514(b)(2)), with the
animal microchip added. Patterns find accidents; they cannot see an unusual story, a rare disease in a small town
or a face, and nothing here proves that a text is de-identified.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from documents.identifiers import contacts, dates, numbers, people
from documents.identifiers.hints import hints
from documents.identifiers.page import Hit, Page
from documents.identifiers.privatewords import PrivateWords
from documents.report import Finding, Remedy, Severity

CONTEXT = 60  # characters shown on either side of a hit
LONGEST_HIT = 80
STRETCH = 100_000  # characters of neighboring texts that are read together
_BESIDE_THE_TEXT = ("file name", "propert", "title")
_EMPTIED = ("propert", "title property")  # places the clean copy empties by itself
MOST_PER_CODE = 200  # a list longer than this helps nobody; what blocks is kept first

_FIX = "If it belongs to a real person, change it in your document and upload it again."
MESSAGES = {
    "id-date": "An exact date beside words about someone's care. Use the year, or “day 3”, instead.",
    "id-age": "An age over 89 can point to one person. Write “90 or older”.",
    "id-phone": f"This looks like a telephone number. {_FIX}",
    "id-fax": f"This looks like a fax number. {_FIX}",
    "id-email": f"This is an e-mail address. {_FIX}",
    "id-ssn": f"This looks like a Social Security or national insurance number. {_FIX}",
    "id-mrn": f"This looks like a medical record, chart or sample number. {_FIX}",
    "id-member": f"This looks like a health plan or policy number. {_FIX}",
    "id-account": f"This looks like an account number. {_FIX}",
    "id-card": "This is a valid payment card number. Take it out of your document and upload it again.",
    "id-licence": f"This looks like a license, certificate or passport number. {_FIX}",
    "id-npi": f"This is a valid National Provider Identifier, which names one clinician. {_FIX}",
    "id-dea": f"This fits a DEA registration number, which names one prescriber. {_FIX}",
    "id-vin": f"This looks like a vehicle or plate number. {_FIX}",
    "id-device": f"This looks like a serial, lot or device number. {_FIX}",
    "id-url": "This web address looks like a patient portal or a private folder. Take it out unless anyone may open it.",
    "id-ip": f"This looks like a computer's network address. {_FIX}",
    "id-microchip": "This looks like an animal's microchip number, which leads to the owner. Take it out and upload again.",
    "id-zip": "A postal code names a small area. Keep the state or country only.",
    "id-street": "This looks like an address or a home town. Write “a town” or keep the state only.",
    "id-name": "This looks like a person's name. If it is a real patient, owner, colleague or client, write “the patient” or “the owner”.",
    "id-social": f"This looks like a personal social media account. {_FIX}",
    "private-word": "This is on your private list. Change the words in your document and upload it again.",
}
_LIGHT_MESSAGES = {
    "id-date": "An exact date. Fine for a publication or an event; not for a visit, a birth or a death.",
    "id-phone": "A toll-free number. Fine for a public line; it may also name your client.",
    "id-name": "A doctor's or professor's name. Fine for an author or speaker; not for someone who treated a real patient.",
    "id-social": "A social media handle. Fine for an organization; not for a patient or an owner.",
}
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def find_identifiers(
    pages: Sequence[str],
    *,
    places: Sequence[str],
    private: Sequence[str] = (),
    dismissed: Collection[str] = (),
) -> list[Finding]:
    """Identifiers in the text of a document, worst first.

    `pages` holds texts and `places` says where each stands ("page 3", "slide 2, notes", "file name"); a place
    that starts with "file name" is read with underscores and capitals as word breaks. `private` are the
    writer's own words that must never show (they always block). `dismissed` holds fingerprints the writer has
    waved through. The remedy is by hand, except in properties, which a clean copy empties. Neighboring texts are read together, so a label may end one and its number start the next.
    The same passage is reported once per place. Raises ValueError when a page has no place.
    Takes time linear in the text's length.
    """
    words = PrivateWords(private)
    found: list[Finding] = []
    for stretch in _stretches(pages, places):
        found += _findings(stretch, words, dismissed)
    order = {place: at for at, place in reversed(list(enumerate(places)))}
    found.sort(key=lambda finding: (_ORDER[finding.severity], order[finding.place]))
    return _at_most(found)


def fingerprint(finding: Finding) -> str:
    """A stable name for "this passage, as this kind of finding": 32 hexadecimal digits.

    Case, accents, spacing and punctuation make no difference, so a dismissed passage stays dismissed when the
    document is edited elsewhere.
    """
    hit = finding.words[finding.start : finding.end] if 0 <= finding.start < finding.end else finding.words
    return _fingerprint(finding.code, hit)


def deidentify_hints(text: str) -> list[tuple[str, str]]:
    """(passage, safe form to write instead) in reading order, for the text of a case.

    Suggestions are wording only ("a woman in her 60s", "day 3", "a town"); the writer decides.
    """
    return hints(Page(text), sorted(page_hits(Page(text)), key=lambda hit: (hit.start, -hit.end)))


def page_hits(page: Page, words: PrivateWords | None = None) -> Iterator[Hit]:
    """Every hit on one page, as offsets. Blanks what it has understood, so give it a page of its own."""
    if words:
        yield from words.find(page)
    yield from contacts.web_addresses(page)
    yield from contacts.emails(page)
    page.blank(contacts.address_spans(page))
    certain = [
        *numbers.checked_numbers(page),
        *numbers.social_security(page),
        *numbers.labelled_numbers(page),
    ]
    yield from certain
    page.blank([(hit.start, hit.end) for hit in certain])
    yield from chain(
        contacts.ip_addresses(page), contacts.phones(page), contacts.handles(page), contacts.places(page)
    )
    yield from chain(dates.dates(page), dates.ages(page), people.names(page))


@dataclass(frozen=True)
class _Stretch:
    """Neighboring texts read as one: where each starts in `raw`, and its place."""

    raw: str
    starts: tuple[int, ...]
    places: tuple[str, ...]

    def at(self, start: int) -> tuple[str, int, int]:
        """The place of an offset, and where its text starts and ends."""
        number = bisect_right(self.starts, start) - 1
        following = (*self.starts, len(self.raw) + 1)[number + 1]
        return self.places[number], self.starts[number], following - 1


def _stretches(pages: Sequence[str], places: Sequence[str]) -> Iterator[_Stretch]:
    """Paragraphs and pages in a row, joined by line ends; what stands beside the text, one by one."""
    texts: list[str] = []
    starts: list[int] = []
    names: list[str] = []
    length = 0
    for raw, place in zip(pages, places, strict=True):
        if texts and (length > STRETCH or _is_beside(place) or _is_beside(names[-1])):
            yield _Stretch("\n".join(texts), tuple(starts), tuple(names))
            texts, starts, names, length = [], [], [], 0
        if raw:
            texts.append(raw)
            starts.append(length)
            names.append(place)
            length += len(raw) + 1
    if texts:
        yield _Stretch("\n".join(texts), tuple(starts), tuple(names))


def _is_beside(place: str) -> bool:
    return place.startswith(_BESIDE_THE_TEXT) or place.endswith("alternative text")


def _findings(stretch: _Stretch, words: PrivateWords, dismissed: Collection[str]) -> list[Finding]:
    found: dict[tuple[str, str, str], Finding] = {}
    page = Page(stretch.raw, stretch.places[0])
    for hit in _strongest(page_hits(page, words)):
        start, end = page.span(hit.start, hit.end)
        place, first, last = stretch.at(start)
        end = min(end, start + LONGEST_HIT)
        mark = _fingerprint(hit.code, _one_line(stretch.raw[start:end]))
        key = (hit.code, place, mark)
        if (key in found and _ORDER[found[key].severity] <= _ORDER[hit.severity]) or mark in dismissed:
            continue
        found[key] = _finding(stretch.raw, hit, place, (first, start, end, max(last, end)))
    return list(found.values())


def _strongest(hits: Iterator[Hit]) -> Iterator[Hit]:
    """One hit per passage: of two that overlap, the more severe, then the longer. Private words stand beside any."""
    private, others = [], []
    for hit in hits:
        (private if hit.code == "private-word" else others).append(hit)
    yield from private
    others.sort(key=lambda hit: (_ORDER[hit.severity], hit.start - hit.end, hit.start))
    taken: dict[int, list[tuple[int, int]]] = {}  # by stretches of 512 characters
    kept = []
    for hit in others:
        stretches = range(hit.start // 512, hit.end // 512 + 1)
        if any(start < hit.end and end > hit.start for at in stretches for start, end in taken.get(at, ())):
            continue
        for at in stretches:
            taken.setdefault(at, []).append((hit.start, hit.end))
        kept.append(hit)
    yield from sorted(kept, key=lambda hit: hit.start)


def _finding(raw: str, hit: Hit, place: str, bounds: tuple[int, int, int, int]) -> Finding:
    """The finding, with the passage from the text's own words: (text start, hit start, hit end, text end)."""
    text_start, start, end, text_end = bounds
    first, last = max(text_start, start - CONTEXT), min(text_end, end + CONTEXT)
    before, inside, after = (_one_line(raw[a:b]) for a, b in ((first, start), (start, end), (end, last)))
    if first > text_start and " " in before:
        before = before.partition(" ")[2]
    if last < text_end and " " in after:
        after = after.rpartition(" ")[0]
    before, after = before.lstrip(), after.rstrip()
    messages = _LIGHT_MESSAGES if hit.severity is Severity.INFO else MESSAGES
    return Finding(
        code=hit.code,
        severity=hit.severity,
        place=place,
        words=before + inside + after,
        message=messages.get(hit.code, MESSAGES[hit.code]),
        remedy=Remedy.REMOVED if place.startswith(_EMPTIED) else Remedy.BY_HAND,
        start=len(before),
        end=len(before) + len(inside),
    )


def _at_most(findings: list[Finding]) -> list[Finding]:
    counts: dict[str, int] = {}
    kept = []
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= MOST_PER_CODE or (
            finding.code == "private-word" and counts[finding.code] <= 5 * MOST_PER_CODE
        ):
            kept.append(finding)
    return kept


def _one_line(words: str) -> str:
    return "".join(" " if letter.isspace() or not letter.isprintable() else letter for letter in words)


def _fingerprint(code: str, hit: str) -> str:
    apart = unicodedata.normalize("NFKD", hit.casefold())
    plain = "".join(
        letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter)
    )
    return hashlib.sha256(f"{code}\n{' '.join(plain.split())}".encode()).hexdigest()[:32]
