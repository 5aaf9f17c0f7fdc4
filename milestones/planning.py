"""The writer's plan: what falls into which week, what is late, and what is worth doing today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from milestones import catalogue, schedule
from milestones.models import Plan
from milestones.progress import Progress
from milestones.rules import State
from milestones.schedule import Schedule, Week


@dataclass(frozen=True)
class Planned:
    """A plan laid out, beside what is done."""

    plan: Plan
    schedule: Schedule
    progress: Progress

    @property
    def today(self) -> date:
        return self.progress.facts.today

    @cached_property
    def week(self) -> Week | None:
        return self.schedule.week_of(self.today)

    @cached_property
    def this_week(self) -> list[tuple[State, Decimal]]:
        """Steps of the current week with their hours in it."""
        return self.parts_of(self.week) if self.week else []

    def parts_of(self, week: Week) -> list[tuple[State, Decimal]]:
        return [(self.progress.states[part.step.slug], part.hours) for part in week.parts]

    @cached_property
    def hours_done(self) -> Decimal:
        return sum((hours for state, hours in self.this_week if state.done), Decimal(0))

    @cached_property
    def behind(self) -> list[State]:
        """Open steps whose week has passed. Never called late: there is nobody who waits for them."""
        return [
            self.progress.states[slug]
            for slug, due in self.schedule.dates.items()
            if due < self.today and not self.progress.states[slug].done
        ]

    @cached_property
    def for_today(self) -> State | None:
        """One step worth starting with: the first open one of this week, else of the weeks before, else the next."""
        now = [state for state, _ in self.this_week if not state.done]
        ahead = [
            self.progress.states[slug]
            for slug, due in self.schedule.dates.items()
            if due >= self.today and not self.progress.states[slug].done
        ]
        return next(iter([*now, *self.behind, *ahead]), None)

    @property
    def focus(self) -> str:
        return focus_of(self.week, self.progress.health) if self.week else ""

    @property
    def ended(self) -> bool:
        return bool(self.schedule.weeks) and self.today > self.schedule.ends_on

    @property
    def weeks(self):
        """(week, focus, parts, state of the week) for the page."""
        return [
            (
                week,
                focus_of(week, self.progress.health),
                self.parts_of(week),
                self._when(week),
            )
            for week in self.schedule.weeks
        ]

    def _when(self, week: Week) -> str:
        if week is self.week:
            return "now"
        if week.parts and all(self.progress.states[part.step.slug].done for part in week.parts):
            return "done"
        return "past" if week.ends_on < self.today else "ahead"


def focus_of(week: Week, health: str) -> str:
    """What a week is about: the focus of the twelve-week plan that its first step stands under."""
    focus = {part.step: row.focus for row in reversed(catalogue.plan(health).weeks) for part in row.parts}
    return next((focus[part.step.slug] for part in week.parts if part.step.slug in focus), "Time off")


def laid_out(plan: Plan, progress: Progress) -> Planned:
    """The plan over weeks. What was done before the last "from today" has no place in it any more."""
    health = progress.health
    steps = [step for step in schedule.core_in_order(health) if step.slug not in set(plan.laid_without)]
    finished = {slug: state.on or plan.starts_on for slug, state in progress.states.items() if state.done}
    found = schedule.lay_out(
        steps,
        from_day=plan.laid_from,
        hours_a_week=plan.hours_a_week,
        away=away_of(plan),
        waits=catalogue.plan(health).waits,
        finished_on={slug: day for slug, day in finished.items() if slug in set(plan.laid_without)},
    )
    return Planned(plan, found, progress)


def away_of(plan: Plan) -> list[tuple[date, date]]:
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in plan.away]


def begin(user, progress: Progress, *, starts_on: date, hours_a_week: Decimal) -> Plan:
    """A plan for what is open. Changing it lays everything out again from the given start."""
    done = [slug for slug, state in progress.states.items() if state.done]
    plan, _ = Plan.objects.update_or_create(
        owner=user,
        defaults={
            "starts_on": starts_on,
            "laid_from": starts_on,
            "laid_without": done,
            "hours_a_week": hours_a_week,
        },
    )
    return plan


def lay_again(plan: Plan, progress: Progress) -> None:
    """'From today': what is open is laid out anew, and nothing is behind any more."""
    plan.laid_from = progress.facts.today
    plan.laid_without = [slug for slug, state in progress.states.items() if state.done]
    plan.save(update_fields=["laid_from", "laid_without", "changed_at"])


def add_days_off(plan: Plan, first: date, last: date) -> None:
    """Days without work; ranges that touch become one."""
    ranges = sorted([*away_of(plan), (first, last)])
    joined = [ranges[0]]
    for start, end in ranges[1:]:
        if start <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    plan.away = [[start.isoformat(), end.isoformat()] for start, end in joined]
    plan.save(update_fields=["away", "changed_at"])


def remove_days_off(plan: Plan, first: date) -> None:
    plan.away = [row for row in plan.away if row[0] != first.isoformat()]
    plan.save(update_fields=["away", "changed_at"])
