"""When to be in touch next. Advice for one person's diary: dates are suggested, never acted on.

Plain functions on dates. Working days are Monday to Friday; public holidays differ by place and are not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from networking import catalogue

NOT_TALKING = frozenset(
    stage.slug for stage in catalogue.STAGES if stage.column in {"getting-to-know", "reached-out"}
)
SOON = timedelta(days=30)
BEFORE_CONTACT = frozenset(stage.slug for stage in catalogue.STAGES if stage.column == "getting-to-know")


class Exchange(Protocol):
    """What the rhythm needs to know of an interaction."""

    happened_on: date
    direction: str
    purpose: str
    outcome: str
    channel: str


@dataclass(frozen=True)
class Plan:
    """The next action, its day, the latest day when a range is usual, and the stage to offer ('' to stay)."""

    action: str
    on: date | None
    latest: date | None = None
    stage: str = ""


def add_working_days(day: date, number: int) -> date:
    """The `number`-th working day after `day`; with 0, `day` itself or the Monday after a weekend."""
    while day.weekday() > 4:
        day += timedelta(days=-1 if number else 1)
    weeks, rest = divmod(number, 5)
    day += timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`. Negative when `end` lies before."""
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    return weeks * 5 + sum((start + timedelta(days=n + 1)).weekday() < 5 for n in range(rest))


def for_stage(slug: str, today: date) -> Plan:
    """What usually comes after entering a stage. Nothing comes after `closed`."""
    stage = catalogue.stage(slug)
    if stage.days is None:
        return Plan("", None)
    return Plan(
        stage.next_action,
        _after(today, stage.days, working=stage.working),
        _after(today, stage.days_max, working=stage.working) if stage.days_max else None,
    )


def after(exchanges: Iterable[Exchange], stage: str, today: date) -> Plan:
    """What usually comes after the last of these exchanges (oldest first), for a contact at `stage`.

    Day 0 the first message; 7 to 10 working days later one follow-up; 3 to 4 weeks after the first message a
    last note; then rest. Somebody who wrote gets an answer within two working days.
    """
    history = list(exchanges)
    if not history:
        return for_stage(stage, today)
    last = history[-1]
    offered = next((o.stage for o in catalogue.OUTCOMES if o.slug == last.outcome), "")
    if offered == "in-conversation" and stage not in NOT_TALKING:
        offered = ""
    if offered in {"dormant", "closed"}:
        plan = for_stage(offered, today)
        return Plan(plan.action, plan.on, plan.latest, offered)
    if last.direction == "in":
        days = catalogue.CADENCE.reply_within_working_days
        return Plan("Answer them", _not_past(add_working_days(last.happened_on, days), today), stage=offered)
    if offered:
        plan = for_stage(offered, today)
        return Plan(plan.action, plan.on, plan.latest, offered)
    cold = _unanswered(history)
    if stage not in NOT_TALKING or not cold:
        return for_stage(stage, today)
    return _next_of_cold(cold, today)


def _next_of_cold(cold: list[Exchange], today: date) -> Plan:
    soonest, latest = catalogue.CADENCE.follow_up_working_days
    last_day = cold[-1].happened_on
    if len(cold) == 1:
        return Plan(
            "Follow up once, with something useful",
            _not_past(add_working_days(last_day, soonest), today),
            _not_past(add_working_days(last_day, latest), today),
        )
    if len(cold) == 2:
        first, last = (cold[0].happened_on + timedelta(days=n) for n in catalogue.CADENCE.last_note_days)
        # Never on the heels of a late follow-up.
        first = max(add_working_days(first, 0), add_working_days(last_day, soonest))
        return Plan("Send a last note", _not_past(first, today), _not_past(max(first, last), today))
    rest = catalogue.CADENCE.then_stage
    plan = for_stage(rest, today)
    return Plan(plan.action, plan.on, stage=rest)


def _unanswered(history: list[Exchange]) -> list[Exchange]:
    """The messages at the end that nothing came back to. A comment under a post is no message."""
    cold: list[Exchange] = []
    for one in reversed(history):
        if one.direction == "in" or one.outcome != "no-reply":
            break
        if one.channel != "linkedin-comment":
            cold.append(one)
    return cold[::-1]


def _after(day: date, days: int, *, working: bool) -> date:
    return add_working_days(day, days) if working else day + timedelta(days=days)


def _not_past(day: date, today: date) -> date:
    return max(day, today)


def in_words(day: date | None, today: date) -> str:
    """'today', 'in 8 working days', 'March 26', '3 days late': how near a day is."""
    if day is None:
        return ""
    days = (day - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days < 0:
        return f"{-days} day{'s' if days != -1 else ''} late"
    if days <= 14:
        number = working_days_between(today, day)
        return f"in {number} working day{'s' if number != 1 else ''}" if number else f"{day:%A}"
    return f"{day:%B %-d}" if day.year == today.year else f"{day:%B %-d, %Y}"
