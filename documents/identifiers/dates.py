"""Dates more exact than a year, and ages over 89 (Safe Harbor, row 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.identifiers.page import Hit, Page, word_set
from documents.report import Severity

MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_WORDS = word_set(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_MONTH_FIRST = re.compile(
    rf"{MONTHS}\.?[ /-]{{0,2}}(?:the )?([0-3]?[0-9]){_ORDINAL}(?![0-9])(?:(?:,? ?|[ /-]){_YEAR}(?![0-9]))?"
)
_DAY_FIRST = re.compile(
    rf"[0-9](?<![0-9][0-9])(?:[0-9])?{_ORDINAL}(?: of)?[ ./-]{{0,2}}{MONTHS}\.?(?:(?:,? ?|[/-])(?:{_YEAR}|'[0-9]{{2}}))?(?![0-9a-z])"
)
_NUMERIC = re.compile(
    r"[0-9](?<![0-9.,/-][0-9])[0-9]{0,3}([/.-]) ?[0-9]{1,2}\1 ?[0-9]{2,4}(?![0-9]|[/.,-][0-9]|%)"
)
_MONTH_YEAR = re.compile(rf"{MONTHS}\.?,? (?:of )?{_YEAR}(?![0-9])")
_COMPACT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")

_CLINICAL = word_set(
    """dob d.o.b dod d.o.d dos d.o.s lmp l.m.p born birth birthdate birthday death service admitted admission admit adm discharged discharge disch readmitted
    readmission seen visit visited visits presented presentation died dead deceased passed surgery operated operation procedure diagnosed diagnosis
    hospitalized hospitalised hospitalization underwent appointment follow-up followup exam examined examination collected collection specimen biopsy biopsied
    transferred delivered delivery encounter returned recheck re-check treated injured injury onset euthanized euthanised euthanasia spayed neutered castrated
    vaccinated vaccination implanted adopted consult consulted consultation referred triaged triage arrived intubated extubated transfused scan scanned mri ct
    x-ray radiograph radiographs radiographed imaging labs started prescribed chart charted clinic note signed er emergency ultrasound bloods"""
)
_ADMINISTRATIVE = word_set(
    """access accessed retrieved published publication posted update updated review reviewed revised revision release released expires expired expiration expiry
    effective issued approved approval version modified copyright cited webinar conference congress meeting symposium session deadline due launch launched submitted
    accepted received printed data cutoff valid available originally announced guideline guidelines enacted law cme credit law epub"""
)
_TELLING_WORD = re.compile(r"[a-z](?:\.[a-z])+|[a-z]+(?:-(?:up|ray|check))?")
_SILENT_BEFORE = re.compile(
    r"\b(?:accessed|retrieved|published(?: online)?|posted|updated?|reviewed|revised|revision date|release date|released"
    r"|expiration date|expires|termination date|effective|issued|approved|approval|modified|cited|originally published|version|ver"
    r"|section|chapter|table|figure|appendix|build|release|loinc|icd-?1?[0-9]?|code|ratio|titer|titre|grade|grades)"
    r"(?: (?:on|date|as of|by the fda on|online))?[\s:.v]{0,4}$|[<>=~±$#]\s?$|\bv\.?\s?$"
)
_CLINICAL_AFTER = re.compile(
    r"^[\s,)]{0,3}(?:at [0-9:apm. ]{3,9})?(?:clinic |office |hospital )?(?:visits?|admission|appointment|surgery|discharge|encounter"
    r"|examination|exam|birth|consultation|biopsy|scan|mri|recheck|progress note|clinic note|chart)\b"
)


def dates(page: Page) -> Iterator[Hit]:
    """Exact dates: a warning beside words such as born, admitted or visit, otherwise only information."""
    for found_here, judge in (
        (page.matches(_MONTH_FIRST, _MONTH_WORDS), _judge_words),
        (page.candidates(_DAY_FIRST), _judge_words),
        (page.candidates(_NUMERIC), _judge_numeric),
        (page.matches(_MONTH_YEAR, _MONTH_WORDS), _judge_month_year),
        (page.candidates(_COMPACT), _judge_compact),
    ):
        for found in found_here:
            start, end = found.start(), found.start() + len(found[0].rstrip(" ,./-"))
            if page.low[start - 1 : start].isalnum() or not (severity := judge(page, start, end)):
                continue
            yield Hit("id-date", start, end, severity)


def is_clinical(page: Page, start: int, end: int) -> bool:
    """True when the nearest telling word says this is a day in somebody's care, not in a publication's life."""
    before = page.before(start, 70)
    for word in reversed(_TELLING_WORD.findall(before)):
        if word in _CLINICAL:
            return True
        if word in _ADMINISTRATIVE:
            return False
    return bool(_CLINICAL_AFTER.search(page.after(end, 40)))


def _judge(page: Page, start: int, end: int, *, exact: bool) -> Severity | None:
    if _SILENT_BEFORE.search(page.low[max(0, start - 40) : start]):
        return None
    if is_clinical(page, start, end):
        return Severity.WARN
    if not exact or page.in_references(start):
        return None
    return Severity.INFO


def _judge_words(page: Page, start: int, end: int) -> Severity | None:
    hit = page.low[start:end]
    numbers = re.findall(r"[0-9]+", hit)
    day = next((number for number in numbers if len(number) <= 2), "")
    if not day or not 1 <= int(day) <= 31:
        return None
    has_year = any(len(number) == 4 for number in numbers) or "'" in hit
    first_letter = next(at for at in range(start, end) if page.low[at].isalpha() or at == end - 1)
    if not has_year and not page.text[first_letter].isupper() and not _month_in_capitals(page, start, end):
        return None  # "may 5", "march 10"
    return _judge(page, start, end, exact=has_year)


def _month_in_capitals(page: Page, start: int, end: int) -> bool:
    found = re.search(MONTHS, page.low[start:end])
    return bool(found) and page.text[start + found.start()].isupper()


def _judge_numeric(page: Page, start: int, end: int) -> Severity | None:
    hit = page.low[start:end].replace(" ", "")
    first, second, third = re.split(r"[/.-]", hit)
    if len(first) == 4:
        if not (
            1900 <= int(first) <= 2099
            and 1 <= int(second) <= 12
            and len(third) == 2
            and 1 <= int(third) <= 31
        ):
            return None
        return _judge(page, start, end, exact=True)
    if len(first) > 2 or len(third) == 3 or not _is_day_and_month(int(first), int(second)):
        return None
    if len(third) == 4:
        return _judge(page, start, end, exact=True) if 1900 <= int(third) <= 2099 else None
    padded = len(first) == 2 and len(second) == 2 and "." not in hit
    severity = _judge(page, start, end, exact=padded)
    return severity if "." not in hit or (severity is Severity.WARN and len(first) == 2) else None


def _is_day_and_month(first: int, second: int) -> bool:
    return (1 <= first <= 12 and 1 <= second <= 31) or (1 <= second <= 12 and 1 <= first <= 31)


_PERSONAL = re.compile(
    r"\b(?:born|d\.?o\.?b|birth|admitted|discharged|died|passed away|euthani[sz]ed|hospitali[sz]ed|presented|diagnosed)\b[^.;]{0,30}$"
)


def _judge_month_year(page: Page, start: int, end: int) -> Severity | None:
    if (
        _PERSONAL.search(page.before(start, 50))
        and not page.in_references(start)
        and is_clinical(page, start, end)
    ):
        return Severity.WARN
    return None


def _judge_compact(page: Page, start: int, end: int) -> Severity | None:
    return Severity.WARN if is_clinical(page, start, end) and not page.in_references(start) else None


_OVER_89 = r"(?:9[0-9]|1[0-2][0-9])"
_AGE_AFTER = re.compile(
    r"[91](?<![0-9.][0-9])(?:(?<=9)[0-9]|(?<=1)[0-2][0-9])(?:\.[0-9])?[ -]{0,2}"
    r"(?:(?:years?|yrs?\.?|y)[ -]{0,2}(?:olds?|\.?/?o\b)|years? of age|year of age|y\.o\.?|[mf](?= (?:with|who|presents|presented|presenting|h/o"
    r"|c/o|admitted|brought|referred|found|s/p|hx)\b))"
)
_AGE_BEFORE = re.compile(
    rf"age[ds]?(?: ?[:=(]| of| is| was| at| about| approximately)?[ ]{{0,2}}{_OVER_89}(?![0-9]|[.,][0-9]|[/%-])"
)
_AGE_WORDS = re.compile(
    r"(?:ninety[- ](?:one|two|three|four|five|six|seven|eight|nine)|ninety|(?:a|one)[- ]hundred(?:[- ]and)?(?:[- ](?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten))?)[- ](?:years?|yr)[- ](?:old|of age)"
)
_AGE_LOOSE = re.compile(
    rf"(?:(?:he|she|who|patient|grandmother|grandfather|mother|father) (?:is|was|turned|just turned)|turned|lived to(?: be)?) ({_OVER_89})(?=[,.;]? ?(?:$|\n|[.,;]|when|and|at|last|this|in|years? later))"
)
_AGE_LOOSE_WORDS = word_set("he she who patient grandmother grandfather mother father turned lived")
_BIRTHDAY = re.compile(r"(?:9[0-9]|1[0-2][0-9])(?:st|nd|rd|th) birthday")
_CRITERION_BEFORE = re.compile(
    r"(?:[<>≥≤=]|\b(?:over|under|above|below|than|least|most|up to|until|through|between|to|and|minimum|maximum|mean|median"
    r"|average|range|exceeds?|beyond|within|past|first|last|about)|[0-9] ?- ?|[0-9]- to)[ (:,-]{0,3}(?:(?:the |an |their )?(?:ages?d?(?: of)? ?)?)?$"
)
_CRITERION_AFTER = re.compile(
    r"^(?:[ -]?years?(?: of age)?)?[ ,]{0,2}(?:(?:and|or|&)[ -](?:older|over|above|more|up|younger|beyond|greater|under)|\+|- ?[0-9]|to [0-9]|through [0-9]"
    r"|(?:days?|weeks?|months?|hours?|minutes?|hrs?|wks?|mos?)\b|and [0-9]{2} years)"
)
_NOT_A_PERSON = re.compile(
    r"^[ -]{0,2}(?:teaching |medical |community |academic )?(?:hospital|building|institution|organi[sz]ation|society|company|tradition"
    r"|school|journal|house|clinic|law|theory|practice|drug|discovery|college|university|paradigm|concept|follow|survival|history"
    r"|study|cohort|record|survivor|policy|mystery|problem|question|tree|bridge|firm|foundation|association)"
)


def ages(page: Page) -> Iterator[Hit]:
    """Ages of one person over 89; criteria such as "90 years or older" and averages stay silent."""
    for found_here in (
        page.candidates(_AGE_AFTER),
        page.matches(_AGE_BEFORE, ("age", "aged", "ages")),
        page.matches(_AGE_WORDS, ("ninety", "a", "one")),
        page.matches(_AGE_LOOSE, _AGE_LOOSE_WORDS),
        page.candidates(_BIRTHDAY),
    ):
        for found in found_here:
            start, end = found.span(found.re.groups)
            if not page.alone(start, end) or page.low[start - 1 : start] in {".", "/"}:
                continue
            before, after = page.low[max(0, start - 30) : start], page.low[end : end + 40]
            if (
                _CRITERION_BEFORE.search(before) and not re.search(r"[0-9] and (?:a )?$", before)
            ) or _CRITERION_AFTER.search(after):
                continue
            if _NOT_A_PERSON.search(after) or (page.in_references(start) and found.re is not _AGE_AFTER):
                continue
            yield Hit("id-age", start, end)
