"""Reference health: the list, its callouts, and what a reviewer will ask about (feature F10).

Works on the text alone, offline. It says nothing about retractions: that needs a look-up by a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .callouts import Callout, author_callouts, numeric_callouts
from .citations import Reference, Style, find_list, parse_entry, parse_list
from .report import Remark, Rule, passes, worst_first
from .words import american, content_words, flat

__all__ = [
    "NOT_CHECKED",
    "RULES",
    "Reference",
    "ReferenceReport",
    "check_references",
    "parse_entry",
    "parse_list",
]

NOT_CHECKED = "Retractions and corrections are not checked. Look each study up before you send the file."
RECENT_YEARS = 5

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("REF-00", "tip", "No reference list was found.", "A heading such as References helps readers and this check."),
        Rule("REF-01", "warn", "The numbering has a gap or a repeat.", "A broken sequence shifts every number behind it."),
        Rule("REF-02", "error", "A callout has no entry in the list.", "A claim that points nowhere is an unsupported claim."),
        Rule("REF-03", "warn", "An entry is never called out.", "Padding is the first thing an editor cuts."),
        Rule("REF-04", "warn", "The order is not the order of the style.", "Numbers follow first mention; names follow the alphabet."),
        Rule("REF-05", "warn", "Two entries are the same source.", "Double entries make the evidence look wider than it is."),
        Rule("REF-06", "warn", "A journal article has neither DOI nor PMID.", "One of them lets a reviewer open the source at once."),
        Rule("REF-07", "tip", "Much of the list is older than five years.", "Needs are argued from current practice."),
        Rule("REF-08", "tip", "A preprint is cited.", "It has not been peer reviewed; say so, or cite the published version."),
        Rule("REF-09", "tip", "A review or a news piece is cited.", "Cite the study itself where a result is meant."),
        Rule("REF-10", "tip", "The entries follow more than one style.", "One style, kept, is what editors notice."),
        Rule("REF-11", "warn", "An entry could not be read.", "Without author, title and year nobody can find the source."),
    )
}  # fmt: skip


@dataclass(frozen=True)
class ReferenceReport:
    """What the list holds and what is wrong with it.

    `total`, `recent` (at most five years old), `dated` (with a readable year), `with_doi`, `with_pmid`,
    `articles` and `linked` (articles with DOI or PMID) are counts. `style` is the style most entries follow.
    `summary` is one line a writer may publish.
    """

    references: tuple[Reference, ...]
    callouts: tuple[Callout, ...]
    remarks: tuple[Remark, ...]
    style: Style
    total: int
    recent: int
    dated: int
    with_doi: int
    with_pmid: int
    articles: int
    linked: int
    preprints: int
    summary: str

    @property
    def passes(self) -> bool:
        return passes(self.remarks)


def check_references(text: str, *, year: int | None = None) -> ReferenceReport:
    """Find and check the reference list of a text against REF-00 to REF-11 (source: F10).

    `year` is the current year; without it nothing is said about age. Callouts are compared with the list
    when the text has any. Reads AMA, Vancouver and APA. Never raises on any text.
    """
    body, listed = find_list(text)
    references = parse_list(listed) if listed else []
    numbers = [reference.number for reference in references if reference.number]
    if numbers:
        callouts = numeric_callouts(body, max(numbers))
    else:
        callouts = author_callouts(body) if references else []
    style = _main_style(references)
    remarks = [*_all_remarks(references, callouts, style, year)]
    articles = [reference for reference in references if reference.kind in {"journal", "review"}]
    dated = [reference for reference in references if reference.year]
    recent = sum(year is not None and year - reference.year <= RECENT_YEARS for reference in dated)
    with_doi = sum(bool(reference.doi) for reference in references)
    with_pmid = sum(bool(reference.pmid) for reference in references)
    return ReferenceReport(
        tuple(references),
        tuple(callouts),
        worst_first(remarks),
        style,
        len(references),
        recent,
        len(dated),
        with_doi,
        with_pmid,
        len(articles),
        sum(bool(article.doi or article.pmid) for article in articles),
        sum(reference.kind == "preprint" for reference in references),
        _summary(references, recent, with_doi, year),
    )


def _all_remarks(
    references: list[Reference], callouts: list[Callout], style: Style, year: int | None
) -> Iterable[Remark]:
    if not references:
        yield RULES["REF-00"].remark()
        return
    yield from _numbering(references)
    if any(reference.number for reference in references):
        yield from _numbers_compared(references, callouts)
    else:
        yield from _names_compared(references, callouts)
        yield from _alphabet(references)
    yield from _duplicates(references)
    missing = [r.label for r in references if r.kind in {"journal", "review"} and not (r.doi or r.pmid)]
    if missing:
        yield _about("REF-06", "Neither DOI nor PMID", missing)
    if year is not None:
        dated = [reference for reference in references if reference.year]
        old = [reference for reference in dated if year - reference.year > RECENT_YEARS]
        if len(old) * 2 > len(dated):
            yield RULES["REF-07"].remark(
                hint=f"{len(old)} of {len(dated)} are from before {year - RECENT_YEARS}."
            )
    preprints = [reference.label for reference in references if reference.kind == "preprint"]
    if preprints:
        yield _about("REF-08", "Preprint", preprints)
    secondary = [reference.label for reference in references if reference.kind in {"review", "news"}]
    if secondary:
        yield _about("REF-09", "Review or news", secondary)
    other = [f"{r.label} ({r.style})" for r in references if r.style and r.style != style]
    if other:
        yield _about("REF-10", f"Most entries look like {style}; different", other)
    unread = [r.label for r in references if not (r.title and (r.year or r.year_label or r.kind == "web"))]
    if unread:
        yield _about("REF-11", "Not readable", unread)


def _about(rule: str, words: str, labels: list[str]) -> Remark:
    shown = "; ".join(labels[:12]) + (f" and {len(labels) - 12} more" if len(labels) > 12 else "")
    return RULES[rule].remark(hint=f"{words}: {shown}.")


def _numbering(references: list[Reference]) -> Iterable[Remark]:
    printed = [reference.number for reference in references]
    if not any(printed):
        return
    counts = Counter(printed)
    repeats = sorted(number for number, count in counts.items() if count > 1)
    gaps = sorted(set(range(1, max(printed) + 1)) - set(printed))
    shuffled = [number for before, number in pairwise(printed) if number < before]
    said = []
    if gaps:
        said.append(f"missing {_listed(gaps)}")
    if repeats:
        said.append(f"twice {_listed(repeats)}")
    if shuffled:
        said.append(f"out of order {_listed(shuffled)}")
    if said:
        yield RULES["REF-01"].remark(hint=f"Numbers {'; '.join(said)}.")


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers[:12]) + (" …" if len(numbers) > 12 else "")


def _numbers_compared(references: list[Reference], callouts: list[Callout]) -> Iterable[Remark]:
    if not callouts:
        return
    printed = {reference.number for reference in references}
    first_places = list(dict.fromkeys(callout.number for callout in callouts))
    absent = sorted(set(first_places) - printed)
    if absent:
        place = next(callout.start for callout in callouts if callout.number in absent)
        yield RULES["REF-02"].remark(hint=f"No entry for: {_listed(absent)}.", start=place, end=place)
    unused = sorted(printed - set(first_places))
    if unused:
        yield RULES["REF-03"].remark(hint=f"Never called out: {_listed(unused)}.")
    highest, early = 0, []
    for number in first_places:
        if number < highest:
            early.append(number)
        highest = max(highest, number)
    if early:
        yield RULES["REF-04"].remark(hint=f"First mentioned after a higher number: {_listed(early)}.")


def _names_compared(references: list[Reference], callouts: list[Callout]) -> Iterable[Remark]:
    if not callouts:
        return
    used: set[int] = set()
    absent: dict[str, int] = {}
    for callout in callouts:
        matches = [r.place for r in references if _same_name(r, callout.name) and _same_year(r, callout.year)]
        used.update(matches)
        if not matches:
            absent.setdefault(callout.label, callout.start)
    if absent:
        place = next(iter(absent.values()))
        remark = _about("REF-02", "No entry for", list(absent))
        yield RULES["REF-02"].remark(hint=remark.hint, start=place, end=place)
    unused = [reference.label for reference in references if reference.place not in used]
    if unused:
        yield _about("REF-03", "Never called out", unused)


def _same_name(reference: Reference, name: str) -> bool:
    """Family name, organization, or an organization by its initials (World Health Organization, WHO)."""
    printed = american(reference.first_author)
    called = american(flat(name).strip().removesuffix("'s"))
    initials = "".join(word[0] for word in re.findall(r"[A-ZÀ-Þ][\w-]*", reference.first_author)).lower()
    title = american(reference.title)
    return (
        called == printed
        or (len(called) > 1 and called == initials)
        or (not printed and title.startswith(called))
    )


def _same_year(reference: Reference, year: str) -> bool:
    printed, called = reference.year_label.lower(), year.strip().lower()
    return printed == called or (printed[:4] == called[:4] and len(called) == 4 and printed[:4].isdigit())


def _alphabet(references: list[Reference]) -> Iterable[Remark]:
    if len(references) < 3 or sum(reference.style == "APA" for reference in references) * 2 < len(references):
        return
    names = [american(reference.first_author or reference.raw) for reference in references]
    wrong = [references[at + 1].label for at, (before, name) in enumerate(pairwise(names)) if name < before]
    if wrong:
        yield _about("REF-04", "Not in alphabetical order", wrong)


def _duplicates(references: list[Reference]) -> Iterable[Remark]:
    pairs = []
    seen: dict[str, Reference] = {}
    for reference in references:
        keys = [
            f"doi {reference.doi.lower()}" if reference.doi else "",
            f"pmid {reference.pmid}" if reference.pmid else "",
        ]
        words = content_words(reference.title)
        keys.append(f"title {' '.join(words)} {reference.year}" if len(words) > 2 else "")
        twin = next((seen[key] for key in keys if key and key in seen), None)
        if twin:
            pairs.append(f"{twin.label} and {reference.label}")
        for key in filter(None, keys):
            seen.setdefault(key, reference)
    if pairs:
        yield _about("REF-05", "The same source", pairs)


def _main_style(references: list[Reference]) -> Style:
    counts = Counter(reference.style for reference in references if reference.style)
    return max(counts, key=lambda style: (counts[style], style)) if counts else ""


def _summary(references: list[Reference], recent: int, with_doi: int, year: int | None) -> str:
    total = len(references)
    if not total:
        return "No reference list found."
    parts = [f"{total} reference{'' if total == 1 else 's'}"]
    if year is not None:
        parts.append(f"{'all' if recent == total else recent} from the last five years")
    parts.append(f"{'all' if with_doi == total else with_doi} with DOI")
    return ", ".join(parts)
