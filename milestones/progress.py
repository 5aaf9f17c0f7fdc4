"""How far the writer has come: the path, the hours, the next steps. Built on what rules.py says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from milestones import catalogue, rules, schedule
from milestones.catalogue import Milestone, Step
from milestones.models import ExtraStep, StepProgress
from milestones.rules import Facts, State


@dataclass(frozen=True)
class Leg:
    """One of the five milestones on the path."""

    milestone: Milestone
    states: tuple[State, ...]
    now: bool = False

    @property
    def slug(self):
        return self.milestone.slug

    @property
    def number(self):
        return self.milestone.number

    @property
    def title(self):
        return self.milestone.title

    @cached_property
    def counting(self):
        return [state for state in self.states if state.step.counts]

    @cached_property
    def extra(self):
        return [state for state in self.states if not state.step.counts]

    @cached_property
    def done(self):
        return sum(state.done for state in self.counting)

    @property
    def total(self):
        return len(self.counting)

    @property
    def complete(self):
        return self.done == self.total

    @property
    def extra_left(self):
        return sum(not state.done for state in self.extra)


@dataclass(frozen=True)
class Progress:
    """Everything the milestones page and the dashboard say about how far somebody is."""

    facts: Facts
    states: dict[str, State]
    legs: tuple[Leg, ...]
    health: str

    @property
    def counting(self):
        return [state for leg in self.legs for state in leg.counting]

    @cached_property
    def done(self):
        return sum(state.done for state in self.counting)

    @property
    def total(self):
        return len(self.counting)

    @cached_property
    def by_evidence(self):
        return sum(state.how == "evidence" for state in self.counting)

    @cached_property
    def hours_done(self) -> Decimal:
        return sum((state.step.hours for state in self.counting if state.done), Decimal(0))

    @cached_property
    def hours_left(self) -> Decimal:
        return sum((state.step.hours for state in self.counting if not state.done), Decimal(0))

    @cached_property
    def next_three(self) -> list[State]:
        return next_steps(self)[:3]

    @property
    def next(self) -> State | None:
        return self.next_three[0] if self.next_three else None

    @property
    def current(self) -> Leg | None:
        return next((leg for leg in self.legs if leg.now), None)


def health_of(user) -> str:
    """The words this writer reads: "human" or "animal"."""
    return user.profile.health


def added_steps(health: str) -> list[Step]:
    """Steps the operator of this site added, for this writer's field of practice."""
    return [row.as_step() for row in ExtraStep.objects.filter(is_shown=True, health__in=["either", health])]


def of(user, facts: Facts | None = None, *, with_added: bool = True) -> Progress:
    """The progress of one writer: seven queries, fewer when the facts are read or added steps left out."""
    health = health_of(user)
    facts = facts or rules.gather(user)
    added = added_steps(health) if with_added else []
    by_milestone = {
        row.slug: [*row.first, *row.steps, *(step for step in added if step.milestone == row.slug)]
        for row in catalogue.milestones(health)
    }
    found = rules.states(facts, [step for steps in by_milestone.values() for step in steps])
    legs = [
        Leg(milestone=row, states=tuple(found[step.slug] for step in by_milestone[row.slug]))
        for row in catalogue.milestones(health)
    ]
    progress = Progress(facts=facts, states=found, legs=tuple(legs), health=health)
    upcoming = next_steps(progress)
    here = upcoming[0].step.milestone if upcoming else ""
    legs = tuple(Leg(leg.milestone, leg.states, now=leg.slug == here and not leg.complete) for leg in legs)
    return Progress(facts=facts, states=found, legs=legs, health=health)


def next_steps(progress: Progress) -> list[State]:
    """Open steps, best first: the first link, then the order of the plan, then extra steps.

    A step that needs time to pass comes when its time has come, or after everything else.
    """
    order = [
        *(step.slug for step in catalogue.first_steps(progress.health)),
        *catalogue.plan(progress.health).order,
    ]
    rest = [slug for slug in progress.states if slug not in set(order)]
    wanted = [progress.states[slug] for slug in [*order, *rest] if not progress.states[slug].done]
    return sorted(wanted, key=lambda state: waits_until(progress, state.step.slug) is not None)


def waits_until(progress: Progress, slug: str):
    """The date before which a step makes little sense, or None; the earliest while the one before is open."""
    for wait in catalogue.plan(progress.health).waits:
        if wait.step != slug:
            continue
        before = progress.states[wait.after]
        if not before.done:
            return progress.facts.today + timedelta(days=wait.days)
        began = before.on or progress.facts.today
        ready = schedule.ready_on(began, wait)
        return ready if ready > progress.facts.today else None
    return None


def remember(user, progress: Progress) -> int:
    """Keep by what and when a step was first done, so that a later version of its content leaves it done
    and evidence that goes is told kindly. Writes only what is new; returns how many rows."""
    new = []
    for slug, state in progress.states.items():
        noted = progress.facts.noted.get(slug)
        if state.how != "evidence" or state.kept:
            continue
        known = (noted.shown_by, noted.content_version, noted.shown_samples) if noted else None
        if known != (state.by[:300], state.step.version, state.samples):
            new.append(
                StepProgress(
                    owner=user,
                    step=slug,
                    content_version=state.step.version,
                    shown_by=state.by[:300],
                    shown_on=state.on or progress.facts.today,
                    shown_samples=list(state.samples),
                )
            )
    if new:
        StepProgress.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["owner", "step"],
            update_fields=["content_version", "shown_by", "shown_on", "shown_samples"],
        )
    return len(new)


def note_step(user, step: Step, *, revision: int | None = None, **fields) -> StepProgress | None:
    """Keep what was typed in a step. None when another tab saved something newer than `revision`."""
    with transaction.atomic():
        row, _ = StepProgress.objects.get_or_create(owner=user, step=step.slug)
        mine = StepProgress.objects.owned_by(user).filter(pk=row.pk)
        if revision is not None:
            mine = mine.filter(revision=revision)
        kept = mine.update(**fields, noted_at=timezone.now(), revision=F("revision") + 1)
    if not kept:
        return None
    row.refresh_from_db()
    return row
