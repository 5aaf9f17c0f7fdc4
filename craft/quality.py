"""The quality card of a sample: the checks that fit its deliverable, as a few figures and lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from .balance import look
from .items import check_items, read_items
from .objectives import check_set, find_objectives
from .reading import figures
from .references import check_references
from .report import Remark, tally

# In the order the card shows them. A deliverable that is not named gets the last row.
CHECKS_FOR: dict[str, tuple[str, ...]] = {
    "needs-assessment": ("references", "objectives", "balance", "reading"),
    "gap-analysis": ("references", "balance"),
    "grant-proposal": ("references", "objectives", "balance", "reading"),
    "letter-of-intent": ("references", "objectives", "balance", "reading"),
    "agenda": ("objectives",),
    "learning-objectives": ("objectives",),
    "content-outline": ("objectives", "references", "balance"),
    "storyboard": ("objectives", "balance", "reading"),
    "outcomes-plan": ("objectives", "references"),
    "slide-deck": ("objectives", "references", "balance"),
    "script": ("reading", "balance"),
    "video-script": ("reading", "balance"),
    "podcast-script": ("reading", "balance"),
    "case-study": ("objectives", "references", "balance", "reading"),
    "virtual-patient": ("objectives", "references", "balance", "reading"),
    "monograph": ("references", "objectives", "balance", "reading"),
    "clinical-article": ("references", "objectives", "balance", "reading"),
    "microlearning": ("objectives", "balance", "reading"),
    "web-module": ("objectives", "references", "balance", "reading"),
    "conference-coverage": ("references", "balance", "reading"),
    "test-items": ("items", "objectives", "balance"),
    "case-vignette-survey": ("items", "balance"),
    "evaluation-survey": ("reading",),
    "outcomes-report": ("references", "reading"),
    "executive-summary": ("reading",),
    "outcomes-abstract": ("reading",),
    "infographic": ("balance", "references"),
    "pocket-guide": ("references", "balance"),
    "workbook-toolkit": ("reading", "references"),
    "patient-education": ("reading", "balance"),
    "newsletter": ("reading", "balance"),
    "social-post-series": ("reading", "balance"),
    "faculty-brief": ("objectives", "balance", "reading"),
    "moderator-guide": ("objectives", "balance", "reading"),
    "front-matter": ("objectives", "balance"),
    "interview-summary": ("balance", "reading"),
    "annotated-reference-pack": ("references",),
    "manuscript": ("references", "balance", "reading"),
    "abstract": ("reading", "balance"),
    "activity-announcement": ("objectives", "balance", "reading"),
    "style-sheet": (),
}
_OTHERWISE = ("references", "objectives", "balance", "reading")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Check = dict[str, Any]


def quality_card(
    text: str, deliverable: str, *, year: int | None = None, health: str = "human"
) -> dict[str, Any]:
    """Figures for the quality card of a sample, ready for JSON (features F8, F10, F11).

    `deliverable` is a slug such as "needs-assessment"; an unknown one gets the general checks. `year` is
    the current year, for the age of references. `health` is "human" or "animal", else ValueError.

    Answers `{"deliverable", "words", "checks": [{"slug", "title", "line", "figures", "errors", "warns",
    "tips"}]}`. A check that finds nothing of its kind (no objectives, no list) is left out, unless the
    deliverable is that very thing.
    """
    makers: dict[str, Callable[[], Check | None]] = {
        "objectives": lambda: _objectives(text, whole=deliverable == "learning-objectives"),
        "items": lambda: _items(text),
        "references": lambda: _references(
            text, year, wanted=CHECKS_FOR.get(deliverable, ("",))[:1] == ("references",)
        ),
        "balance": lambda: _balance(text, health),
        "reading": lambda: _reading(text),
    }
    made = [makers[slug]() for slug in CHECKS_FOR.get(deliverable, _OTHERWISE)] if _WORD.search(text) else []
    return {
        "deliverable": deliverable,
        "words": len(_WORD.findall(text)),
        "checks": [check for check in made if check is not None],
    }


def _check(slug: str, title: str, line: str, numbers: dict[str, Any], remarks: Iterable[Remark]) -> Check:
    counts = tally(remarks)
    return {
        "slug": slug,
        "title": title,
        "line": line,
        "figures": numbers,
        "errors": counts["error"],
        "warns": counts["warn"],
        "tips": counts["tip"],
    }


def _objectives(text: str, *, whole: bool) -> Check | None:
    listed = find_objectives(text)
    answer = check_set(listed or (text if whole else []))
    total = len(answer.objectives)
    if not total:
        return None
    good = sum(each.passes for each in answer.objectives)
    shown = sum(answer.levels[level] for level in ("Apply", "Analyze", "Evaluate", "Create"))
    line = f"{_count(total, 'objective')}, {_share(good, total)} without errors, {_share(shown, total)} at Apply or higher"
    remarks = [*answer.remarks, *(remark for each in answer.objectives for remark in each.remarks)]
    return _check(
        "objectives",
        "Learning objectives",
        line,
        {"total": total, "passing": good, "levels": answer.levels},
        remarks,
    )


def _items(text: str) -> Check | None:
    items, problems = read_items(text)
    if not items:
        return None
    reports = check_items(items, find_objectives(text))
    good = sum(report.passes for report in reports)
    clean = sum(not report.remarks for report in reports)
    line = f"{_count(len(items), 'item')}, {_share(clean, len(items))} without a remark"
    numbers = {"total": len(items), "passing": good, "without_remarks": clean, "unreadable": len(problems)}
    return _check(
        "items", "Test items", line, numbers, [remark for report in reports for remark in report.remarks]
    )


def _references(text: str, year: int | None, *, wanted: bool) -> Check | None:
    report = check_references(text, year=year)
    if not report.total and not wanted:
        return None
    numbers = {
        "total": report.total,
        "recent": report.recent if year is not None else None,
        "with_doi": report.with_doi,
        "with_pmid": report.with_pmid,
        "preprints": report.preprints,
        "style": report.style,
    }
    return _check("references", "References", report.summary, numbers, report.remarks)


def _balance(text: str, health: str) -> Check:
    report = look(text, health)
    count = len(report.remarks)
    line = f"{_count(count, 'point')} to look at" if count else "Nothing found by these checks"
    numbers = {
        "products": [{"name": product.generic, "count": product.count} for product in report.products[:8]]
    }
    return _check("balance", "Fair balance", line, numbers, report.remarks)


def _reading(text: str) -> Check | None:
    reading = figures(text)
    if reading.grade is None:
        return None
    line = f"About US grade {max(reading.grade, 1):.0f}, {reading.words_per_sentence:.0f} words a sentence"
    numbers = {
        "grade": reading.grade,
        "words_per_sentence": reading.words_per_sentence,
        "long_share": reading.long_share,
        "passive_share": reading.passive_share,
        "unexplained": list(reading.abbreviations[:12]),
    }
    return _check("reading", "Reading", line, numbers, [])


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _share(some: int, total: int) -> str:
    return "all" if some == total else "none" if not some else str(some)
