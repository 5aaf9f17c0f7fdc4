"""Reference lists: where one begins, where each entry ends, and what an entry says.

AMA, Vancouver and APA entries are read by their punctuation. A field that cannot be read stays empty;
nothing is looked up and nothing is guessed from outside the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .words import flat

Style = Literal["AMA", "Vancouver", "APA", ""]
Kind = Literal["journal", "web", "book", "preprint", "news", "review", ""]

_HEADING = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]*)?\**_*(?:\d{1,2}(?:\.\d+)*\.?[ \t]+)?(?:references?(?:[ \t]+(?:cited|list))?|reference list|"
    r"bibliography|works cited|literature cited|literature|sources|citations)\**_*[ \t]*:?\**[ \t]*",
    re.IGNORECASE,
)
_END = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]*)?\**(?:appendix|appendices|acknowledge?ments?|disclosures?|author contributions?|funding|"
    r"conflicts? of interest|tables?|figure legends?|supplement(?:ary|al)?(?: materials?)?|abbreviations|"
    r"about the authors?|learning objectives|post-?test|answer key|glossary|notes)(?:[ \t]+(?:\d+|[A-Z]))?\**[ \t]*:?[ \t]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[ \t]*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)](?!\d)|(\d{1,3})\t)[ \t]*(?=\S)")
_AUTHOR_START = re.compile(
    r"[ \t]*(?:[-•*][ \t]*)?(?:(?:[a-z]{1,3}[ '])?[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,2},?[ ](?:[A-Z]\.|[A-Z]{1,3}\b)|"
    r"[A-ZÀ-Þ][^.\n]{2,120}\.[ ]\(|[A-ZÀ-Þ][^.\n]{2,120}\(\d{4})"
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_PMID = re.compile(
    r"\bPMID\s*:?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov|\.gov)/(\d{1,8})|/pubmed/(\d{1,8})",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s\"<>]+|\bwww\.[^\s\"<>]+", re.IGNORECASE)
_APA = re.compile(
    r"(?P<authors>[^(]{2,600}?)\s*\((?P<year>(?:18|19|20)\d\d[a-z]?|n\.d\.|in press|in-press)(?:,[^)]{1,40})?\)\.?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_APA_TITLE = re.compile(r"(?P<title>.+?[.?!])(?:\s+(?P<journal>[^.,]{2,120}),\s*\d)", re.DOTALL)
_DATED = re.compile(
    r"(?P<dot>\.?)\s+(?P<year>(?:18|19|20)\d\d)(?P<month>\s+[A-Z][a-z]{2,8}(?:[-–/ ][A-Z][a-z]{2,8})?(?:\s+\d{1,2})?)?\s*;"
    r"\s*(?P<volume>[\w.-]*)\s*(?:\((?P<issue>[^)]*)\))?\s*:?\s*(?P<pages>[\w.]+(?:\s*[-–]\s*\w+)?)?"
)
_YEAR = re.compile(r"(?<![\d/.-])((?:18|19|20)\d\d)(?![\d/-])")
_BREAK = re.compile(r"(?<=[.?!])\s+(?=[\"'“]?[A-ZÀ-Þ0-9])")
_INITIALS_END = re.compile(
    r"(?:\b[A-Z]{1,3}|\bet al|\b(?:Jr|Sr|III|II)|\b[A-Z]\.[A-Z]|\bGroup|\bInvestigators|\bCommittee)\.$"
)
# How many lines below a heading are looked at to see whether a list begins there.
_OPENING_LINES = 40
_MOST_HEADINGS = 20
_OPEN_ADDRESS = re.compile(r"(?:10\.\d{4,9}/\S*|https?://\S*)[/._-]$")
_ONLINE = re.compile(r"(?:published online|epub|advance online|online ahead of print)\b", re.IGNORECASE)
_ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|cited|updated|published|available (?:from|at))\b", re.IGNORECASE
)

_PREPRINT = re.compile(
    r"\b(?:bio|med|ar|chem|psy|soc|eco)rxiv\b|\bpreprints?\b|\bresearch square\b|\bssrn\b|\bopenrxiv\b|"
    r"10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{5,}|10\.21203/rs\.|10\.48550/arxiv|10\.20944/preprints|10\.2139/ssrn|10\.31234/osf",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:new york times|washington post|wall street journal|the guardian|usa today|reuters|associated press|bloomberg|"
    r"cnn|bbc news|npr|stat ?news|medscape medical news|medpage today|healio|fierce ?pharma|endpoints news|cbs news|"
    r"nbc news|press release|news release|newsroom|pr newswire|business ?wire|globenewswire)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?<!systematic )(?<!scoping )(?<!umbrella )(?<!chart )(?<!record )(?<!records )(?<!peer )(?<!peer-)(?<!retrospective )"
    r"(?<!utilization )(?<!cochrane )(?<!living )(?<!rapid )\breviews?\b(?! (?:of|and) (?:medical records|charts?)|ers?\b)|"
    r"\bstate of the art\b|\bin the clinic\b|\boverview of\b",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\bmeta-?analys[ei]s\b|\bsystematic\b|\bscoping\b|\bcochrane\b|\btrial\b|\bcohort\b", re.IGNORECASE
)
_REVIEW_JOURNAL = re.compile(
    r"^(?:Nat Rev|Annu Rev|Nature Reviews|Annual Review|Clin Rev|Expert Rev|Pharmacol Rev)\b"
)
_BOOK = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th) ed(?:ition)?\b|eds?\.|publishers?|university press|elsevier|springer|wiley|mcgraw|saunders|"
    r"mosby|lippincott|wolters kluwer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reference:
    """One entry of a reference list. Fields that could not be read are empty; `year` is then 0.

    `place` counts entries from 1 as they stand; `number` is the number printed, 0 when there is none.
    """

    place: int
    number: int
    raw: str
    authors: str = ""
    title: str = ""
    journal: str = ""
    year: int = 0
    year_label: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    kind: Kind = ""
    style: Style = ""

    @property
    def label(self) -> str:
        """What a person calls it: its number, or first author and year."""
        if self.number:
            return str(self.number)
        return f"{self.first_author or self.raw[:30].strip()}, {self.year_label or 'no year'}"

    @property
    def first_author(self) -> str:
        """The family name of the first author, or the whole name of an organization."""
        name = flat(self.authors).strip()
        if self.style == "APA":
            return (
                name.split(",")[0].strip().rstrip(".")
                if re.search(r",\s*[A-Z]\.", name)
                else name.rstrip(". ")
            )
        first = name.split(",")[0].strip().rstrip(".")
        return re.sub(r"\s+[A-Z]{1,4}(?:\s+et al)?$", "", first)


def find_list(text: str) -> tuple[str, str]:
    """Split a text into its body and its reference list, without the heading.

    The last heading such as "References" that is followed by entries counts; the list ends at a heading
    such as "Appendix". A text that is nothing but entries is all list. No list: the second part is "".
    """
    lines = text.splitlines(keepends=True)
    end = len(lines)
    tried = 0
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at].strip("\r\n\f ")
        if not line or len(line) >= 60:
            continue
        if _END.fullmatch(line):
            end = at
        elif len(line) < 40 and tried < _MOST_HEADINGS and _HEADING.fullmatch(line):
            tried += 1
            opening = _cut("".join(lines[at + 1 : min(end, at + 1 + _OPENING_LINES)]))
            if any(_looks_like_entry(entry) for _, entry in opening[:5]):
                return "".join(lines[:at]) + "\n" + "".join(lines[end:]), "".join(lines[at + 1 : end])
    entries = _cut(text)
    if entries and all(_looks_like_entry(entry) for _, entry in entries):
        return "", text
    return text, ""


def parse_list(listed: str) -> list[Reference]:
    """Read a reference list: numbered entries, or one entry per line or paragraph."""
    return [parse_entry(raw, place, number) for place, (number, raw) in enumerate(_cut(listed), start=1)]


def _looks_like_entry(entry: str) -> bool:
    return bool(
        _YEAR.search(entry)
        and len(entry) > 25
        and (re.search(r"[.,;]", entry))
        and (
            _DATED.search(entry)
            or _APA.match(entry)
            or _DOI.search(entry)
            or _URL.search(entry)
            or _PMID.search(entry)
            or _AUTHOR_START.match(entry)
        )
    )


def _cut(listed: str) -> list[tuple[int, str]]:
    """Printed number (0 for none) and text of each entry, wrapped lines joined."""
    lines = [line.strip("\r\n\f") for line in listed.splitlines()]
    numbered = sum(bool(_NUMBERED.match(line)) for line in lines)
    filled = sum(bool(line.strip()) for line in lines)
    if numbered and (numbered * 8 >= filled or numbered > 2):
        return _cut_numbered(lines)
    return _cut_plain(lines)


def _cut_numbered(lines: list[str]) -> list[tuple[int, str]]:
    entries: list[tuple[int, list[str]]] = []
    for line in lines:
        mark = _NUMBERED.match(line)
        number = int(next(group for group in mark.groups() if group)) if mark else 0
        last = entries[-1][0] if entries else 0
        begins = bool(mark) and (
            last < number <= last + 10
            or not entries
            or bool(_AUTHOR_START.match(line, mark.end() if mark else 0))
        )
        if mark and begins:
            entries.append((number, [line[mark.end() :].strip()]))
        elif entries and line.strip():
            entries[-1][1].append(line.strip())
    return [(number, _joined(parts)) for number, parts in entries]


def _cut_plain(lines: list[str]) -> list[tuple[int, str]]:
    entries: list[list[str]] = []
    gap = finished = True
    for line in lines:
        text = line.strip().lstrip("•*-– ").strip()
        if not text:
            gap = True
            continue
        wrapped = bool(entries) and not gap and entries[-1][-1].endswith((",", "-", "–", "&", "and"))
        if not entries or (gap and finished) or (finished and not wrapped and _AUTHOR_START.match(text)):
            entries.append([text])
            finished = False
        else:
            entries[-1].append(text)
        finished = finished or bool(_YEAR.search(text))
        gap = False
    return [(0, _joined(parts)) for parts in entries]


def _joined(parts: list[str]) -> str:
    """Wrapped lines as one, without a space after a line that ends inside an address."""
    return "".join(part if _OPEN_ADDRESS.search(part) else f"{part} " for part in parts).rstrip()


def parse_entry(raw: str, place: int = 1, number: int = 0) -> Reference:
    """Read one entry. Never raises; what cannot be read stays empty."""
    plain = " ".join(flat(raw).replace("*", "").split())
    doi_hit = _DOI.search(plain)
    doi = _trimmed(doi_hit.group()) if doi_hit else ""
    pmid_hit = _PMID.search(plain)
    pmid = next((group for group in pmid_hit.groups() if group), "") if pmid_hit else ""
    url_hit = next((hit for hit in _URL.finditer(plain) if "doi.org/" not in hit.group().lower()), None)
    url = _trimmed(url_hit.group()) if url_hit else ""
    apa = _APA.match(plain)
    dated = _DATED.search(plain)
    if apa and not (dated and dated.start() < apa.start("year")):
        authors, title, journal, label, style = _apa_fields(apa)
    elif dated:
        authors, title, journal, label, style = _dated_fields(plain, dated)
    else:
        authors, title, journal, label, style = _loose_fields(plain, doi_hit, url_hit)
    year = int(label[:4]) if label[:4].isdigit() else 0
    kind = _kind(plain, title, journal, url, bool(dated))
    return Reference(place, number, raw, authors, title, journal, year, label, doi, pmid, url, kind, style)


def _apa_fields(apa: re.Match[str]) -> tuple[str, str, str, str, Style]:
    rest = apa["rest"]
    named = _APA_TITLE.match(rest)
    title = named["title"] if named else _BREAK.split(rest, maxsplit=1)[0]
    journal = named["journal"].strip() if named else ""
    return apa["authors"].strip(), title.strip().rstrip("."), journal, apa["year"].lower(), "APA"


def _dated_fields(plain: str, dated: re.Match[str]) -> tuple[str, str, str, str, Style]:
    pieces = _BREAK.split(plain[: dated.start()].strip())
    authors, rest = _authors_first(pieces)
    journal = rest[-1].strip(". ") if len(rest) > 1 else ""
    title = " ".join(rest[:-1] if len(rest) > 1 else rest).strip().rstrip(".")
    pages = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", dated["pages"] or "")
    elided = bool(pages and len(pages[2]) < len(pages[1]))
    many = bool(re.search(r"(?:[^,]+,){6}\s*et al", authors))
    vancouver = bool(dated["month"]) or not dated["dot"] or elided or many
    return authors, title, journal, dated["year"], "Vancouver" if vancouver else "AMA"


def _loose_fields(
    plain: str, doi: re.Match[str] | None, url: re.Match[str] | None
) -> tuple[str, str, str, str, Style]:
    """Books, web pages and reports: authors, title, and the year wherever it stands."""
    end = min([hit.start() for hit in (doi, url) if hit] + [len(plain)])
    before = plain[:end]
    pieces = _BREAK.split(before.strip())
    authors, rest = _authors_first(pieces)
    title = rest[0].strip().rstrip(".") if rest else ""
    online = next((at for at, piece in enumerate(rest) if _ONLINE.match(piece)), 0)
    journal = rest[online - 1].strip(". ") if online > 1 else ""
    accessed = _ACCESSED.search(plain)
    years = [hit[1] for hit in _YEAR.finditer(before)] or [
        hit[1] for hit in _YEAR.finditer(plain) if not doi or hit.start() > doi.end()
    ]
    label = years[0] if years and accessed else years[-1] if years else ""
    return authors, title, journal, label, "AMA" if journal else ""


def _authors_first(pieces: list[str]) -> tuple[str, list[str]]:
    """Authors and what follows: the first piece that ends in initials, "et al." or a group's name."""
    for at, piece in enumerate(pieces[:3]):
        if _INITIALS_END.search(piece) and at + 1 < len(pieces):
            return " ".join(pieces[: at + 1]).strip().rstrip("."), pieces[at + 1 :]
    if len(pieces) > 2:
        return pieces[0].strip().rstrip("."), pieces[1:]
    return "", pieces


def _kind(plain: str, title: str, journal: str, url: str, dated: bool) -> Kind:
    if _PREPRINT.search(plain):
        return "preprint"
    if _NEWS.search(plain):
        return "news"
    review = _REVIEW.search(title) and not _STUDY.search(title)
    if (review or _REVIEW_JOURNAL.match(journal)) and (journal or dated):
        return "review"
    if journal or dated:
        return "journal"
    if _BOOK.search(plain):
        return "book"
    return "web" if url else ""


def _trimmed(address: str) -> str:
    address = address.rstrip(".,;:'\"")
    while address.endswith((")", "]")) and address.count("(") + address.count("[") < address.count(
        ")"
    ) + address.count("]"):
        address = address[:-1].rstrip(".,;:")
    return address
