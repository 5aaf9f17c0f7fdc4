"""The field on one page: history, accreditors, Standards, money, frameworks, glossary. Plain Python.

Rows with `advice` are experience and common usage; pages word them as advice, not as fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from milestones.catalogue import content, worded
from vocabularies import HUMAN


@dataclass(frozen=True, kw_only=True)
class Intro:
    title: str
    what_for: str
    words: str
    change: str
    comparison: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """A year that changed the field. `system` is "human" or "animal"."""

    year: int
    system: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Accreditor:
    """Who accredits or approves whom, and what learners collect."""

    slug: str
    short: str
    name: str
    url: str
    system: str
    does: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Standard:
    """One of the five Standards: its official name, and what it asks of a writer."""

    number: int
    name: str
    for_writer: str


@dataclass(frozen=True, kw_only=True)
class Money:
    title: str
    text: str
    advice: bool


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A model of learning or outcomes; `use` is the question it helps to answer."""

    slug: str
    name: str
    use: str
    text: str
    parts: tuple[str, ...]
    advice: bool


@dataclass(frozen=True, kw_only=True)
class GlossaryTerm:
    name: str
    means: str
    advice: bool = False


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """What beginners believe, what is true, and what to do about it."""

    belief: str
    fact: str
    so: str


@dataclass(frozen=True, kw_only=True)
class Landscape:
    """`accreditors` are those of the reader's own field; `other_accreditors` stand there for comparison."""

    intro: Intro
    timeline: tuple[Event, ...]
    accreditors: tuple[Accreditor, ...]
    other_accreditors: tuple[Accreditor, ...]
    standards: tuple[Standard, ...]
    standards_note: str
    money: tuple[Money, ...]
    frameworks: tuple[Framework, ...]
    glossary: tuple[GlossaryTerm, ...]
    mistakes: tuple[Mistake, ...]


@cache
def landscape(health: str = HUMAN) -> Landscape:
    """The whole page for one field of practice; glossary in the order of the alphabet."""
    accreditors = _rows(Accreditor, "accreditor", health)
    glossary = _rows(GlossaryTerm, "term", health)
    return Landscape(
        intro=Intro(**worded(content("landscape")["intro"], health)),
        timeline=_rows(Event, "event", health),
        accreditors=tuple(row for row in accreditors if row.system == health),
        other_accreditors=tuple(row for row in accreditors if row.system != health),
        standards=_rows(Standard, "standard", health),
        standards_note=worded(content("landscape")["standards_note"], health)["text"],
        money=_rows(Money, "money", health),
        frameworks=_rows(Framework, "framework", health),
        glossary=tuple(sorted(glossary, key=lambda term: term.name.casefold())),
        mistakes=_rows(Mistake, "mistake", health),
    )


def _rows[Row](row_type: type[Row], table: str, health: str) -> tuple[Row, ...]:
    return tuple(row_type(**worded(row, health)) for row in content("landscape")[table])
