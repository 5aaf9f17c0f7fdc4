"""Callouts: the numbers and the (Name, year) in a text that point into its reference list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .words import flat

_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻‚", "0123456789-,")
_RANGE = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*"
_BRACKETED = re.compile(rf"\[\s*({_RANGE})\s*\]")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[⁻–‚,-][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_MARKED = re.compile(rf"(?:<sup>|\^)\s*({_RANGE})\s*(?:</sup>|\^)")
# Superscripts that lost their height on the way out of Word: "therapy.1,2" or "therapy,3–5".
_LOST = re.compile(
    r"(?<=[a-z)%\"'][.,;:?!])(?<!vs\.)(?<!no\.)(?<!fig\.)(?<!vol\.)(?<!eq\.)(?<!e\.g\.)(?<!i\.e\.)(?<!cf\.)(?<!pp\.)"
    r"(?<!ver\.)(?<!al,)(\d{1,3}(?:[,–-]\d{1,3})*)(?=[\s)\"']|$)",
    re.IGNORECASE,
)
# The same without punctuation in front: "therapy1". Names such as covid19 end in digits too, so this
# counts only when no other kind is found.
_GLUED = re.compile(r"(?<=[a-z]{4})(\d{1,2}(?:[,–-]\d{1,2})*)(?=[\s.,;:)]|$)")
_INTERVAL_BEFORE = re.compile(r"(?:\bCI|\bIQR|\brange|\binterval|=)\s*[:,]?\s*$", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"(?:since|until|before|after|in|by|from|during|circa|table|figure|box)$", re.IGNORECASE
)

_SENTENCE_START = re.compile(
    r"^(?:As|The|In|While|But|However|So|Although|And|Both|When|Since|Like|See|Later|Then|Recently|Earlier|Also|Yet|For|By|"
    r"From|With|Both|Unlike|Similarly|Finally|Here)\s+(?=[A-ZÀ-Þ])"
)
_NAME = r"(?:(?:van|von|de|der|den|la|le|di|al|el)\s+){0,2}[A-ZÀ-Þ][\w'-]+(?:[ -](?!et\b)(?:of|for|on|and|the|[A-ZÀ-Þ][\w'-]+)){0,6}"
_YEARS = r"(?:(?:18|19|20)\d\d[a-z]?|n\.d\.|in press)"
_IN_BRACKETS = re.compile(rf"\(([^()]{{3,300}}?{_YEARS}[^()]{{0,60}})\)")
_ONE = re.compile(
    rf"(?:see|see also|e\.g\.,?|cf\.)?\s*(?P<name>{_NAME})(?P<more>\s*(?:,\s*{_NAME})*,?\s*(?:&|and)\s+{_NAME})?(?:,?\s+et al\.?)?(?:\s*\[[^\]]{{1,20}}\])?"
    rf",\s*(?P<years>{_YEARS}(?:,\s*{_YEARS})*)(?:,\s*pp?\.\s*[\d–-]+)?\s*"
)
_NARRATIVE = re.compile(
    rf"(?P<name>{_NAME})(?:\s+(?:and|&)\s+{_NAME}|\s+et al\.?|\s+and colleagues)?\s+\((?P<years>{_YEARS}(?:,\s*{_YEARS})*)\)"
)


@dataclass(frozen=True)
class Callout:
    """One reference called out: a number, or a first name and a year (`number` is then 0)."""

    number: int
    name: str
    year: str
    start: int

    @property
    def label(self) -> str:
        return str(self.number) if self.number else f"{self.name}, {self.year}"


def numeric_callouts(body: str, highest: int) -> list[Callout]:
    """Numbers that call out entries, in the order of the text: [1], [2–4], ¹, ^5^, and lost superscripts.

    `highest` is the highest number in the list. Numbers far above it are taken for something else, and so
    are intervals ("95% CI [1, 5]"), years and decimals.
    """
    plain = flat(body)
    hits: list[tuple[int, str, bool]] = [
        (hit.start(), hit[1], True)
        for hit in _BRACKETED.finditer(plain)
        if not _INTERVAL_BEFORE.search(plain[max(0, hit.start() - 14) : hit.start()])
    ]
    hits += [
        (hit.start(), hit.group().translate(_SUPER), True)
        for hit in _SUPERSCRIPT.finditer(plain)
        if _points(plain, hit)
    ]
    hits += [(hit.start(), hit[1], True) for hit in _MARKED.finditer(plain)]
    hits += [(hit.start(), hit[1], False) for hit in _LOST.finditer(plain)]
    if not hits:
        hits += [(hit.start(), hit[1], False) for hit in _GLUED.finditer(plain)]
    found: list[Callout] = []
    for start, written, sure in sorted(hits):
        numbers = _numbers(written)
        limit = highest + (50 if sure else 5)
        if numbers and max(numbers) <= limit and min(numbers) >= 1:
            found += [Callout(number, "", "", start) for number in numbers]
    return found


def _points(plain: str, hit: re.Match[str]) -> bool:
    """A superscript behind a unit or a lone letter is a power (m², 10⁹), not a callout."""
    before = plain[max(0, hit.start() - 4) : hit.start()]
    return not re.search(r"(?:^|[\s/(])(?:k?g|[ckm]?m|s|\d+|[A-Za-z])$", before)


def _numbers(written: str) -> list[int]:
    numbers: list[int] = []
    for part in re.split(r"\s?[,;]\s?", written):
        ends = re.split(r"\s?[–-]\s?", part)
        if len(ends) == 2 and all(ends):
            low, high = int(ends[0]), int(ends[1])
            if not low < high <= low + 60:
                return []
            numbers += range(low, high + 1)
        elif part.isdigit():
            numbers.append(int(part))
        else:
            return []
    return numbers


def author_callouts(body: str) -> list[Callout]:
    """(Smith, 2020), (Smith & Jones, 2020; Lee et al., 2021a), Smith et al. (2020), in the order of the text."""
    plain = re.sub(r"\s", " ", flat(body))
    found: list[Callout] = []
    for bracket in _IN_BRACKETS.finditer(plain):
        offset = bracket.start(1)
        for part in re.finditer(r"[^;]+", bracket[1]):
            one = _ONE.fullmatch(part.group().strip())
            if one and not _NOT_A_NAME.match(one["name"]):
                place = offset + part.start()
                found += [
                    Callout(0, _first_name(one["name"]), year.strip(), place)
                    for year in one["years"].split(",")
                ]
    for hit in _NARRATIVE.finditer(plain):
        if not _NOT_A_NAME.match(hit["name"].split()[-1]):
            name = _first_name(hit["name"])
            found += [Callout(0, name, year.strip(), hit.start()) for year in hit["years"].split(",")]
    return sorted(found, key=lambda callout: (callout.start, callout.name, callout.year))


def _first_name(name: str) -> str:
    """The name entries are listed under: no opening word of the sentence, and the first of two people."""
    name = _SENTENCE_START.sub("", name)
    first, joined, second = name.partition(" and ")
    return first if joined and " " not in first and " " not in second else name
