"""What is done, computed from the writer's rows. The only place that decides it.

`gather()` reads everything in at most six queries, whatever the number of samples, contacts and steps;
`states()` is a pure function of what was read, so that counting twice gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Profile, User
from craft import objectives, outline
from milestones import catalogue
from milestones.catalogue import Evidence, Step
from milestones.models import Plan, RatingSnapshot
from networking.models import Contact
from portfolio import checks
from portfolio.models import Sample
from sharing.review_models import Review

# A label is whole when a stranger learns from it what this is, for whom, whose part it was, and how it was made.
LABEL = ("summary", "roles", "areas", "audiences", "ai_use")
LABEL_WORDS = {
    "summary": "a summary",
    "roles": "your part in it",
    "areas": "a field",
    "audiences": "an audience",
    "ai_use": "what AI did",
}
MAX_CHECKED = 20_000  # characters of a note that the objective checker reads


@dataclass(frozen=True)
class Noted:
    """What the writer left in one step."""

    note: str = ""
    ticks: tuple[str, ...] = ()
    link: str = ""
    marked_on: date | None = None
    noted_on: date | None = None
    content_version: int = 0
    shown_by: str = ""
    shown_on: date | None = None
    shown_samples: tuple[int, ...] = ()


@dataclass(frozen=True)
class Met:
    """One contact, and what was said to them."""

    kind: str
    person: str
    source: str
    is_prospect: bool  # still on the list, and no company that is kept apart
    is_open: bool  # may be written to
    next_on: date | None
    since: date | None
    talks: tuple[tuple[str, str, str, date | None], ...] = ()  # (channel, direction, purpose, when)


@dataclass(frozen=True)
class Facts:
    """Everything the rules look at. `today` is the writer's date."""

    today: date
    profile: Profile
    samples: tuple[Sample, ...] = ()
    binned: Mapping[int, str] = field(default_factory=dict)
    noted: Mapping[str, Noted] = field(default_factory=dict)
    ratings: tuple[date, ...] = ()  # days on which every competency was rated, oldest first
    rated: int = 0  # competencies in the newest rating
    reviews: int = 0
    contacts: tuple[Met, ...] = ()
    plan: Plan | None = None
    rules: dict[str, Any] = field(default_factory=dict, compare=False)  # worked out once: see _shown

    @property
    def shown(self) -> list[Sample]:
        """Samples a stranger can have on the public page now."""
        if "shown" not in self.rules:
            self.rules["shown"] = [
                sample for sample in self.samples if sample.on_page and not sample.why_not_shown()
            ]
        return self.rules["shown"]


@dataclass(frozen=True)
class Proof:
    """What one rule found. `by` names the evidence, `missing` says what would still be needed."""

    met: bool
    by: str = ""
    on: date | None = None
    have: int = 0
    need: int = 1
    missing: str = ""
    samples: tuple[int, ...] = ()


@dataclass(frozen=True)
class State:
    """Where one step stands. `how` is "evidence", "said" (marked by hand) or "" (open)."""

    step: Step
    how: str = ""
    by: str = ""
    on: date | None = None
    have: int = 0
    need: int = 1
    missing: tuple[str, ...] = ()
    reopened: str = ""  # why a step that was done is open again
    samples: tuple[int, ...] = ()
    kept: bool = False  # done under an earlier version of the step
    health: str = "human"

    @property
    def done(self) -> bool:
        return bool(self.how)

    @property
    def place(self) -> str:
        """The number inside its milestone, for the ring in front of it; '' for steps without one."""
        return self.step.number.partition(".")[2]

    @property
    def ticks_with(self) -> str:
        return self.step.ticks_with(self.health)

    @property
    def is_counting(self) -> bool:
        """Some of several are there: worth a bar."""
        return not self.done and self.need > 1 and self.have > 0


# Reading ----------------------------------------------------------------------------------------------


def gather(user: User, samples: Iterable[Sample] | None = None) -> Facts:
    """Read the facts about one writer: at most six queries, three fewer when the samples are already there.

    `samples` must come from `sample_rows()`.
    """
    samples = list(sample_rows(user) if samples is None else samples)
    for sample in samples:
        sample.owner = user
    checks.remember_text_findings(user.profile, [one for one in samples if one.body == Sample.Body.TEXT])
    noted, numbers, plan = _what_was_noted(user)
    return Facts(
        today=user.today(),
        profile=user.profile,
        samples=tuple(sample for sample in samples if sample.deleted_at is None),
        binned={sample.pk: sample.title for sample in samples if sample.deleted_at},
        noted=noted,
        plan=plan,
        contacts=contacts_of(user),
        **numbers,
    )


def sample_rows(user: User):
    """Samples with all a rule asks of them, those in the bin too: three queries."""
    return Sample.objects.owned_by(user).with_on_page().with_files()


def _what_was_noted(user: User) -> tuple[dict[str, Noted], dict[str, Any], Plan | None]:
    """Notes of all steps, ratings, reviews and the plan: one query with a row for each step noted."""
    whole = RatingSnapshot.objects.owned_by(user).order_by().alias(levels=Count("ratings"))
    newest = RatingSnapshot.objects.owned_by(user).order_by("-rated_on").annotate(levels=Count("ratings"))
    everything = whole.filter(levels__gte=len(catalogue.competencies()))
    names = {name: f"step_progress__{name}" for name in _PROGRESS}
    plan_names = {name: f"plan__{name}" for name in _PLAN}
    rows = list(
        User.objects.filter(pk=user.pk)
        .annotate(
            first_rating=Subquery(everything.order_by("rated_on").values("rated_on")[:1]),
            last_rating=Subquery(everything.order_by("-rated_on").values("rated_on")[:1]),
            newest_levels=Subquery(newest.values("levels")[:1]),
            reviews_back=_reviews_of(user),
        )
        .values_list(
            "first_rating",
            "last_rating",
            "newest_levels",
            "reviews_back",
            *names.values(),
            *plan_names.values(),
        )
    )
    first, last, levels, reviews = rows[0][:4]
    noted = {}
    for row in rows:
        found = dict(zip(_PROGRESS, row[4 : 4 + len(_PROGRESS)], strict=True))
        if found["step"] is not None:
            noted[found["step"]] = _noted(found, user)
    plan_row = dict(zip(_PLAN, rows[0][4 + len(_PROGRESS) :], strict=True))
    plan = Plan(owner=user, **plan_row) if plan_row["id"] else None
    if plan:
        plan._state.adding, plan._state.db = False, "default"
    ratings = tuple(sorted({day for day in (first, last) if day}))
    return noted, {"ratings": ratings, "rated": levels or 0, "reviews": reviews}, plan


_PROGRESS = (
    "step",
    "note",
    "ticks",
    "link",
    "marked_done_at",
    "noted_at",
    "content_version",
    "shown_by",
    "shown_on",
    "shown_samples",
)
_PLAN = tuple(column.name for column in Plan._meta.concrete_fields if column.name != "owner")


def _noted(row: dict[str, Any], user: User) -> Noted:
    return Noted(
        note=row["note"],
        ticks=tuple(row["ticks"]),
        link=row["link"],
        marked_on=_day(row["marked_done_at"], user),
        noted_on=_day(row["noted_at"], user),
        content_version=row["content_version"],
        shown_by=row["shown_by"],
        shown_on=row["shown_on"],
        shown_samples=tuple(row["shown_samples"]),
    )


def _day(moment: datetime | None, user: User) -> date | None:
    return timezone.localdate(moment, timezone=user.tz) if moment else None


def _reviews_of(user: User):
    """How many reviews came back through review links, as part of another query."""
    found = Review.objects.owned_by(user).filter(sample__deleted_at=None).order_by()
    counted = found.values(all=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def contacts_of(user: User) -> tuple[Met, ...]:
    """The writer's contacts and what was said to them: one query, a row for each exchange."""
    columns = (
        "pk",
        "organization__kind",
        "kind",
        "name",
        "source",
        "stage",
        "do_not_contact",
        "archived_at",
        "organization__is_promotional",
        "next_action_on",
        "created_at",
        "interactions__channel",
        "interactions__direction",
        "interactions__purpose",
        "interactions__happened_on",
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in Contact.objects.owned_by(user).order_by("pk", "interactions__pk").values(*columns):
        found.setdefault(row["pk"], []).append(row)
    return tuple(_met(rows, user) for rows in found.values())


def _met(rows: list[dict[str, Any]], user: User) -> Met:
    first = rows[0]
    left_alone = first["do_not_contact"] or first["stage"] == "closed" or first["archived_at"]
    return Met(
        kind=first["organization__kind"] or first["kind"],
        person=first["name"],
        source=first["source"],
        is_prospect=not first["archived_at"] and not first["organization__is_promotional"],
        is_open=not left_alone,
        next_on=first["next_action_on"],
        since=_day(first["created_at"], user),
        talks=tuple(
            (
                row["interactions__channel"],
                row["interactions__direction"],
                row["interactions__purpose"],
                row["interactions__happened_on"],
            )
            for row in rows
            if row["interactions__channel"] is not None
        ),
    )


# Judging ----------------------------------------------------------------------------------------------


def states(facts: Facts, steps: Iterable[Step]) -> dict[str, State]:
    """Where every step stands, by slug."""
    return {step.slug: state(facts, step) for step in steps}


def state(facts: Facts, step: Step) -> State:
    """Evidence first; then what was finished under an earlier version; then the writer's own word."""
    noted = facts.noted.get(step.slug, Noted())
    health = facts.profile.health
    proofs = [_RULES[rule.kind](facts, noted, rule) for rule in step.evidence]
    met = [proof for proof in proofs if proof.met]
    if len(met) == len(proofs) or (step.needs == "any" and met):
        used = met[:1] if step.needs == "any" else met
        return State(
            step=step,
            health=health,
            how="evidence",
            by=_joined([proof.by for proof in used]),
            on=noted.shown_on or max((proof.on for proof in used if proof.on), default=None),
            samples=tuple(pk for proof in used for pk in proof.samples),
        )
    if 0 < noted.content_version < step.version and noted.shown_by and _still_there(facts, noted):
        return State(
            step=step, health=health, how="evidence", by=noted.shown_by, on=noted.shown_on, kept=True
        )
    if noted.marked_on:
        return State(step=step, health=health, how="said", by="Your word for it", on=noted.marked_on)
    counted = max((proof for proof in proofs if proof.need > 1), key=lambda p: p.have, default=None)
    return State(
        step=step,
        health=health,
        have=counted.have if counted else 0,
        need=counted.need if counted else 1,
        missing=tuple(proof.missing for proof in proofs if not proof.met and proof.missing),
        reopened=_reopened(facts, noted),
    )


def _still_there(facts: Facts, noted: Noted) -> bool:
    here = {sample.pk for sample in facts.samples}
    return set(noted.shown_samples) <= here


def _reopened(facts: Facts, noted: Noted) -> str:
    """A kind note for a step whose evidence went."""
    if not noted.shown_by:
        return ""
    in_bin = [facts.binned[pk] for pk in noted.shown_samples if pk in facts.binned]
    if in_bin:
        return (
            f"This was done by “{in_bin[0]}”, which is in the bin now. "
            "Bring it back and the step is done again, or let another piece take its place."
        )
    return (
        f"This was done by {noted.shown_by}, and something about that has changed. "
        "Nothing you noted is lost, and another piece can take its place."
    )


def _joined(words: list[str]) -> str:
    words = list(dict.fromkeys(word for word in words if word))
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"


def lines_of(note: str) -> list[str]:
    """The lines that say something: at least one letter or digit."""
    return [line.strip() for line in note.splitlines() if any(c.isalnum() for c in line)]


def _note(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    lines = lines_of(noted.note)
    if rule.checker == "objectives":
        lines = outline.split_objectives(noted.note[:MAX_CHECKED]) if lines else []
    have, need = (len(lines), rule.items) if rule.items else (len(noted.note.split()), rule.min_words)
    met, missing = have >= need, ""
    if not met:
        unit = "line" if rule.items else "word"
        missing = f"{need - have} more {unit}{'s' if need - have != 1 else ''} in your note"
    elif rule.checker == "objectives" and not all(
        each.passes for each in objectives.check_set(lines).objectives
    ):
        met, missing = False, "the objective checker still finds an error"
    return Proof(met, "your note", noted.noted_on, min(have, need), need, missing)


def _sample(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    wanted = [sample for sample in facts.samples if _is_of(sample, rule)]
    good, near = [], ""
    for sample in reversed(wanted):  # oldest first: the one that proved it stays the one that is named
        lacks = _lacks(sample, rule)
        if not lacks:
            good.append(sample)
        else:
            near = f"“{sample.title}” lacks {lacks}"
        if len(good) == rule.count:
            break
    met = len(good) == rule.count
    missing = "" if met else near or (_no_sample(rule, len(good)))
    by = good[0].title if rule.count == 1 and good else f"{len(good)} samples"
    on = max((_day(sample.created_at, sample.owner) for sample in good), default=None)
    return Proof(met, by, on, len(good), rule.count, missing, tuple(sample.pk for sample in good))


def _is_of(sample: Sample, rule: Evidence) -> bool:
    return (not rule.deliverables or sample.deliverable in rule.deliverables) and not sample.withdrawn_at


def _lacks(sample: Sample, rule: Evidence) -> str:
    """What keeps this sample from counting, in words, or ''."""
    if rule.provenance and sample.provenance not in rule.provenance:
        return "the label “made for practice”"
    if rule.labeled:
        open_fields = [LABEL_WORDS[name] for name in LABEL if not getattr(sample, name)]
        if open_fields:
            return _joined(open_fields)
    elif not rule.cleared and not sample.summary.strip():
        return "a summary"
    if rule.cleared and not sample.body_is_cleared:
        return "a finished share check"
    return ""


def _no_sample(rule: Evidence, have: int) -> str:
    return "" if rule.count == 1 else f"{rule.count - have} more"


def _rating(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    total = len(catalogue.competencies())
    if not facts.ratings:
        rest = total - facts.rated
        missing = f"a level for {rest} more competencies" if facts.rated else ""
        return Proof(False, have=min(facts.rated, total), need=total, missing=missing)
    first, last = facts.ratings[0], facts.ratings[-1]
    if not rule.after_days:
        return Proof(True, "your rating", first)
    if last - first >= timedelta(days=rule.after_days):
        return Proof(True, "your second rating", last)
    return Proof(
        False, missing=f"time to pass: rate again from {first + timedelta(days=rule.after_days):%B %-d}"
    )


def _contact(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    found = [
        met for met in facts.contacts if met.is_prospect and (not rule.source or met.source == rule.source)
    ]
    kinds = len({met.kind for met in found if met.kind})
    named = sum(bool(met.person) for met in found)
    lacks = []
    if len(found) < rule.count:
        lacks.append(f"{rule.count - len(found)} more contacts")
    if kinds < rule.kinds:
        lacks.append(f"{rule.kinds - kinds} more kinds")
    if named < rule.with_person:
        lacks.append(f"{rule.with_person - named} more with a name")
    by = f"{len(found)} contacts" + (f" of {kinds} kinds" if rule.kinds else "")
    dates = sorted(met.since for met in found if met.since)
    on = dates[rule.count - 1] if len(dates) >= rule.count else None
    missing = _joined(lacks) if found else ""
    return Proof(not lacks, by, on, min(len(found), rule.count), rule.count, missing)


def _interaction(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    found = []
    for met in facts.contacts:
        if rule.next_action and met.is_open and met.next_on is None:
            continue
        found += [
            when
            for channel, direction, purpose, when in met.talks
            if (not rule.channels or channel in rule.channels)
            and (not rule.direction or direction == rule.direction)
            and (not rule.purpose or purpose == rule.purpose)
        ]
    undated = sum(met.is_open and met.next_on is None for met in facts.contacts) if rule.none_open else 0
    lacks = []
    if len(found) < rule.count:
        lacks.append(f"{rule.count - len(found)} more")
    if undated:
        lacks.append(f"a next date on {undated} open contact{'s' if undated > 1 else ''}")
    what = {"introduce": "message", "follow-up": "follow-up"}.get(rule.purpose, "conversation")
    by = f"{len(found)} {what}s noted" if len(found) != 1 else f"a {what} noted"
    dates = sorted(when for when in found if when)
    on = dates[rule.count - 1] if len(dates) >= rule.count else None
    missing = _joined(lacks) if found else ""
    return Proof(not lacks, by, on, min(len(found), rule.count), rule.count, missing)


def _profile(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    names = {"areas": "field", "audiences": "audience", "headline": "headline", "bio": "short bio"}
    empty = [names[name] for name in rule.fields if not getattr(facts.profile, name)]
    filled = [names[name] for name in rule.fields if getattr(facts.profile, name)]
    missing = f"the {_joined(empty)} on your profile" if empty else ""
    return Proof(not empty, f"the {_joined(filled)} on your profile", None, missing=missing)


def _review(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    met = facts.reviews >= rule.count
    return Proof(met, "a review that came back", None, min(facts.reviews, rule.count), rule.count)


def _link(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    return Proof(bool(noted.link), "the address you noted", noted.noted_on, missing="an address")


def _portfolio(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    shown = facts.shown if facts.profile.is_published else []
    met = len(shown) >= rule.count
    by = f"your public page, {len(shown)} sample{'s' if len(shown) != 1 else ''} shown"
    rest = rule.count - len(shown)
    missing = "" if met else f"{rest} more sample{'s' if rest != 1 else ''} on your public page"
    on = _day(facts.profile.published_at, facts.profile.user) if met and rule.count == 1 else None
    return Proof(met, by, on, min(len(shown), rule.count), rule.count, missing if shown else "")


def _checklist(facts: Facts, noted: Noted, rule: Evidence) -> Proof:
    have, need = len(set(noted.ticks) & set(rule.items_list)), len(rule.items_list)
    missing = f"{need - have} more box{'es' if need - have != 1 else ''}" if have else ""
    return Proof(have == need, "your ticks", noted.noted_on, have, need, missing)


_RULES = {
    "note": _note,
    "sample": _sample,
    "rating": _rating,
    "contact": _contact,
    "interaction": _interaction,
    "profile": _profile,
    "review": _review,
    "link": _link,
    "portfolio": _portfolio,
    "checklist": _checklist,
}
