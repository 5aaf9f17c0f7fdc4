"""Telephone and fax numbers, e-mail and web addresses, social handles, streets and postal codes (rows 2, 4 to 6, 14, 15)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from documents.identifiers.checkdigits import digits_of
from documents.identifiers.page import Hit, Page, word_set
from documents.report import Severity

_US = re.compile(
    r"[2-9](?<![0-9][0-9])[0-9]{2}(\) ?-? ?|[-. /]|\. )[2-9][0-9]{2}([-. ])[0-9]{4}(?![0-9]|[-.][0-9])"
)
_INTERNATIONAL = re.compile(
    r"\+[0-9]{1,3}[ .-]?(?:\(0?[0-9]{0,4}\)[ .-]?)?[0-9]{1,5}(?:[ .-][0-9]{2,5}){1,5}(?![0-9])|\+[0-9]{9,15}(?![0-9])"
)
_NATIONAL = re.compile(
    r"0(?<![0-9a-z.,/-]0)(?:[0-9]{2,4}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}|[0-9]{1,2}\) ?[0-9]{3,4}[ -]?[0-9]{4}"
    r"|[1-9](?:[ .][0-9]{2}){4}|7[0-9]{9}|0[0-9]{2}(?: [0-9]{2,5}){2,4})(?![0-9]|[-.][0-9])"
)
_LABELLED = re.compile(
    r"(?:tel(?:ephone)?|(?:tele)?phone|cell(?:ular)?|mobile|mob|call(?:ed|ing)?|text(?:ed)?|contact(?:ed)?|pager|fax|facsimile|landline"
    r"|whatsapp|hotline|ring|rang|ph)"
    r"(?: (?:no|number|num|nr|#|him|her|them|me|us|the owner|owner|mum|mother|father|wife|husband|daughter|son|home))?\.?"
    r"(?: (?:is|was|at|on|:|=))?[ :#=.\n|-]{0,5}(\+?\(?[0-9][0-9 ().\-/]{5,20}[0-9])(?![0-9])"
)
_PHONE_WORDS = word_set(
    "tel telephone phone cell cellular mobile mob call called calling text texted contact contacted pager fax facsimile landline"
    " whatsapp hotline ring rang ph"
)
_TOLL_FREE = re.compile(r"^1?8(?:00|33|44|55|66|77|88)")
_FAX = re.compile(
    r"\b(?:fax|facsimile|f)\b(?: ?(?:no|number|#))?[^a-z0-9]{0,5}$|\bfax(?:ed)? (?:it |results |records |them )?(?:to|at|on|is|was)[^a-z0-9]{0,3}$"
)
_COUNTRY_BEFORE = re.compile(r"(?<![0-9a-z])(?:\+?1[ .-]{1,2}|\+1|001[ -])\(?$|\($")
_NOT_A_PHONE_BEFORE = re.compile(
    r"[0-9][-./]$|[$£€<>=]\s?$|\b(?:grant|protocol|lot|serial|ref|order|catalog|cat|item|study|trial|code|isbn|version|doi|invoice|npi)\b[^.\n]{0,14}$"
)


def phones(page: Page) -> Iterator[Hit]:
    """US, labelled and international telephone numbers; `id-fax` beside the word fax; toll-free lines as information."""
    for pattern in (_LABELLED, _US, _INTERNATIONAL, _NATIONAL):
        found_here = (
            page.matches(_LABELLED, _PHONE_WORDS) if pattern is _LABELLED else page.candidates(pattern)
        )
        group = 1 if pattern is _LABELLED else 0
        for found in found_here:
            start, end = found.span(group)
            before = page.low[max(0, start - 32) : start]
            if not _is_phone(page, pattern, found, before):
                continue
            if country := _COUNTRY_BEFORE.search(before):
                start -= len(country[0])
                before = page.low[max(0, start - 32) : start]
            digits = digits_of(page.low[start:end])
            fax = _FAX.search(before) and not (
                before.rstrip().endswith("f") and not before.rstrip()[-2:-1].isspace()
            )
            severity = Severity.INFO if _TOLL_FREE.match(digits) else Severity.WARN
            yield Hit("id-fax" if fax else "id-phone", start, end, severity)


def _is_phone(page: Page, pattern: re.Pattern[str], found: re.Match[str], before: str) -> bool:
    count = len(digits_of(found[0]))
    if pattern is _LABELLED:
        number = found[1]
        if page.low[found.start() - 1 : found.start()].isalnum() or re.search(
            r"[0-9]\.[0-9]{1,2}(?![0-9])|(?:19|20)[0-9]{2}-(?:19|20)?[0-9]{2}$|^[0-9]{1,2}/", number
        ):
            return False
        return (
            7 <= len(digits_of(number)) <= 15
            and not re.fullmatch(r"[0-9]{1,3}(?: [0-9]{3})+", number.strip())
        ) or len(digits_of(number)) == 10
    if pattern is _INTERNATIONAL:
        return 8 <= count <= 15 and not before[-1:].isalnum()
    if before[-1:].isalnum() or (_NOT_A_PHONE_BEFORE.search(before) and not _COUNTRY_BEFORE.search(before)):
        return False
    if pattern is _US:
        area_end, separator = found[1], found[2]
        if area_end.startswith(")"):
            return before.endswith("(")
        return (separator != " " and area_end != " ") or bool(re.search(r"\+?1[ .-]$", before))
    return 10 <= count <= 14


_EMAIL = re.compile(r"@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9-]{1,63}){1,5}")
_LOCAL_PART = re.compile(r"[a-z0-9._%+'-]{1,64}\Z")
_SPELLED_EMAIL = re.compile(r"[\[(] ?at ?[\])] ?[a-z0-9-]{2,40} ?(?:\.|[\[(] ?dot ?[\])]) ?[a-z]{2,12}")


def emails(page: Page) -> Iterator[Hit]:
    """E-mail addresses, also written as "name [at] host [dot] org". Reads from the @ outwards, so time is linear."""
    for pattern in (_EMAIL, _SPELLED_EMAIL):
        for found in page.candidates(pattern):
            local = _LOCAL_PART.search(
                page.low[max(0, found.start() - 65) : found.start()].rstrip(
                    " " if pattern is _SPELLED_EMAIL else ""
                )
            )
            top = found[0].rpartition(".")[2]
            if not local or (pattern is _EMAIL and (len(top) < 2 or not top.isalpha())):
                continue
            name = local[0].lstrip(".'-%+")
            start = page.low.rfind(name, 0, found.start())
            if name:
                yield Hit("id-email", start, found.end())


_URL = re.compile(
    r"(?:https?|ftp|file|smb)://[^\s<>\"\x00]{2,400}|www\.[a-z0-9-]{1,60}\.[^\s<>\"\x00]{2,300}"
)
_URL_WORDS = ("http", "https", "ftp", "file", "smb", "www")
_PROFILE_WORDS = word_set(
    "facebook instagram linkedin twitter tiktok threads youtube x mychart onedrive dropbox"
)
_BARE_PROFILE = re.compile(
    r"(?:facebook|instagram|linkedin|twitter|tiktok|threads|youtube|x|mychart|onedrive|dropbox|1drv)\.(?:com|net|ms|live)/[^\s<>\"\x00]{2,120}"
)
_PORTAL = re.compile(
    r"my-?chart|patient-?portal|patient-?gateway|follow-?my-?health|my-?health|healow|athena-?health|epic-?care|/portal|(?:^|[/.])portal\.|\behr\b|\bemr\b"
    r"|[?&/](?:patient|patientid|pt|mrn|pid|dob|client|owner|token|auth|key|session|ssn|chart)(?:id|_id|-id)?[=/]"
    r"|/(?:patients?|clients?|owners?|records?|charts?)/[a-z]{0,3}-?[0-9]{3,}"
)
_SHARED_FOLDER = re.compile(
    r"^(?:[a-z]+://)?[^/]*(?:sharepoint\.com|drive\.google\.com|docs\.google\.com|dropbox\.com|1drv\.ms|onedrive\.live\.com|app\.box\.com|\.local\b|\.internal\b"
    r"|\.intranet\b|\.corp\b|localhost|intranet)|^(?:file|smb|ftp):|^https?://(?:10|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))\.[0-9.]+"
)
_PROFILE = re.compile(
    r"(?:facebook\.com/(?!sharer|groups/)|instagram\.com/|linkedin\.com/(?:in|pub)/|(?:^|[/.])twitter\.com/|^(?:https?://)?(?:www\.)?x\.com/|tiktok\.com/@?|threads\.net/@?"
    r"|youtube\.com/@|bsky\.app/profile/)[a-z0-9._@-]{2,}"
)
_HANDLE = re.compile(r"@[a-z_](?<![a-z0-9._%+-]@[a-z_])[a-z0-9_.]{2,29}(?![a-z0-9@]|\.[a-z])")
_NETWORK = re.compile(
    r"\b(?:instagram|twitter|tiktok|facebook|insta|ig|fb|snapchat|threads|bluesky|mastodon|youtube|handle|account|posts?|posted|posting|user ?name|dm|tagged"
    r"|on x|profile|social media)\b[^.\n]{0,28}$"
)
_NAMED_ACCOUNT = re.compile(
    r"(?:instagram|tiktok|snapchat|facebook|twitter|user ?name|handle)(?: (?:handle|account|name|profile|user ?name|id))?(?: is| was)?[ ]?[:=(][ ]?@?([a-z0-9_.]{4,30})"
)
_CODE_WORDS = word_set(
    "media import param return returns override property charset keyframes include font-face see todo home work least"
)


def web_addresses(page: Page) -> Iterator[Hit]:
    """Patient portals, private folders and people's profiles. Ordinary references stay silent."""
    for pattern, words in ((_URL, _URL_WORDS), (_BARE_PROFILE, _PROFILE_WORDS)):
        first = last = 0
        for found in page.matches(pattern, words):
            if first < found.start() < last:
                continue  # a word inside the address just read
            first, last = found.span()
            address = found[0].rstrip(".,;:)]}'")
            start, end = found.start(), found.start() + len(address)
            if pattern is _BARE_PROFILE and (
                page.low[start - 1 : start].isalnum() or page.low[start - 1 : start] in {"/", ".", "@", "-"}
            ):
                continue
            if _PROFILE.search(address):
                yield Hit("id-social", start, end)
            elif _PORTAL.search(address) or _SHARED_FOLDER.search(address):
                yield Hit("id-url", start, end)


def address_spans(page: Page) -> list[tuple[int, int]]:
    """Where web and e-mail addresses stand, so that numbers inside them are not read as anything else."""
    spans = [found.span() for found in page.matches(_URL, _URL_WORDS)]
    return spans + [(hit.start, hit.end) for hit in emails(page)]


def handles(page: Page) -> Iterator[Hit]:
    """Social media handles: a warning beside a network's name, otherwise information."""
    for found in page.candidates(_HANDLE):
        name = found[0].rstrip(".")
        if name[1:] in _CODE_WORDS or not any(letter.isalpha() for letter in name):
            continue
        near = _NETWORK.search(page.before(found.start(), 45))
        yield Hit(
            "id-social", found.start(), found.start() + len(name), Severity.WARN if near else Severity.INFO
        )
    for found in page.matches(
        _NAMED_ACCOUNT,
        ("instagram", "tiktok", "snapchat", "facebook", "twitter", "user", "username", "handle"),
    ):
        name = found[1].rstrip(".")
        if page.low[found.start(1) - 1] != "@" and re.search(r"[0-9_.]", name):
            yield Hit("id-social", found.start(1), found.start(1) + len(name))


_IPV4 = re.compile(r"[0-9](?<![0-9a-z.][0-9])[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?![0-9a-z]|\.[0-9])")
_IPV6 = re.compile(
    r"[0-9a-f](?<![0-9a-z:.][0-9a-f])[0-9a-f]{0,3}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4}(?![0-9a-z:])"
)
_NOT_AN_IP = re.compile(
    r"\b(?:v|ver|version|section|sections|table|figure|chapter|release|build|edition|step|appendix|§|ec|item|no|oid|objective)\.? ?$|§ ?$"
)
_IP_LABEL = re.compile(
    r"\bip(?:v[46])?(?: ?-?addr(?:ess)?)?(?: (?:is|was|of|from))?[ :=(]{0,3}$|\b(?:server|host|logged in from|login from|from ip|client ip)[ :=]{0,3}$"
)


def ip_addresses(page: Page) -> Iterator[Hit]:
    """IPv4 and IPv6 addresses; version and section numbers, times and ratios stay silent."""
    for found in page.candidates(_IPV4):
        octets = [int(part) for part in found[0].split(".")]
        before = page.low[max(0, found.start() - 30) : found.start()]
        if max(octets) > 255 or octets[0] in {0, 127, 255} or _NOT_AN_IP.search(before):
            continue
        if max(octets) >= 100 or _IP_LABEL.search(before):
            yield Hit("id-ip", *found.span())
    for found in page.candidates(_IPV6):
        words = found[0].rstrip(":") if not found[0].endswith("::") else found[0]
        try:
            ipaddress.IPv6Address(words)
        except ValueError:
            continue
        if re.match(r"[0-9a-f]{4}:", words) and any(
            letter.isalpha() or letter == ":" for letter in words[4:]
        ):
            yield Hit("id-ip", found.start(), found.start() + len(words))


_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii"
    "|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    "|Wisconsin|Wyoming"
)
_CODES = "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
_STATE = rf"(?:{_CODES}|{_STATES})"
_CITY_ZIP = re.compile(
    rf"[A-Z](?<![A-Za-z][A-Z])[A-Za-z'.-]{{1,20}}, ?{_STATE}\.?,? {{1,2}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9,.%-]?[0-9%])|[A-Z](?<![A-Za-z][A-Z])[a-z'-]{{2,20}} (?:{_CODES}) {{1,2}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9,.%-]?[0-9%])(?! [a-z])"
)
_LABELLED_ZIP = re.compile(
    r"(?:zip|postal|post)[ -]?(?:code|codes)?(?: (?:is|of|was))?[ :=#]{0,3}([0-9]{5}(?:-[0-9]{4})?|[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}|[a-z][0-9][a-z] ?[0-9][a-z][0-9])(?![0-9a-z])"
)
_UK = re.compile(r"[A-Z](?<![A-Za-z0-9][A-Z])[A-Z]?[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])")
_UK_AREAS = word_set(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IM IP IV "
    "JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN "
    "TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_CANADA = re.compile(
    r"[ABCEGHJ-NPRSTVXY](?<![A-Za-z0-9][A-Z])[0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9](?![A-Za-z0-9])"
)
_LIVES = re.compile(
    rf"(?:(?:lives?|living|lived|resid(?:es|ed|ing)|residents?|native|born|from|farm|moved|based|of)(?: (?:and|works|near|of|in|at|from|to|just|outside))* )"
    rf"((?:[A-Z][a-z'.-]{{1,20}} ){{0,2}}[A-Z][a-z'.-]{{1,20}}, (?:{_STATE})(?![A-Za-z]))"
)
_LIVES_WORDS = word_set(
    "lives live living lived resides resided residing resident residents native born from farm moved based of"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:patient|man|woman|boy|girl|male|female|owner|client|he|she|they|who|farmer|teacher|nurse|mother|father|family|couple|dog|cat|horse|breeder|year-old|lives?|resid\w+)\b"
)
_STREET = re.compile(
    r"[0-9](?<![0-9A-Za-z.,/-][0-9])[0-9]{0,4}[A-Za-z]?,? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?((?:(?:[A-Z][a-z'.-]{1,20}|[0-9]{1,3}(?:st|nd|rd|th)|St\.|La|De|Van|Old|New) ){1,3})"
    r"(Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Way|Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Square|Sq|Close|Crescent|Gardens|Grove|Mews|Trail|Alley|Turnpike|Pike)(?![A-Za-z])"
)
_CLEAR_SUFFIX = word_set(
    "Street Avenue Ave Road Rd Lane Ln Boulevard Blvd Highway Hwy Parkway Pkwy Crescent Mews Turnpike"
)
_NOT_A_STREET = word_set(
    "Minute Minutes Meter Metre Mile Step Steps Year Years Day Days Patients Patient Percent Lead Item Items Week Weeks Month Months Hour Hours Point Points Lead Stage Phase Grade "
    "Level Levels Hospitals Clinics Children Adults People Participants Ways Cases Visits Sites Centers Table Figure Slide Page Case Question Two Three One Four Study Trial"
)
_BOX = re.compile(r"p\.? ?o\.? ?box[ #:]{1,3}[0-9]{1,6}(?![0-9a-z])")


def places(page: Page) -> Iterator[Hit]:
    """Streets, post boxes, postal codes with a state or a label, and "lives in Town, State"."""
    for found in page.candidates(_STREET, cased=True):
        if not _is_street(page, found):
            continue
        yield Hit("id-street", *found.span())
    for found in page.matches(_BOX, ("p", "po")):
        if not page.in_references(found.start()):
            yield Hit("id-street", *found.span())
    for found in page.matches(_LIVES, _LIVES_WORDS, cased=True):
        person = _PERSON_BEFORE.search(page.before(found.start(1), 60))
        if person and not page.in_references(found.start()):
            yield Hit("id-street", *found.span(1))
    for pattern in (_CITY_ZIP, _UK, _CANADA):
        for found in page.candidates(pattern, cased=True):
            if pattern is _UK and re.match("[A-Z]+", found[0])[0] not in _UK_AREAS:  # type: ignore[index]
                continue
            stage = re.search(
                r"\b(?:stage|staged|tnm|code|catalog|kit|model|strain|clone|vitamin)\W{0,3}(?:as )?$",
                page.before(found.start(), 20),
            )
            if not stage and not page.in_references(found.start()):
                yield Hit("id-zip", *found.span())
    for found in page.matches(_LABELLED_ZIP, ("zip", "zipcode", "postal", "post", "postcode")):
        yield Hit("id-zip", *found.span(1))


def _is_street(page: Page, found: re.Match[str]) -> bool:
    words, suffix = found[1].split(), found[2]
    if any(word.strip("'.-") in _NOT_A_STREET for word in words) or page.in_references(found.start()):
        return False
    after = page.text[found.end() : found.end() + 12]
    if (
        suffix in {"St", "Dr"}
        and re.match(r"\.? [A-Z][a-z]", after)
        and not re.match(r"\.? (?:Apt|Suite|Unit|Floor|He|She|They|The|Her|His|In|On|It)\b", after)
    ):
        return False
    if suffix in _CLEAR_SUFFIX:
        return True
    lives = re.search(
        r"\b(?:lives?|living|resid\w+|address|home|house|located|at|to|owner|street)\b[^.]{0,20}$",
        page.before(found.start(), 40),
    )
    return bool(lives) or (
        re.match(r"\.?\s*(?:,|\n|$|\(|Apt|Suite|Unit)", after) is not None and len(found[0]) > 9
    )
