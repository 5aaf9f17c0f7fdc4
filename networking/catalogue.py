"""Kinds of prospects, stages, message drafts and communities, read from `content/*.toml`.

Plain Python: no Django. Lists of rows work with `vocabularies.choices`, `label`, `find` and `for_health`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vocabularies import ANIMAL, HUMAN, Term, find, for_health

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, kw_only=True)
class Kind(Term):
    """A kind of prospect. `deliverables` are what it tends to buy; `often_hires` names the usual hirers."""

    buys: str
    approach: str
    signal: str
    deliverables: tuple[str, ...]
    often_hires: bool


@dataclass(frozen=True, kw_only=True)
class Stage(Term):
    """Where a contact stands. `days` is the suggested wait until `next_action`: calendar days, or working
    days when `working`; `None` means that nothing comes next. `days_max` is the latest, when a range is usual.
    """

    next_action: str
    column: str
    working: bool
    days: int | None = None
    days_max: int | None = None


@dataclass(frozen=True, kw_only=True)
class CloseReason(Term):
    """Why a contact was closed. `stops_reminders` means for good, whatever happens later."""

    stops_reminders: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome(Term):
    """What came of an interaction. `stage` is the stage to offer next, or empty."""

    stage: str


@dataclass(frozen=True, kw_only=True)
class Community(Term):
    """A place to meet people. `url` is the organizer's site root."""

    url: str
    what: str
    good_for: str


@dataclass(frozen=True, kw_only=True)
class Message(Term):
    """A draft to start from. `subject` and `body` hold {fields}; `purpose` is the interaction it becomes."""

    purpose: str
    when: str
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Question(Term):
    """A question people who hire like to ask; `name` is the question, `hint` what a good answer holds."""

    hint: str


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """The rhythm of messages, in days; ranges are (earliest, latest). Advice, never automatic."""

    follow_up_working_days: tuple[int, int]
    last_note_days: tuple[int, int]
    then_stage: str
    reply_within_working_days: int
    weekly_minutes: tuple[tuple[str, int], ...]
    expectation: str


@cache
def _content(name: str) -> dict[str, Any]:
    with (CONTENT / f"{name}.toml").open("rb") as source:
        return tomllib.load(source)


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _terms[Row: Term](row_type: type[Row], rows: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(row_type(**_frozen(row)) for row in rows)


def _question(row: Mapping[str, Any]) -> Question:
    vet = {{"question": "name"}.get(key, key): words for key, words in row.get("vet", {}).items()}
    return Question(slug=row["slug"], name=row["question"], hint=row["hint"], vet=vet)


KINDS = _terms(Kind, _content("kinds")["kind"])
COLUMNS = _terms(Term, _content("kinds")["column"])
STAGES = _terms(Stage, _content("kinds")["stage"])
CLOSE_REASONS = _terms(CloseReason, _content("kinds")["close_reason"])
CHANNELS = _terms(Term, _content("kinds")["channel"])
DIRECTIONS = _terms(Term, _content("kinds")["direction"])
PURPOSES = _terms(Term, _content("kinds")["purpose"])
OUTCOMES = _terms(Outcome, _content("kinds")["outcome"])
SOURCES = _terms(Term, _content("kinds")["source"])
PRIORITIES = _terms(Term, _content("kinds")["priority"])
COMMUNITIES = _terms(Community, _content("communities")["community"])
COMMUNITIES_NOTE: str = _content("communities")["note"]
MESSAGES = _terms(Message, _content("messages")["message"])
MESSAGE_FIELDS: Mapping[str, str] = _content("messages")["fields"]
QUESTIONS = tuple(_question(row) for row in _content("messages")["question"])
ETHICS_INTRO: str = _content("kinds")["ethics"]["intro"]
ETHICS: tuple[str, ...] = tuple(_content("kinds")["ethics"]["rules"])
CADENCE = Cadence(
    **{key: value for key, value in _frozen(_content("kinds")["cadence"]).items() if key != "weekly_minutes"},
    weekly_minutes=tuple((what, minutes) for what, minutes in _content("kinds")["cadence"]["weekly_minutes"]),
)
PROMOTIONAL_TAG: str = _content("kinds")["promotional"]["tag"]


def kinds(health: str = HUMAN) -> tuple[Kind, ...]:
    """The prospect kinds that fit, in the right words; for animal health the veterinary kind comes first."""
    rows = for_health(KINDS, health)
    return tuple(sorted(rows, key=lambda kind: kind.health != ANIMAL)) if health == ANIMAL else rows


def stage(slug: str) -> Stage:
    """Raises `KeyError` for an unknown slug."""
    return find(STAGES, slug)


def communities(health: str = HUMAN) -> tuple[Community, ...]:
    """Places to meet people; those of one's own field first."""
    return tuple(sorted(for_health(COMMUNITIES, health), key=lambda community: community.health != health))


def promotional_note(health: str = HUMAN) -> str:
    """Why work for a company that sells what patients or animals use is tagged and kept apart."""
    words = _content("kinds")["promotional"]
    return words["vet"]["why"] if health == ANIMAL else words["why"]


def draft(slug: str, values: Mapping[str, str], health: str = HUMAN) -> tuple[str, str]:
    """Subject and body of a message with its fields filled in.

    A field without a value becomes its description in brackets, for the writer to replace. Raises `KeyError`
    for an unknown message.
    """
    message = find(MESSAGES, slug).said(health)
    return _fill(message.subject, values), _fill(message.body.strip() + "\n", values)


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Not `str.format`: values come from people and may hold braces."""
    return re.sub(
        r"\{(\w+)\}",
        lambda match: values.get(match[1], "").strip() or f"[{MESSAGE_FIELDS[match[1]]}]",
        text,
    )
