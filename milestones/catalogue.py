"""The milestones, their steps, the plan and the competencies, read from `content/*.toml`.

Plain Python: no Django. `health` is "human" or "animal" and decides the words; slugs, numbers, hours and
evidence rules never change with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from vocabularies import ANIMAL, DELIVERABLES, HUMAN, label

CONTENT = Path(__file__).parent / "content"
ALL = ("all",)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A place to read on. `url` is a site's root: deep links in this field break."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One rule that proves a step; which fields count depends on `kind` (see the head of milestones.toml).

    `fields` are prompts for the lines of a note, or names of profile fields.
    """

    kind: str
    count: int = 1
    min_words: int = 0
    items: int = 0
    fields: tuple[str, ...] = ()
    items_list: tuple[str, ...] = ()
    checker: str = ""
    deliverables: tuple[str, ...] = ()
    provenance: tuple[str, ...] = ()
    labeled: bool = False
    cleared: bool = False
    after_days: int = 0
    kinds: int = 0
    with_person: int = 0
    source: str = ""
    channels: tuple[str, ...] = ()
    direction: str = ""
    purpose: str = ""
    next_action: bool = False
    none_open: bool = False

    def in_words(self, health: str = HUMAN) -> str:
        """What has to be there, to follow "Ticks itself with …"."""
        return _IN_WORDS[self.kind](self, health)


def _note(rule: Evidence, health: str) -> str:
    if rule.items:
        return "one line in your note" if rule.items == 1 else f"{rule.items} lines in your note"
    return f"a note of {rule.min_words} words or more" if rule.min_words >= 10 else "a short note"


def _sample(rule: Evidence, health: str) -> str:
    if rule.cleared and not rule.labeled:
        return "a sample with nothing left open in its share check"
    if not rule.deliverables:
        return f"{rule.count} samples, labeled and checked"
    names = " or ".join(f"“{label(DELIVERABLES, slug, health)}”" for slug in rule.deliverables)
    made = " made for practice" if rule.provenance == ("spec",) else ""
    return f"a sample{made} of the kind {names}"


def _rating(rule: Evidence, health: str) -> str:
    if rule.after_days:
        return f"a full rating at least {rule.after_days} days after the first"
    return "a rating of every competency on one day"


def _contact(rule: Evidence, health: str) -> str:
    words = f"{rule.count} contacts"
    if rule.kinds:
        words += f" of {rule.kinds} kinds"
    if rule.with_person:
        words += f", {rule.with_person} with a person’s name"
    return f"{words} met at an event" if rule.source == "event" else words


def _interaction(rule: Evidence, health: str) -> str:
    what = {"introduce": "first message", "follow-up": "follow-up"}.get(rule.purpose, "conversation")
    words = f"{rule.count} {what}s noted" if rule.count > 1 else f"a {what} noted"
    if rule.next_action:
        words += ", each with a next date"
    return f"{words} and a next date on every open contact" if rule.none_open else words


_PROFILE_NAMES = {
    "areas": "field",
    "audiences": "audience",
    "headline": "headline",
    "bio": "short bio",
}


def _profile(rule: Evidence, health: str) -> str:
    return f"the {' and '.join(_PROFILE_NAMES[name] for name in rule.fields)} on your profile"


_IN_WORDS = {
    "note": _note,
    "sample": _sample,
    "rating": _rating,
    "contact": _contact,
    "interaction": _interaction,
    "profile": _profile,
    "review": lambda rule, health: "a review that came back",
    "link": lambda rule, health: "an address",
    "portfolio": lambda rule, health: (
        "your public page, open, with a sample on it"
        if rule.count == 1
        else f"{rule.count} samples on your public page"
    ),
    "checklist": lambda rule, health: f"{len(rule.items_list)} boxes ticked",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do. `slug` never changes: progress points at it. `version` rises with its evidence.

    `needs` is "all" or "any" of the evidence rules. `compares_systems` marks a step whose point is to set
    human and animal health side by side, so its words may name both.
    """

    slug: str
    milestone: str
    number: str
    version: int
    title: str
    track: str
    hours: Decimal
    guidance: str
    evidence_prompt: str
    evidence: tuple[Evidence, ...]
    needs: str = "all"
    resources: tuple[Resource, ...] = ()
    competencies: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    compares_systems: bool = False

    @property
    def is_core(self) -> bool:
        return self.track == "core"

    @property
    def counts(self) -> bool:
        """True when it counts toward its milestone: the core steps, and the first ones before them."""
        return self.track in ("core", "first")

    def ticks_with(self, health: str = HUMAN) -> str:
        """“Ticks itself with …”, as one phrase."""
        between = " or " if self.needs == "any" else ", and "
        return between.join(rule.in_words(health) for rule in self.evidence)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One of the five. Steps stand in the order of their numbers; `first` come before them."""

    slug: str
    number: int
    title: str
    tagline: str
    purpose: str
    steps: tuple[Step, ...] = ()
    first: tuple[Step, ...] = ()

    @property
    def core(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.is_core)

    @property
    def stretch(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.is_core)

    @property
    def core_hours(self) -> Decimal:
        return sum((step.hours for step in self.core), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Level:
    number: int
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class CompetencyGroup:
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Competency:
    """`levels` holds five descriptions, novice first; `short` is the name for charts and narrow columns."""

    slug: str
    number: int
    group: str
    name: str
    short: str
    levels: tuple[str, ...]
    lifts_steps: tuple[str, ...]
    lifts_deliverables: tuple[str, ...]

    def description(self, level: int) -> str:
        """The words for a level from 1 to 5."""
        return self.levels[level - 1]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Hours of one step inside one week. A long step has parts in several weeks."""

    step: str
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class Week:
    number: int
    focus: str
    parts: tuple[Part, ...]
    buffer: Decimal
    tip: str = ""

    @property
    def hours(self) -> Decimal:
        return sum((part.hours for part in self.parts), self.buffer)


@dataclass(frozen=True, kw_only=True)
class OrderRule:
    """`first` makes sense before `then`. Advice: nothing is ever locked."""

    first: str
    then: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Wait:
    """`step` needs `days` to pass after the step `after` (working days when `working`)."""

    step: str
    after: str
    days: int
    working: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    hours_a_week: Decimal
    paces: tuple[int, ...]
    note: str
    weeks: tuple[Week, ...]
    rules: tuple[OrderRule, ...]
    waits: tuple[Wait, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """Core step slugs in the order of the plan, each once."""
        return tuple(dict.fromkeys(part.step for week in self.weeks for part in week.parts))


@cache
def content(name: str) -> dict[str, Any]:
    """One content file, with decimal numbers as `Decimal`. Callers must not change it."""
    with (CONTENT / f"{name}.toml").open("rb") as source:
        return tomllib.load(source, parse_float=Decimal)


def worded(row: Mapping[str, Any], health: str) -> dict[str, Any]:
    """A row of a content file in the words of one field of practice, lists as tuples."""
    row = {**row, **row.get("vet", {})} if health == ANIMAL else row
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key != "vet"
    }


@cache
def milestones(health: str = HUMAN) -> tuple[Milestone, ...]:
    """The five milestones with their steps."""

    def of(found: tuple[Step, ...], slug: str) -> tuple[Step, ...]:
        return tuple(step for step in found if step.milestone == slug)

    return tuple(
        replace(
            Milestone(**worded(row, health)),
            steps=of(steps(health), row["slug"]),
            first=of(first_steps(health), row["slug"]),
        )
        for row in content("milestones")["milestone"]
    )


def milestone(slug: str, health: str = HUMAN) -> Milestone:
    """Raises `KeyError` for a slug that is none of the five."""
    return {row.slug: row for row in milestones(health)}[slug]


@cache
def steps(health: str = HUMAN) -> tuple[Step, ...]:
    """All 48 steps, milestone by milestone."""
    return tuple(_step(row, health) for row in content("milestones")["step"])


@cache
def first_steps(health: str = HUMAN) -> tuple[Step, ...]:
    """What the first link takes. No hours and no place in the plan: they are done on the first day."""
    return tuple(_step(row, health) for row in content("milestones")["first"])


def every_step(health: str = HUMAN) -> tuple[Step, ...]:
    return (*first_steps(health), *steps(health))


def _step(row: Mapping[str, Any], health: str) -> Step:
    said = worded(row, health)
    every_competency = tuple(competency["slug"] for competency in content("competencies")["competency"])
    every_deliverable = tuple(deliverable.slug for deliverable in DELIVERABLES)
    return Step(
        **said
        | {
            "evidence": tuple(Evidence(**worded(rule, health)) for rule in said["evidence"]),
            "resources": tuple(resource(key) for key in said["resources"]),
            "competencies": every_competency if said["competencies"] == ALL else said["competencies"],
            "deliverables": every_deliverable if said["deliverables"] == ALL else said["deliverables"],
        }
    )


def step(slug: str, health: str = HUMAN) -> Step:
    """Raises `KeyError` for an unknown slug."""
    return _steps_by_slug(health)[slug]


@cache
def _steps_by_slug(health: str) -> dict[str, Step]:
    return {step.slug: step for step in every_step(health)}


def resource(key: str) -> Resource:
    name, url = content("milestones")["resources"][key]
    return Resource(name=name, url=url)


@cache
def plan(health: str = HUMAN) -> Plan:
    """The twelve-week plan: core steps only, with spare hours."""
    data = content("plan")
    return Plan(
        hours_a_week=data["hours_a_week"],
        paces=tuple(data["paces"]),
        note=worded({"note": data["note"], "vet": data["vet"]}, health)["note"],
        weeks=tuple(_week(row) for row in data["week"]),
        rules=tuple(OrderRule(**row) for row in data["rule"]),
        waits=tuple(Wait(**row) for row in data["wait"]),
    )


def _week(row: Mapping[str, Any]) -> Week:
    return Week(**{**row, "parts": tuple(Part(step=slug, hours=hours) for slug, hours in row["parts"])})


@cache
def competencies(health: str = HUMAN) -> tuple[Competency, ...]:
    """All 20, group by group, numbered from 1."""
    return tuple(
        Competency(number=number, **worded(row, health))
        for number, row in enumerate(content("competencies")["competency"], start=1)
    )


def competency(slug: str, health: str = HUMAN) -> Competency:
    """Raises `KeyError` for an unknown slug."""
    return {row.slug: row for row in competencies(health)}[slug]


@cache
def competency_groups() -> tuple[CompetencyGroup, ...]:
    return tuple(CompetencyGroup(**row) for row in content("competencies")["group"])


@cache
def competency_levels() -> tuple[Level, ...]:
    return tuple(Level(**row) for row in content("competencies")["level"])


def rating_note() -> str:
    """The sentence above every rating form."""
    return content("competencies")["rating_note"]
