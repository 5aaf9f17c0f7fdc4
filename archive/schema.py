"""What may come in: for each table which fields are taken over, and what their values have to be.

Anything not named by the table's model is refused. What publishes, opens doors or says who somebody is
(`NOT_TAKEN`) is checked like the rest and then left out.
"""

from __future__ import annotations

import unicodedata
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

import vocabularies as words
from accounts.forms import web_address
from archive.opening import Refused
from archive.rows import BY_NAME, Table
from networking import catalogue

MAX_TEXT = 200_000


class Wrong(ValueError):
    """A value that no row of ours has."""


@dataclass(frozen=True)
class Rule:
    """How rows of one table come in."""

    not_taken: frozenset[str] = frozenset()
    same: tuple[str, ...] = ()  # a row that has these already stays as it is
    within: dict[str, Callable[[Any], bool]] = field(default_factory=dict)


def _slugs(terms, *also):
    known = {term.slug for term in terms} | set(also)
    return lambda value: value in known


def _zone(value):
    try:
        return not value or bool(zoneinfo.ZoneInfo(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


_STAGE = _slugs(catalogue.STAGES)
TAKEN_FROM_PROFILE = (
    "name",
    "credentials",
    "headline",
    "background",
    "health",
    "bio",
    "location",
    "areas",
    "audiences",
    "deliverables",
    "links",
    "available",
    "availability",
    "ai_policy",
    "disclosure",
    "theme",
    "accent",
)
RULES = {
    "profile": Rule(),
    "names_never_to_show": Rule(same=("word",)),
    "dismissals": Rule(same=("fingerprint",)),
    "samples": Rule(within={"provenance": _slugs(words.PROVENANCES)}),
    "permissions": Rule(),
    "files": Rule(),
    "findings": Rule(within={"severity": lambda value: value in {"block", "warn", "info"}}),
    "history": Rule(),
    "collections": Rule(not_taken=frozenset({"is_public"})),
    "collection_items": Rule(same=("collection", "sample")),
    "links": Rule(not_taken=frozenset({"paused_at"})),
    "link_items": Rule(),
    "visits": Rule(),
    "visit_sums": Rule(),
    "messages": Rule(),
    "organizations": Rule(same=("name",)),
    "contacts": Rule(within={"stage": _STAGE, "time_zone": _zone}),
    "stage_moves": Rule(within={"from_stage": lambda value: not value or _STAGE(value), "to_stage": _STAGE}),
    "interactions": Rule(),
    "letter_templates": Rule(same=("name",)),
    "letters": Rule(),
    "answers": Rule(same=("question",)),
    "relationships": Rule(),
    "disclosure_card": Rule(same=("owner",)),
    "saved_views": Rule(same=("name",)),
    "step_progress": Rule(same=("step",)),
    "reflections": Rule(),
    "rating_snapshots": Rule(same=("rated_on",)),
    "ratings": Rule(same=("snapshot", "competency")),
    "competency_evidence": Rule(),
    "plan": Rule(same=("owner",)),
    "threads": Rule(),
}
# Goes out for the writer to have, and never comes in: table -> why.
STAYS_OUT = {
    "account": "the account it comes into is somebody's already",
    "former_addresses": "addresses are given out by the site they are on",
    **dict.fromkeys(
        ["review_requests", "reviews", "review_comments"],
        "what somebody else said of a sample cannot be vouched for once it has been in a file",
    ),
}


# Shapes of JSON fields, by the field's name ---------------------------------------------------------


def _strings(value):
    return _list(value, 500) and all(isinstance(one, str) and len(one) <= 600 for one in value)


def _list(value, most):
    return isinstance(value, list) and len(value) <= most


def _addresses(value):
    if not _strings(value):
        return False
    for one in value:
        web_address(one)
    return True


def _pairs(value):
    return _list(value, 200) and all(_strings(pair) and len(pair) == 2 for pair in value)


def _days(value):
    return _pairs(value) and all(
        date.fromisoformat(first) <= date.fromisoformat(last) for first, last in value
    )


def _texts(value):
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _numbers(value):
    return isinstance(value, dict) and all(
        type(one) in (int, float) and 0 <= one < 1e7 for one in value.values()
    )


def _dicts(value):
    return _list(value, 3000) and all(isinstance(one, dict) for one in value)


SHAPES = {
    **dict.fromkeys(
        ["areas", "audiences", "deliverables", "roles", "ticks", "laid_without", "checked", "removed"],
        _strings,
    ),
    **dict.fromkeys(["visible_changes", "shown_samples"], _strings),
    "competencies_shown": _dicts,
    "links": _addresses,
    "joins": _pairs,
    "away": _days,
    "values": _texts,
    "pages": _numbers,
    "quality": lambda value: isinstance(value, dict),
}


# Values -----------------------------------------------------------------------------------------------


def row_of(table: Table, data: dict[str, Any], where: str) -> dict[str, Any]:
    """The checked values of one row by field name; foreign keys stay keys. Raises `Refused`."""
    known = {one.name: one for one in table.fields}
    extra = {"key"} | ({"path_of_original", "path_of_clean"} if table.name == "files" else set())
    rule, found = RULES[table.name], {}
    unknown = set(data) - set(known) - extra
    if unknown or not all(isinstance(data.get(name, ""), str) for name in extra) or not data.get("key"):
        raise Refused(f"{where} holds something this site does not know.")
    for name, value in data.items():
        if name in extra:
            found[name] = _text(value)
            continue
        try:
            found[name] = value_of(known[name], value)
            if name in rule.within and not rule.within[name](found[name]):
                raise Wrong(name)
        except (Wrong, ValidationError, ValueError, TypeError, OverflowError, ArithmeticError):
            raise Refused(f"{where} holds a value for “{name}” that no row of ours has.") from None
    return found


def value_of(one: models.Field, value: Any) -> Any:
    """A JSON value as the field's own. Raises `Wrong`, `ValidationError` or a plain Python error."""
    if value is None:
        if not one.null:
            raise Wrong(one.name)
        return None
    if one.remote_field is not None:
        return _text(value)
    if isinstance(one, models.JSONField):
        return _json(one, value)
    _same_kind(one, value)
    parsed = one.to_python(_text(value) if isinstance(value, str) else value)
    if parsed is None:
        raise Wrong(one.name)
    if isinstance(parsed, datetime) and timezone.is_naive(parsed):
        raise Wrong(one.name)
    if one.choices and parsed not in {choice for choice, _ in one.flatchoices} | {""}:
        raise Wrong(one.name)
    if isinstance(parsed, str) and len(parsed) > (one.max_length or MAX_TEXT):
        raise Wrong(one.name)
    if parsed == "" and not one.blank and one.name in {"title", "name", "word", "company", "step"}:
        raise Wrong(one.name)
    one.run_validators(parsed)
    if isinstance(one, models.URLField) and parsed:
        web_address(parsed)
    return parsed


def _same_kind(one: models.Field, value: Any) -> None:
    """JSON's kinds are kept apart: no text for a number, no number for a yes."""
    if isinstance(one, models.BooleanField):
        fits = isinstance(value, bool)
    elif isinstance(one, models.IntegerField):
        fits = type(value) is int
    else:
        fits = isinstance(value, str)
    if not fits:
        raise Wrong(one.name)
    if isinstance(one, models.DecimalField) and not Decimal(value).is_finite():
        raise Wrong(one.name)


def _text(value: Any) -> str:
    """Text a database takes. PostgreSQL refuses NUL, and half a character is none."""
    if not isinstance(value, str) or "\x00" in value or any(unicodedata.category(c) == "Cs" for c in value):
        raise Wrong("text")
    return value


def _json(one: models.JSONField, value: Any) -> Any:
    _plain(value, 0)
    if not isinstance(value, type(one.get_default())) or not SHAPES[one.name](value):
        raise Wrong(one.name)
    return value


def _plain(value: Any, depth: int) -> None:
    if depth > 8:
        raise Wrong("depth")
    if isinstance(value, dict):
        for name, inner in value.items():
            _text(name)
            _plain(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _plain(inner, depth + 1)
    elif isinstance(value, str):
        _text(value)


def incoming() -> list[Table]:
    """The tables that come in, what is pointed at first."""
    return [BY_NAME[name] for name in RULES]
