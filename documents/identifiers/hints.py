"""Safe forms to write instead of what identifies, for patient and animal cases."""

from __future__ import annotations

import re
from datetime import date

from documents.identifiers.dates import MONTHS
from documents.identifiers.page import Hit, Page

_PLAIN = {
    "id-phone": "leave it out",
    "id-fax": "leave it out",
    "id-email": "leave it out",
    "id-ssn": "leave it out",
    "id-mrn": "leave it out",
    "id-member": "leave it out",
    "id-account": "leave it out",
    "id-card": "leave it out",
    "id-licence": "leave it out",
    "id-npi": "leave it out",
    "id-dea": "leave it out",
    "id-vin": "leave it out, or “a car”",
    "id-device": "the kind of device, without its number",
    "id-url": "leave it out",
    "id-ip": "leave it out",
    "id-microchip": "“microchipped”, without the number",
    "id-street": "“a town”, with the state or region at most",
    "id-social": "“posted on social media”",
}
_AGE = re.compile(
    r"(?<![0-9.,-])(?:an? )?(1[0-2][0-9]|[1-9]?[0-9])[ -]?(?:years?|yrs?|y)[ -/]?(?:olds?|o)\b(?:[ -](?:[a-z-]{3,12} ){0,2}"
    r"(woman|man|female|male|girl|boy|lady|gentleman|[a-z]*mother|[a-z]*father))?(?= |[.,;)]|$)"
)
_ANIMAL = re.compile(
    r"\b(?:dog|cat|horse|mare|gelding|kitten|puppy|rabbit|ferret|cow|parrot|spayed|neutered|owner|canine|feline|equine)\b"
)
_SHE = frozenset(["woman", "female", "girl", "lady"])


def hints(page: Page, found: list[Hit]) -> list[tuple[str, str]]:
    """(passage, suggestion) pairs in reading order; a passage inside another is left out."""
    first_day = min(
        (day for hit in found if hit.code == "id-date" if (day := _day(page.raw[hit.start : hit.end]))),
        default=None,
    )
    spans = [
        (*page.span(hit.start, hit.end), _suggestion(page, hit, first_day))
        for hit in found
        if hit.code != "id-age"
    ]
    spans += [
        (*page.span(*age.span()), _age(age))
        for age in _AGE.finditer(page.low)
        if not _is_animal(page, age.end())
    ]
    spans += [(*page.span(hit.start, hit.end), "“90 or older”") for hit in found if hit.code == "id-age"]
    answer: list[tuple[str, str]] = []
    last = 0
    for start, end, suggestion in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            answer.append((page.raw[start:end], suggestion))
            last = end
    return answer


def _suggestion(page: Page, hit: Hit, first_day: date | None) -> str:
    words = page.raw[slice(*page.span(hit.start, hit.end))]
    if hit.code == "id-date":
        if re.search(r"\b(?:born|birth|d\.?o\.?b)\b", page.before(hit.start, 40)):
            return "the age in decades, or the year of birth for people under 90"
        day = _day(words)
        if day and first_day:
            return f"“day {(day - first_day).days + 1}”"
        return "the year, or “day 3” counted from the first visit"
    if hit.code == "id-zip":
        state = re.search(r"(?:, | )([A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?),? +[0-9]{5}", words)
        return f"“a town in {state[1]}”" if state else "“a town”, without the code"
    if hit.code == "id-name":
        return _person(page, hit)
    return _PLAIN[hit.code]


def _person(page: Page, hit: Hit) -> str:
    before = page.before(hit.start, 40)
    title = page.low[hit.start : hit.start + 10]
    if title.startswith(("dr", "doctor", "prof", "nurse")) or re.search(
        r"\b(?:referred by|referring|seen by|attending|gp|pcp)\b", before
    ):
        return "“a colleague”, or the role: “her cardiologist”"
    if re.search(r"\b(?:owners?|client|breeder|handler)\b", before):
        return "“the owner”"
    if kin := re.search(
        r"\b(wife|husband|mother|father|daughter|son|sister|brother|neighbou?r|caregiver|partner)\b[^a-z]{0,8}(?:is |was |named )?$",
        before,
    ):
        return f"“the {kin[1]}”"
    return "“the patient”, or “the owner” in an animal case" if _ANIMAL.search(page.low) else "“the patient”"


def _age(found: re.Match[str]) -> str:
    years, who = int(found[1]), found[2] or ""
    noun = {"female": "woman", "lady": "woman", "male": "man", "gentleman": "man"}.get(who, who)
    if years > 89:
        return f"“a {noun} aged 90 or older”" if noun else "“90 or older”"
    if years < 13:
        return "“a young child”" if years < 6 else "“a school-age child”"
    if years < 20:
        return "“a teenager”"
    their = "her" if who in _SHE or who.endswith("mother") else "his" if who else "their"
    return f"“a {noun or 'person'} in {their} {years // 10 * 10}s”"


def _is_animal(page: Page, at: int) -> bool:
    return bool(_ANIMAL.search(page.after(at, 50).partition(",")[0]))


def _day(words: str) -> date | None:
    """The calendar day of a date that has day, month and year; US order when both are possible."""
    parts = re.findall(r"[0-9]+", words)
    month_name = re.search(MONTHS, words.lower())
    try:
        if month_name:
            month = "janfebmaraprmayjunjulaugsepoctnovdec".index(month_name[0][:3]) // 3 + 1
            year = next(int(part) for part in parts if len(part) == 4)
            return date(year, month, next(int(part) for part in parts if len(part) <= 2))
        numbers = [int(part) for part in parts]
        if len(parts[0]) == 4:
            return date(*numbers)
        month, day, year = numbers
        if month > 12:
            month, day = day, month
        return date(year if year > 99 else 2000 + year, month, day)
    except (ValueError, StopIteration, IndexError, TypeError):
        return None
