"""Lays steps over weeks: order, hours, days off, and steps that need time to pass. Plain Python, no database.

Hours scale the calendar, never the estimates: three hours a week makes a longer plan of the same steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from milestones import catalogue
from milestones.catalogue import Step, Wait

HALF = Decimal("0.5")
SITTING = Decimal(1)  # hours; a longer step is not begun for less
MOST_WEEKS = 260  # five years: a plan that is longer is no plan


@dataclass(frozen=True)
class Part:
    """Hours of one step inside one week; `is_last` when the step is finished with it."""

    step: Step
    hours: Decimal
    is_last: bool


@dataclass
class Week:
    """Seven days of the plan. `hours` is what fits, after days off."""

    number: int
    starts_on: date
    hours: Decimal
    days_off: int = 0
    parts: list[Part] = field(default_factory=list)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)

    @property
    def planned(self) -> Decimal:
        return sum((part.hours for part in self.parts), Decimal(0))

    @property
    def free(self) -> Decimal:
        return self.hours - self.planned

    @property
    def is_off(self) -> bool:
        return self.hours == 0

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Schedule:
    weeks: tuple[Week, ...]

    def due_on(self, slug: str) -> date | None:
        """The last day of the week in which a step is finished."""
        return next(
            (
                week.ends_on
                for week in self.weeks
                for part in week.parts
                if part.is_last and part.step.slug == slug
            ),
            None,
        )

    def week_of(self, day: date) -> Week | None:
        return next((week for week in self.weeks if week.holds(day)), None)

    @property
    def ends_on(self) -> date | None:
        return self.weeks[-1].ends_on if self.weeks else None

    @property
    def dates(self) -> dict[str, date]:
        return {part.step.slug: week.ends_on for week in self.weeks for part in week.parts if part.is_last}


def lay_out(
    steps: Sequence[Step],
    *,
    from_day: date,
    hours_a_week: Decimal,
    away: Iterable[tuple[date, date]] = (),
    waits: Iterable[Wait] = (),
    finished_on: dict[str, date] | None = None,
) -> Schedule:
    """Fill week after week with `steps` in their order.

    `away` holds pairs of dates, both days off. A step that waits for another goes into the first week that
    ends late enough, with room; `finished_on` says when steps that are not in `steps` were done. Raises
    `ValueError` for hours that are not above zero.
    """
    if hours_a_week <= 0:
        raise ValueError("hours_a_week must be above zero")
    off = _days_off(away, from_day)
    weeks: list[Week] = []
    done = dict(finished_on or {})
    waiting = {wait.step: wait for wait in waits}
    later = [step for step in steps if step.slug in waiting]
    at = 0
    for step in [*(step for step in steps if step.slug not in waiting), *later]:
        first = at
        if step.slug in waiting:
            wait = waiting[step.slug]
            ready = ready_on(done.get(wait.after, from_day), wait)
            first = next(
                (
                    n
                    for n in range(MOST_WEEKS)
                    if _week(weeks, n, from_day, hours_a_week, off).ends_on >= ready
                ),
                MOST_WEEKS - 1,
            )
        last = _place(step, weeks, first, from_day, hours_a_week, off)
        if step.slug not in waiting:
            at = last
        done[step.slug] = weeks[last].ends_on
    while weeks and not weeks[-1].parts:
        weeks.pop()
    return Schedule(tuple(weeks))


def ready_on(day: date, wait: Wait) -> date:
    """When a step that needs time to pass makes sense, counted from the day the one before was done."""
    return working_days_after(day, wait.days) if wait.working else day + timedelta(days=wait.days)


def working_days_after(day: date, days: int) -> date:
    """The date so many working days later, Monday to Friday."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def _place(step: Step, weeks: list[Week], first: int, from_day: date, hours: Decimal, off: set[date]) -> int:
    """Put a step into the weeks from `first` on; the number of the week that finishes it."""
    left, number = step.hours, first
    while True:
        week = _week(weeks, number, from_day, hours, off)
        takes = min(left, week.free)
        if takes < left and takes < min(SITTING, week.hours):
            takes = Decimal(0)  # too short a piece to be worth beginning: the rest of the week stays free
        if number == MOST_WEEKS - 1:
            takes = left
        if takes > 0:
            left -= takes
            week.parts.append(Part(step, takes, is_last=left == 0))
        if left == 0:
            return number
        number += 1


def _week(weeks: list[Week], number: int, from_day: date, hours: Decimal, off: set[date]) -> Week:
    while len(weeks) <= number:
        starts = from_day + timedelta(days=7 * len(weeks))
        days_off = sum(starts + timedelta(days=n) in off for n in range(7))
        weeks.append(Week(len(weeks) + 1, starts, _scaled(hours, 7 - days_off), days_off))
    return weeks[number]


def _scaled(hours: Decimal, days: int) -> Decimal:
    """Hours for a week with so many free days, to the half hour. A week with one free day is off."""
    if days == 7:
        return hours
    if days < 2:
        return Decimal(0)
    return (hours * days / 7 / HALF).quantize(Decimal(1), ROUND_HALF_UP) * HALF


def _days_off(away: Iterable[tuple[date, date]], from_day: date) -> set[date]:
    last = from_day + timedelta(days=7 * MOST_WEEKS)
    return {
        start + timedelta(days=n) for start, end in away for n in range((min(end, last) - start).days + 1)
    }


def paces(health: str = "human") -> list[tuple[int, int]]:
    """(hours a week, weeks it takes) for the three offered paces."""
    steps = core_in_order(health)
    monday = date(2026, 1, 5)  # any Monday: only the number of weeks counts
    waits = {wait.step for wait in catalogue.plan(health).waits}
    rest = [step for step in steps if step.slug not in waits]
    return [
        (pace, len(lay_out(rest, from_day=monday, hours_a_week=Decimal(pace)).weeks))
        for pace in catalogue.plan(health).paces
    ]


def core_in_order(health: str = "human") -> list[Step]:
    return [catalogue.step(slug, health) for slug in catalogue.plan(health).order]
