"""Ten checks on a practice-gap record (section D.13)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .report import Remark, Rule, worst_first
from .words import content_words

CAUSES = ("knowledge", "competence", "performance", "attitude", "system")
OLD_AFTER_YEARS = 5

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("GAP-01", "error", "Give a source for best practice and for current practice.", "A gap is argued, not felt."),
        Rule(
            "GAP-02",
            "warn",
            "The source for current practice is older than five years. Say why it still holds.",
            "What people did long ago may not be what they do now.",
        ),
        Rule(
            "GAP-03",
            "warn",
            "Put a number on the difference, or say why there is none.",
            "A number lets a reader weigh one gap against another.",
        ),
        Rule("GAP-04", "error", "Choose at least one cause.", "The cause decides what kind of education could help."),
        Rule(
            "GAP-05",
            "warn",
            "Every cause lies in the system. Education alone may be the wrong tool.",
            "Saying so is a mark of honesty that reviewers notice.",
        ),
        Rule("GAP-06", "warn", "Link at least one objective.", "A gap without an objective is left open."),
        Rule("GAP-07", "warn", "The audience of the gap is not the audience of the sample.", "Evidence about one group says little of another."),
        Rule("GAP-08", "error", "Remove trademark signs and use generic names.", "A gap may not be built around a product."),
        Rule(
            "GAP-09",
            "warn",
            "Best and current practice cite the same single source.",
            "One source cannot show both what should be and what is.",
        ),
        Rule("GAP-10", "tip", "Tick that you opened the sources yourself.", "Citing what one has not read is the commonest fault."),
    )
}  # fmt: skip

_TRADEMARK = re.compile(r"[®™℠]")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|fifth|twice|double|majority)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Gap:
    """A gap as the writer recorded it. `current_year` is the year of the source on current practice, 0 if unknown."""

    best: str = ""
    best_sources: tuple[str, ...] = ()
    current: str = ""
    current_sources: tuple[str, ...] = ()
    current_year: int = 0
    difference: str = ""
    no_number_reason: str = ""
    old_source_reason: str = ""
    causes: tuple[str, ...] = ()
    objectives: tuple[int, ...] = ()
    audience: str = ""
    sources_opened: bool = False


def check_gap(gap: Gap, *, year: int, audience: str = "") -> tuple[Remark, ...]:
    """Check a gap against GAP-01 to GAP-10, worst first.

    `year` is the current year; `audience` that of the sample, "" when not known. Raises ValueError for a
    cause that is not one of CAUSES.
    """
    unknown = [cause for cause in gap.causes if cause not in CAUSES]
    if unknown:
        raise ValueError(f"unknown cause: {unknown[0]!r}")
    return worst_first(_remarks(gap, year, audience))


def _remarks(gap: Gap, year: int, audience: str) -> Iterable[Remark]:
    best, current = _named(gap.best_sources), _named(gap.current_sources)
    missing = [
        words for words, sources in (("best practice", best), ("current practice", current)) if not sources
    ]
    if missing:
        yield RULES["GAP-01"].remark(hint=f"No source for {' and '.join(missing)}.")
    if gap.current_year and year - gap.current_year > OLD_AFTER_YEARS and not gap.old_source_reason.strip():
        yield RULES["GAP-02"].remark(hint=f"It is from {gap.current_year}.")
    if not _NUMBER.search(gap.difference) and not gap.no_number_reason.strip():
        yield RULES["GAP-03"].remark()
    if not gap.causes:
        yield RULES["GAP-04"].remark(hint=f"One or more of: {', '.join(CAUSES)}.")
    elif set(gap.causes) == {"system"}:
        yield RULES["GAP-05"].remark()
    if not gap.objectives:
        yield RULES["GAP-06"].remark()
    if audience.strip() and gap.audience.strip() and content_words(audience) != content_words(gap.audience):
        yield RULES["GAP-07"].remark(hint=f"Gap: {gap.audience.strip()}. Sample: {audience.strip()}.")
    written = " ".join([gap.best, gap.current, gap.difference, *gap.best_sources, *gap.current_sources])
    if _TRADEMARK.search(written):
        yield RULES["GAP-08"].remark()
    if len(best) == 1 and best == current:
        yield RULES["GAP-09"].remark()
    if not gap.sources_opened:
        yield RULES["GAP-10"].remark()


def _named(sources: tuple[str, ...]) -> set[str]:
    return {" ".join(source.lower().split()).rstrip(".") for source in sources if source.strip()}
