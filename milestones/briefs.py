"""Practice briefs: invented client needs a writer without clients can write to. Plain Python: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from milestones.catalogue import content, worded
from vocabularies import BACKGROUNDS, find


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One heading of a starter file, and the one-line prompt under it."""

    title: str
    prompt: str


@dataclass(frozen=True, kw_only=True)
class Level:
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Brief:
    """An invented need. `health` is "human" or "animal"; `backgrounds` are the writers it suits best.

    `checklist` holds what a good answer has, the points of its kind first; `level` is one of `levels()`;
    `hours` is an estimate for a beginner.
    """

    slug: str
    title: str
    deliverable: str
    audience: str
    area: str
    health: str
    backgrounds: tuple[str, ...]
    level: str
    hours: Decimal
    text: str
    checklist: tuple[str, ...]
    outline: tuple[Heading, ...]


@cache
def briefs(health: str | None = None) -> tuple[Brief, ...]:
    """All briefs, or those of one field of practice, in the order of the content file."""
    skeletons = {row["deliverable"]: row for row in content("briefs")["skeleton"]}
    return tuple(
        _brief(row, skeletons.get(row["deliverable"], {}))
        for row in content("briefs")["brief"]
        if health in (None, row["health"])
    )


def _brief(row: Mapping[str, Any], skeleton: Mapping[str, Any]) -> Brief:
    skeleton = worded(skeleton, row["health"])
    own = {key: value for key, value in row.items() if key not in ("checks", "outline")}
    return Brief(
        **{
            **worded(own, row["health"]),
            "hours": Decimal(row["hours"]),
            "checklist": (*skeleton.get("checks", ()), *row["checks"]),
            "outline": tuple(
                Heading(title=title, prompt=prompt)
                for title, prompt in row.get("outline", skeleton.get("outline"))
            ),
        }
    )


def brief(slug: str) -> Brief:
    """Raises `KeyError` for an unknown slug."""
    return {row.slug: row for row in briefs()}[slug]


def briefs_for(background: str, health: str) -> tuple[Brief, ...]:
    """The briefs of one field of practice, those that suit the writer's background first."""
    known = find(BACKGROUNDS, background).slug if background else ""
    return tuple(sorted(briefs(health), key=lambda row: known not in row.backgrounds))


@cache
def levels() -> tuple[Level, ...]:
    return tuple(Level(**row) for row in content("briefs")["level"])


def label_note() -> str:
    """What the writer is told when a brief begins."""
    return content("briefs")["label_note"]
