"""The shapes the demo people are written down in. Plain data, ready for any loader."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Permission:
    """Who allowed a piece of client work to be shown, where, and until when."""

    granted_by: str
    granted_days_ago: int
    scope: str
    expires_in_days: int | None = None
    how: str = ""


@dataclass(frozen=True)
class SampleRecord:
    """One portfolio sample.

    Exactly one of `file` (a key of `files.make_files`), `body` (a key of `people.PASTED`) and `link` is
    filled; a described-only or never-shown sample has none. `moore` is the level as text ("3B", "4") or "".
    `published_on` is (year, month).
    """

    key: str
    title: str
    summary: str
    deliverable: str
    provenance: str
    visibility: str
    roles: tuple[str, ...]
    published_on: tuple[int, int]
    hours: float
    areas: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    moore: str = ""
    file: str = ""
    body: str = ""
    link: str = ""
    activity_format: str = ""
    ai: str = "none"
    ai_statement: str = ""
    length: str = ""
    brief: str = ""
    who_else: str = ""
    changed_after_review: str = ""
    objectives: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    permission: Permission | None = None


@dataclass(frozen=True)
class InteractionRecord:
    """One exchange with a contact. `days_ago` counts calendar days before the day of loading."""

    days_ago: int
    channel: str
    direction: str
    purpose: str
    summary: str
    outcome: str = "no-reply"
    sample: str = ""


@dataclass(frozen=True)
class ContactRecord:
    """A prospect or peer.

    `kind` is a prospect-kind slug, or "" where the organization is an ineligible company kept apart as
    promotional work. `next_action_in` counts working days from the day of loading; None means no date.
    """

    organization: str
    kind: str
    stage: str = ""
    person: str = ""
    role: str = ""
    source: str = ""
    priority: str = "B"
    note: str = ""
    next_action: str = ""
    next_action_in: int | None = None
    promotional: bool = False
    interactions: tuple[InteractionRecord, ...] = ()


@dataclass(frozen=True)
class StepRecord:
    """How one step of the five milestones was done, or how far it has come.

    `by` is "note", "checklist", "sample", "rating", "contact", "profile", "link" or "own-word" (declared
    without evidence). `week` is the week of the twelve-week plan in which it happened.
    """

    number: str
    slug: str
    week: int
    by: str
    note: str = ""
    ticked: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class VisitRecord:
    """One line of a link's receipt. `what` is made, sent, robot, opened, read, downloaded or ended."""

    days_ago: int
    clock: str
    what: str
    sample: str = ""
    minutes: int = 0
    pages: str = ""
    note: str = ""


@dataclass(frozen=True)
class LinkRecord:
    """A private link made for one reader, with what happened to it."""

    name: str
    reader: str
    note: str
    samples: tuple[str, ...]
    made_days_ago: int
    ends_in_days: int
    downloads: bool = True
    receipt: tuple[VisitRecord, ...] = ()


@dataclass(frozen=True)
class Person:
    """Everything the demo holds about one fictional writer."""

    key: str
    email: str
    name: str
    display_name: str
    credentials: tuple[str, ...]
    headline: str
    background: str
    profession: str
    bio: str
    based_in: str
    areas: tuple[str, ...]
    audiences: tuple[str, ...]
    offers: tuple[str, ...]
    disclosure: str
    ai_policy: str
    availability: str
    sources_line: str
    samples: tuple[SampleRecord, ...]
    contacts: tuple[ContactRecord, ...]
    steps_done: tuple[StepRecord, ...]
    steps_in_progress: tuple[StepRecord, ...]
    baseline: dict[str, int] = field(default_factory=dict)
    week12: dict[str, int] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    growth_goals: tuple[str, ...] = ()
    links: tuple[LinkRecord, ...] = ()
