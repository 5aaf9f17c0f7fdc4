"""Numbers that name one person, animal, account or thing (rows 7 to 13 and 18, and the animal's microchip)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.identifiers import checkdigits
from documents.identifiers.page import Hit, Page, word_set
from documents.report import Severity

_NO = r"(?:numbers?|num|nos?|nr|identifier|id|#)"
_MUST = rf"(?:\.?[ ]?{_NO}\.?){{1,3}}"  # the label counts only with "number", "ID", "#" …
_EITHER = rf"(?:{_MUST}|[ ]?[:=](?=[ \n]?))"  # … or with a colon
_BETWEEN = r"(?:[ ]?\([a-z. ]{1,12}\))?(?: is| was| of)?[\s:#=.|-]{0,6}"
_PLATE = r"([a-hj-npr-z0-9]{17}|[a-z0-9]{1,4}(?:[ -]?[a-z0-9]{2,13}){1,2}|[a-z0-9]{4,17})(?![a-z0-9])"
_VALUE = r"([a-z]{0,4}[-/ ]?[0-9][a-z0-9]{0,24}(?:-[a-z0-9]{1,12}|[/ ][0-9][a-z0-9]{0,12}){0,5}|[a-z0-9][a-z0-9/-]{3,29})(?![a-z0-9])"


@dataclass(frozen=True)
class _Label:
    code: str
    severity: Severity
    first_words: frozenset[str]
    pattern: re.Pattern[str]
    digits: int = 4  # at least so many digits in the value


def _label(
    code: str, severity: Severity, first: str, words: str, digits: int = 4, value: str = _VALUE
) -> _Label:
    return _Label(code, severity, word_set(first), re.compile(f"(?:{words}){_BETWEEN}{value}"), digits)


_LABELS = (
    _label(
        "id-mrn",
        Severity.BLOCK,
        "mrn m med medical hospital health clinic patient unit emr ehr pt hosp chart admission encounter visit csn animal pet client owner nhs chi ur u file",
        rf"m\.?r\.?n\.?(?![a-z])(?:[ ]?{_NO}\.?)?|(?:medical|hospital|health|clinic|patient|unit) ?records?(?: {_NO}|[ ]?[:#])|emr{_MUST}|ehr{_MUST}"
        rf"|(?:patient|pt|hospital|hosp|chart|admission|encounter|visit|csn|animal|pet|client|owner){_MUST}|chart[ ]?:|med(?:ical)? rec{_MUST}|nhs{_EITHER}|nhs (?=[0-9])|chi{_MUST}"
        rf"|hospital unit{_MUST}|u\.?r\.?(?: ?n)?{_MUST}|file{_MUST}(?= ?:)",
    ),
    _label(
        "id-mrn",
        Severity.WARN,
        "accession specimen sample biopsy subject participant case pathology lab laboratory requisition study slide record rx prescription research",
        rf"(?:accession|specimen|sample|biopsy|subject|participant|case|pathology|lab|laboratory|requisition|study patient|slide|record|rx|prescription"
        rf"|research){_MUST}|accession[ ]?:|participant(?= [0-9]{{4}})|subject(?= [0-9]{{3}}-[0-9]{{3}})",
    ),
    _label(
        "id-member",
        Severity.WARN,
        "member membership policy subscriber group insurance beneficiary medicare medicaid health plan enrollee payer hicn mbi insured policyholder bupa aetna cigna tricare",
        rf"(?:member(?:ship)?|policy|subscriber|group|insurance|beneficiary|medicare|medicaid|health plan|plan|enrollee|payer|hicn|mbi|insured|policy ?holder|bupa|aetna"
        rf"|cigna|tricare){_MUST}|(?:policy|subscriber|member|medicare|medicaid|insurance|mbi|hicn)[ ]?[:=](?: {_NO}\.?)?|(?:mbi|hicn)(?= )",
        digits=3,
    ),
    _label(
        "id-account",
        Severity.WARN,
        "account acct a billing invoice claim bank routing sort statement customer payment financial transaction receipt iban",
        rf"(?:account|acct|a/c|billing|invoice|claim|bank|routing|sort|statement|customer|payment|financial|transaction|receipt){_MUST}"
        rf"|(?:account|acct|a/c|iban|routing|invoice|claim)[ ]?[:#]|acct\.|iban(?= )",
        digits=5,
    ),
    _label(
        "id-licence",
        Severity.WARN,
        "licence license lic certificate certification dl passport badge driver drivers permit diploma gmc nmc rcvs gphc registration board visa identity id employee"
        " staff student practitioner pin credential state rabies kennel akc pedigree tattoo ear tag",
        rf"(?:licen[cs]e|lic|certificate|certification|dl|passport|badge|driver'?s licen[cs]e|permit|diploma|gmc|nmc|rcvs|gphc|registration|board|visa|identity card|id card"
        rf"|employee|staff|student|practitioner|pin|credential|state id|rabies tag|kennel club|akc|pedigree|tattoo|ear tag|tag){_MUST}"
        rf"|(?:licen[cs]e|lic|passport|rcvs|gmc|nmc|gphc|driver'?s licen[cs]e|rabies tag|pedigree)[ ]?\.?[:#]|(?:passport|gmc|rcvs)(?= [a-z]?[0-9]{{5}})",
    ),
    _label(
        "id-vin",
        Severity.WARN,
        "licence license number registration vehicle car plate plates chassis vin",
        rf"(?:licen[cs]e|number|registration|vehicle|car) ?plates?(?:[ ]?{_NO}\.?)?|plate{_MUST}|plates?(?= [a-z]{{2,3}}-[0-9]{{3,4}})|plate[ ]?:|chassis{_MUST}|vehicle (?:identification|registration|id){_EITHER}"
        r"|vin(?: ?number| ?no\.?|[ ]?[:#]|(?= [a-hj-npr-z0-9]{17}(?![a-z0-9])))",
        digits=2,
        value=_PLATE,
    ),
    _label(
        "id-device",
        Severity.WARN,
        "serial lot batch device model implant pacemaker udi imei asset pump meter sensor generator lead s sn mac",
        rf"(?:serial|lot|batch|device|model serial|implant|pacemaker|udi|imei|udi-di|asset|pump|meter|sensor|generator|lead){_MUST}|s/n[ ]?[:#.]?|sn[ ]?[:#]|(?:serial|lot|imei|udi)[ ]?[:#]"
        r"|udi(?= ?\()|lot(?= [a-z]{1,3}[0-9]{3})|imei(?= [0-9])|mac address[ :]?",
    ),
    _label(
        "id-microchip",
        Severity.BLOCK,
        "microchip microchipped micro chip chipped transponder rfid avid homeagain",
        rf"(?:micro-?chip(?:ped)?|chip|transponder|rfid|avid|homeagain)(?: tag| implant| code| scan(?:ned)?)?(?:{_MUST}|[ ]?[:=]|(?= [0-9][0-9 -]{{8}}))",
        digits=9,
    ),
)
_NOT_BEFORE = {
    "id-mrn": re.compile(
        r"\b(?:genbank|geo|sra|uniprot|pdb|refseq|ensembl|dbgap|protein|gene|trial|control|per|both|each|clinicaltrials\.gov)\W{0,2}$|[a-z]$"
    ),
    "id-licence": re.compile(
        r"\b(?:trial|prospero|clinicaltrials\.gov|study|clinical trial|registry|creative commons|cc|trials?) ?$|[a-z]$"
    ),
    "id-device": re.compile(r"\b(?:a|medical) $|[a-z]$"),
}
_GLUED = re.compile(r"[a-z0-9]$")
_PUBLIC_VALUE = re.compile(
    r"^(?:nct|isrctn|gse|gsm|crd|eudract|pmc|doi|cc[- ]?by|iso|fda|q[0-9]|type|[0-9]+ (?:mg|ml|patients|participants|people))"
)
_YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}[-/ ]?){1,2}")
_UNIT_AFTER = re.compile(
    r"^ ?(?:mg|ml|mcg|g/dl|mmol|%|patients|participants|people|adults|cases|deaths|visits|women|men|children|dogs|cats|usd|dollars|euros|to [0-9])\b"
)


def labelled_numbers(page: Page) -> Iterator[Hit]:
    """Numbers after a label: record, member, account, licence, plate, serial and microchip numbers."""
    for label in _LABELS:
        guard = _NOT_BEFORE.get(label.code, _GLUED)
        for found in page.matches(label.pattern, label.first_words):
            start, end = found.span(1)
            value = found[1]
            before = page.low[max(0, found.start() - 25) : found.start()]
            if (
                guard.search(before)
                or _GLUED.search(before)
                or _PUBLIC_VALUE.match(value)
                or _UNIT_AFTER.match(page.low[end : end + 14])
            ):
                continue
            digits = checkdigits.digits_of(value)
            if len(digits) < label.digits or len(set(digits)) < 2 or (value[0].isalpha() and value.isalpha()):
                continue
            if (_YEARS.fullmatch(value) and label.severity is Severity.WARN) or re.search(r"[a-z]{7}", value):
                continue
            if (
                label.code == "id-mrn"
                and label.severity is Severity.BLOCK
                and re.search("^(?:visit|client|owner)", found[0])
                and len(digits) < 4
            ):
                continue
            yield Hit(label.code, start, end, label.severity)


_SSN = re.compile(r"[0-8](?<![0-9a-z.,/+-][0-9])[0-9]{2}([- ])[0-9]{2}\1[0-9]{4}(?![0-9]|[-./][0-9])")
_ITIN = re.compile(r"9(?<![0-9a-z.,/+-]9)[0-9]{2}-[0-9]{2}-[0-9]{4}(?![0-9]|[-./][0-9])")
_SSN_LABELLED = re.compile(
    r"(?:ssn|s\.s\.n\.?|ss ?#|social security(?: (?:number|no\.?|num|#))?|soc\.? sec\.?(?: (?:no\.?|number|#))?)(?![a-z])(?: ?\([a-z]{2,4}\))?(?: is| was| ends in| ending in| last four| last 4)?[\s:#=.|-]{0,6}"
    r"([0-9]{3}[- .]?[0-9]{2}[- .]?[0-9]{4}|[x*]{3}[- ]?[x*]{2}[- ]?[0-9]{4}|[0-9]{4}(?=[ .,;\n)]|$))(?![0-9])"
)
_SSN_MASKED = re.compile(r"[x*]{3}-[x*]{2}-[0-9]{4}(?![0-9])")
_NATIONAL_INSURANCE = re.compile(
    r"[a-ceghj-prtw-z](?<![a-z0-9][a-z])[a-ceghj-nprtw-z] ?[0-9]{2} [0-9]{2} [0-9]{2} ?[a-d](?![a-z0-9])"
)
_SIN = re.compile(
    r"(?:social insurance(?: (?:number|no\.?))?|sin(?: (?:number|no\.?)|:))[ :#]{0,3}([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3})(?![0-9])"
)
_NEAR_SSN = re.compile(r"\b(?:ssn|ss ?#|social security|soc\.? sec)\b[^\n]{0,25}$")


def social_security(page: Page) -> Iterator[Hit]:
    """US Social Security numbers (blocking with a label), and the British, Canadian and taxpayer's likes of them."""
    for found in page.matches(_SSN_LABELLED, ("ssn", "s", "ss", "social", "soc")):
        digits = checkdigits.digits_of(found[1])
        if page.low[found.start() - 1 : found.start()].isalnum():
            continue
        if checkdigits.is_ssn(digits):
            yield Hit("id-ssn", *found.span(1), Severity.BLOCK)
        elif len(digits) == 4 and (found[1][0] in "x*" or "last" in found[0] or "end" in found[0]):
            yield Hit("id-ssn", *found.span(1))
    for found in page.candidates(_SSN):
        near = _NEAR_SSN.search(page.low[max(0, found.start() - 45) : found.start()])
        if checkdigits.is_ssn(checkdigits.digits_of(found[0])) and (near or found[1] == "-"):
            yield Hit("id-ssn", *found.span(), Severity.BLOCK if near else Severity.WARN)
    for found in page.candidates(_ITIN):
        if checkdigits.is_itin(checkdigits.digits_of(found[0])):
            yield Hit("id-ssn", *found.span())
    for found in page.candidates(_SSN_MASKED):
        yield Hit("id-ssn", *found.span())
    for found in page.candidates(_NATIONAL_INSURANCE):
        yield Hit("id-ssn", *found.span())
    for found in page.matches(_SIN, ("social", "sin")):
        if (
            checkdigits.is_luhn(checkdigits.digits_of(found[1]))
            and not page.low[found.start() - 1 : found.start()].isalnum()
        ):
            yield Hit("id-ssn", *found.span(1))


_CARD = re.compile(
    r"[2-6](?<![0-9a-z.,/-][0-9])[0-9]{3}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}(?![0-9]|[-.,][0-9])|3[04678](?<![0-9a-z.,/-][0-9]{2})[0-9]{2}([ -]?)[0-9]{6}\2[0-9]{4,5}(?![0-9]|[-.,][0-9])"
)
_IBAN = re.compile(
    r"[A-Z](?<![A-Za-z0-9][A-Z])[A-Z][0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
_NPI = re.compile(
    r"(?:npi|national provider identifier)(?: ?(?:number|no\.?|#|id))?(?: is)?[\s:#=.|-]{0,5}([0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{4})(?![0-9])"
)
_DEA = re.compile(r"[a-z](?<![a-z0-9][a-z])[a-z9]-?[0-9]{7}(?![a-z0-9])")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9](?<![A-Za-z0-9-][A-Z0-9])[A-HJ-NPR-Z0-9]{16}(?![A-Za-z0-9-])")
_MBI = re.compile(
    r"[1-9](?<![a-z0-9-][0-9])[ac-hj-kmnp-rt-y][ac-hj-kmnp-rt-y0-9][0-9]-?[ac-hj-kmnp-rt-y][ac-hj-kmnp-rt-y0-9][0-9]-?[ac-hj-kmnp-rt-y]{2}[0-9]{2}(?![a-z0-9])"
)
_MAC = re.compile(
    r"[0-9a-f](?<![0-9a-z:-][0-9a-f])[0-9a-f]([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-z:-])"
)
_UDI = re.compile(r"\(01\) ?[0-9]{14}(?: ?\((?:10|11|17|21)\) ?[a-z0-9/-]{2,20}){0,4}")
_MICROCHIP = re.compile(
    r"[0-9](?<![0-9a-z.,/+-][0-9])[0-9]{2}([ .-]?)(?:[0-9]{12}|[0-9]{3}\1[0-9]{3}\1[0-9]{3}\1[0-9]{3}|[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{6}\1[0-9]{6})(?![0-9]|[-.,][0-9])"
)
_AVID = re.compile(r"[0-9]{3}\*[0-9]{3}\*[0-9]{3}(?![0-9*])")
_CHIP_NEAR = re.compile(r"\b(?:micro-?chip\w*|chip|chipped|transponder|rfid)\b[^\n]{0,45}$")
_NOT_A_DEA = frozenset(["us", "ep", "jp", "wo", "gb", "ca"])


def checked_numbers(page: Page) -> Iterator[Hit]:
    """Numbers that prove themselves by a check digit or a fixed shape, with or without a label."""
    for found in page.candidates(_CARD):
        if checkdigits.is_card(checkdigits.digits_of(found[0])) and not _near_chip(page, found.start()):
            yield Hit("id-card", *found.span(), Severity.BLOCK)
    for found in page.candidates(_IBAN, cased=True):
        if checkdigits.is_iban(found[0].replace(" ", "")):
            yield Hit("id-account", *found.span())
    for found in page.matches(_NPI, ("npi", "national")):
        if (
            checkdigits.is_npi(checkdigits.digits_of(found[1]))
            and not page.low[found.start() - 1 : found.start()].isalnum()
        ):
            yield Hit("id-npi", *found.span(1))
    for found in page.candidates(_DEA):
        labelled = re.search(r"\bdea\b[^.\n]{0,20}$", page.low[max(0, found.start() - 28) : found.start()])
        if checkdigits.is_dea(found[0].replace("-", "").upper()) and (
            labelled or (page.text[found.start()].isupper() and found[0][:2] not in _NOT_A_DEA)
        ):
            yield Hit("id-dea", *found.span())
    for found in page.candidates(_VIN, cased=True):
        if checkdigits.is_vin(found[0]):
            yield Hit("id-vin", *found.span())
    for pattern, code in ((_MBI, "id-member"), (_MAC, "id-device"), (_UDI, "id-device")):
        for found in page.candidates(pattern):
            yield Hit(code, *found.span())
    yield from _microchips(page)


def _microchips(page: Page) -> Iterator[Hit]:
    for found in page.candidates(_MICROCHIP):
        digits = checkdigits.digits_of(found[0])
        near = _near_chip(page, found.start())
        if page.alone(*found.span()) and (
            near or (checkdigits.is_microchip(digits) and not checkdigits.is_card(digits))
        ):
            yield Hit("id-microchip", *found.span(), Severity.BLOCK if near else Severity.WARN)
    for found in page.candidates(_AVID):
        if page.alone(*found.span()):
            near = _near_chip(page, found.start())
            yield Hit("id-microchip", *found.span(), Severity.BLOCK if near else Severity.WARN)


def _near_chip(page: Page, at: int) -> bool:
    words = page.low[max(0, at - 60) : at]
    return any(stem in words for stem in ("chip", "transponder", "rfid")) and bool(_CHIP_NEAR.search(words))
