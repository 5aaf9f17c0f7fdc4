"""What a writer's own log says, in small honest numbers: '3 of 7', never a percentage of seven."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median

import vocabularies as words
from networking import catalogue
from networking.models import Contact, Interaction, StageMove
from networking.models.interactions import ANSWERS
from sharing.models import LinkItem

MONTHS = 12
ENOUGH = 10  # below this a share says more about luck than about letters


@dataclass(frozen=True)
class Rate:
    """`part` of `whole`, with a name."""

    name: str
    part: int
    whole: int

    @property
    def words(self):
        return f"{self.part} of {self.whole}"

    @property
    def is_small(self):
        return self.whole < ENOUGH


@dataclass(frozen=True)
class Figures:
    months: list[tuple[date, int]]  # first of the month, contacts that said something in it
    written_to: Rate
    by_kind: list[Rate]
    by_samples: list[Rate]
    link_to_reply: list[int]  # days, shortest first
    links_sent: int
    funnel: list[Rate]

    @property
    def usual_wait(self):
        """Days from link to reply in the middle of all, or None."""
        return round(median(self.link_to_reply)) if self.link_to_reply else None

    @property
    def most_in_a_month(self):
        return max((count for _, count in self.months), default=0)

    @property
    def is_empty(self):
        return not self.written_to.whole and not any(count for _, count in self.months)


@dataclass
class _Story:
    """What happened with one contact, from its exchanges in order."""

    kind: str
    first_out: date | None = None
    answered: bool = False
    links: dict = None  # {link id: day it was sent}
    waits: dict = None  # {link id: days until they wrote}


def of(user) -> Figures:
    """Everything on the page, in four queries, whatever the size of the list."""
    kinds, stages = {}, {}
    for pk, kind, own, stage in Contact.objects.owned_by(user).values_list(
        "pk", "organization__kind", "kind", "stage"
    ):
        kinds[pk], stages[pk] = kind or own, stage
    stories, spoke = _stories(user, kinds)
    written = [story for story in stories.values() if story.first_out]
    return Figures(
        months=_months(spoke, user.today()),
        written_to=_rate("All of them", written),
        by_kind=_by_kind(written, user.profile.health),
        by_samples=_by_samples(stories.values()),
        link_to_reply=sorted(days for story in stories.values() for days in story.waits.values()),
        links_sent=sum(len(story.links) for story in stories.values()),
        funnel=_funnel(user, stages),
    )


def _stories(user, kinds):
    stories, spoke = {}, defaultdict(set)
    rows = (
        Interaction.objects.owned_by(user)
        .order_by("happened_on", "pk")
        .values_list("contact_id", "happened_on", "direction", "outcome", "channel", "share_link_id")
    )
    for contact, day, direction, outcome, channel, link in rows:
        story = stories.setdefault(contact, _Story(kinds[contact], links={}, waits={}))
        if direction == "in" or outcome in ANSWERS:
            story.answered = story.answered or story.first_out is not None or direction == "out"
        if direction == "in":
            spoke[day.replace(day=1)].add(contact)
            for sent, since in story.links.items():
                story.waits.setdefault(sent, (day - since).days)
        elif channel != "linkedin-comment":
            story.first_out = story.first_out or day
            if link:
                story.links.setdefault(link, day)
        if direction == "out" and outcome in ANSWERS:
            spoke[day.replace(day=1)].add(contact)
    return stories, spoke


def _rate(name, stories):
    return Rate(name, sum(story.answered for story in stories), len(stories))


def _months(spoke, today):
    months, year, month = [], today.year, today.month
    for _ in range(MONTHS):
        first = date(year, month, 1)
        months.append((first, len(spoke.get(first, ()))))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return months[::-1]


def _by_kind(written, health):
    grouped = defaultdict(list)
    for story in written:
        grouped[story.kind].append(story)
    rates = [
        _rate(words.label(catalogue.KINDS, kind, health) if kind else "Kind not said", stories)
        for kind, stories in grouped.items()
    ]
    return sorted(rates, key=lambda rate: (-rate.whole, rate.name))


def _by_samples(stories):
    """By what stood behind the link: the same samples in any order are the same set."""
    stories = list(stories)
    links = {link for story in stories for link in story.links}
    titles = defaultdict(list)
    for link, title in (
        LinkItem.objects.filter(link__in=links)
        .order_by("sample__title")
        .values_list("link_id", "sample__title")
    ):
        titles[link].append(title)
    grouped = defaultdict(list)
    for story in stories:
        for name in {", ".join(titles[link]) or "A whole collection" for link in story.links}:
            grouped[name].append(story)
    rates = [_rate(name, group) for name, group in grouped.items()]
    return sorted(rates, key=lambda rate: (-rate.whole, rate.name))


def _funnel(user, stages):
    """How many of the list ever reached each column of the board; resting is no step forward."""
    column_of = {stage.slug: stage.column for stage in catalogue.STAGES}
    steps = [column for column in catalogue.COLUMNS if column.slug != "resting"]
    rank = {column.slug: place for place, column in enumerate(steps)}
    furthest = {pk: rank.get(column_of[stage], 0) for pk, stage in stages.items()}
    for pk, stage in StageMove.objects.owned_by(user).order_by().values_list("contact_id", "to_stage"):
        furthest[pk] = max(furthest[pk], rank.get(column_of.get(stage, ""), 0))
    whole = len(furthest)
    return [
        Rate(step.name, sum(place >= rank[step.slug] for place in furthest.values()), whole) for step in steps
    ]
