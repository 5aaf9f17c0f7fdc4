"""The writer's own ratings, what stands behind them, and what to do next. Counting only; pages are in the views."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import transaction
from django.db.models import Prefetch, Q

import vocabularies as words
from accounts.models import public_page_changed
from milestones import briefs, catalogue, checking
from milestones.catalogue import Competency, CompetencyGroup
from milestones.models import CompetencyEvidence, CompetencyRating, RatingSnapshot
from portfolio.models import Sample
from sharing.review_models import Review

MOST_SHOWN = 8  # on the public page; more is a list nobody reads


@dataclass(frozen=True)
class Row:
    """One competency as the writer stands in it. Levels are 1 to 5, 0 when not rated yet."""

    competency: Competency
    first: int
    now: int
    proof: str
    evidence: tuple[CompetencyEvidence, ...]
    reviewed: bool
    is_public: bool

    @property
    def status(self):
        """How far the claim carries: reviewed, shown, claimed or ''."""
        if self.reviewed:
            return "reviewed"
        if self.evidence:
            return "shown"
        return "claimed" if self.now else ""

    @property
    def level_name(self):
        return catalogue.competency_levels()[self.now - 1].name if self.now else "Not rated yet"

    @property
    def first_name(self):
        return catalogue.competency_levels()[self.first - 1].name if self.first else "Not rated yet"

    @property
    def pips(self):
        return [number <= self.now for number in range(1, 6)]

    @property
    def grew(self):
        return self.now - self.first if self.now and self.first else 0


@dataclass(frozen=True)
class Map:
    """All twenty, group by group, with the days of the first and the newest rating."""

    groups: tuple[tuple[CompetencyGroup, tuple[Row, ...]], ...]
    first_on: date | None
    now_on: date | None
    days: tuple[date, ...]

    @cached_property
    def rows(self) -> list[Row]:
        return [row for _, rows in self.groups for row in rows]

    @property
    def has_two(self):
        return self.first_on != self.now_on

    @cached_property
    def rated(self):
        return sum(bool(row.now) for row in self.rows)

    @cached_property
    def without_evidence(self) -> list[Row]:
        """The gaps: rows that nothing stands behind."""
        return [row for row in self.rows if not row.evidence]

    @cached_property
    def counts(self):
        return {
            "reviewed": sum(row.status == "reviewed" for row in self.rows),
            "shown": sum(row.status == "shown" for row in self.rows),
            "claimed": sum(row.status == "claimed" for row in self.rows),
        }

    @cached_property
    def grown(self) -> list[Row]:
        return sorted((row for row in self.rows if row.grew > 0), key=lambda row: -row.grew)


def map_of(user) -> Map:
    """Where the writer stands: four queries, whatever the number of ratings and samples."""
    snapshots = list(RatingSnapshot.objects.owned_by(user).prefetch_related("ratings"))
    first: dict[str, CompetencyRating] = {}
    now: dict[str, CompetencyRating] = {}
    for snapshot in snapshots:
        for rating in snapshot.ratings.all():
            first.setdefault(rating.competency, rating)
            now[rating.competency] = rating
    behind: dict[str, list[CompetencyEvidence]] = {}
    for row in evidence_rows(user):
        behind.setdefault(row.competency, []).append(row)
    reviewed = reviewed_samples(user)
    public = {entry["slug"] for entry in user.profile.competencies_shown}

    def row_of(competency):
        evidence = tuple(behind.get(competency.slug, ()))
        return Row(
            competency=competency,
            first=first[competency.slug].level if competency.slug in first else 0,
            now=now[competency.slug].level if competency.slug in now else 0,
            proof=now[competency.slug].proof if competency.slug in now else "",
            evidence=evidence,
            reviewed=any(one.sample_id in reviewed for one in evidence),
            is_public=competency.slug in public,
        )

    all_rows = [row_of(competency) for competency in catalogue.competencies(user.profile.health)]
    return Map(
        groups=tuple(
            (group, tuple(row for row in all_rows if row.competency.group == group.slug))
            for group in catalogue.competency_groups()
        ),
        first_on=snapshots[0].rated_on if snapshots else None,
        now_on=snapshots[-1].rated_on if snapshots else None,
        days=tuple(snapshot.rated_on for snapshot in snapshots),
    )


def evidence_rows(user):
    """What stands behind competencies; a sample in the bin stands behind nothing."""
    return (
        CompetencyEvidence.objects.owned_by(user)
        .filter(Q(sample=None) | Q(sample__deleted_at=None))
        .select_related("sample", "reflection")
        .defer("sample__text", "reflection__text")
    )


def reviewed_samples(user) -> set[int]:
    """Samples of which a review came back."""
    return set(Review.objects.owned_by(user).order_by().values_list("sample_id", flat=True))


def rate(user, rated_on: date, levels: dict[str, tuple[int, str]]) -> RatingSnapshot:
    """Keep a day's rating: {competency: (level, proof)}. The same day again replaces it."""
    with transaction.atomic():
        snapshot, _ = RatingSnapshot.objects.update_or_create(owner=user, rated_on=rated_on)
        snapshot.ratings.all().delete()
        CompetencyRating.objects.bulk_create(
            CompetencyRating(snapshot=snapshot, competency=slug, level=level, proof=proof)
            for slug, (level, proof) in levels.items()
        )
        show(user, [entry["slug"] for entry in user.profile.competencies_shown])
    return snapshot


def show(user, slugs: Iterable[str]) -> None:
    """Publish the chosen part, as it stands now: on the profile, where the public page finds it.

    Samples are named by number; the page prints only those its visitor may have. A line of proof that the
    share check would stop is left out.
    """
    chosen = set(slugs)
    profile = user.profile
    rows = [row for row in map_of(user).rows if row.competency.slug in chosen and row.now][:MOST_SHOWN]
    profile.competencies_shown = [
        {
            "slug": row.competency.slug,
            "name": row.competency.name,
            "level": row.now,
            "level_name": row.level_name,
            "proof": "" if checking.must_stay_private(user, [row.proof]) else row.proof,
            "samples": [one.sample_id for one in row.evidence if one.sample_id],
        }
        for row in rows
    ]
    with transaction.atomic():
        profile.save(update_fields=["competencies_shown"])
        public_page_changed(user.pk)


def likely_samples(user, competency: Competency) -> list[Sample]:
    """Three samples at most that may show a competency, judged by their kind; newest first."""
    kinds = [row.slug for row in words.DELIVERABLES if competency.slug in row.competencies]
    return list(
        Sample.objects.owned_by(user)
        .kept()
        .filter(deliverable__in=kinds)
        .exclude(competency_evidence__competency=competency.slug)
        .defer("text")[:3]
    )


@dataclass(frozen=True)
class Idea:
    """Something to do about a gap."""

    what: str  # step, deliverable or brief
    title: str
    slug: str
    milestone: str = ""


def ideas(competency: Competency, health: str, done: Iterable[str] = ()) -> list[Idea]:
    """What would lift a competency: an open step, a kind of work, a practice brief."""
    finished, found = set(done), []
    step = next((slug for slug in competency.lifts_steps if slug not in finished), None)
    if step:
        row = catalogue.step(step, health)
        found.append(Idea("step", row.title, step, row.milestone))
    found += [
        Idea("deliverable", words.label(words.DELIVERABLES, slug, health), slug)
        for slug in competency.lifts_deliverables[:1]
    ]
    brief = next(
        (row for row in briefs.briefs(health) if row.deliverable in competency.lifts_deliverables), None
    )
    if brief:
        found.append(Idea("brief", brief.title, brief.slug))
    return found


def with_snapshots(user):
    """All ratings, newest day first, for the history table."""
    return (
        RatingSnapshot.objects.owned_by(user)
        .prefetch_related(Prefetch("ratings", CompetencyRating.objects.order_by("pk")))
        .order_by("-rated_on")
    )


# The chart ---------------------------------------------------------------------------------------------

_CENTER, _RADIUS, _LABELS = (330, 262), 178, 193
_CORNERS = ((612, 66, "end"), (612, 470, "end"), (48, 470, "start"), (48, 66, "start"))


@dataclass(frozen=True)
class Radar:
    """Coordinates for templates/milestones/partials/radar.html, in a view box of 584 by 436."""

    rings: tuple[tuple[str, bool], ...]
    spokes: tuple[dict, ...]
    cuts: tuple[tuple[str, str], ...]
    corners: tuple[dict, ...]
    then: str
    today: str
    dots: tuple[tuple[str, str], ...]
    levels: tuple[tuple[int, str], ...]


def radar(found: Map) -> Radar:
    """The web of twenty spokes, clockwise from the top. What is not rated lies in the middle."""
    rows = found.rows
    step = 360 / len(rows)
    spokes = []
    for place, row in enumerate(rows):
        angle = place * step
        x, y = _point(angle, _RADIUS)
        label_x, label_y = _point(angle, _LABELS)
        side = "middle" if abs(label_x - _CENTER[0]) < 1 else "start" if label_x > _CENTER[0] else "end"
        spokes.append(
            {
                "x": f"{x:.1f}",
                "y": f"{y:.1f}",
                "label_x": f"{label_x:.1f}",
                "label_y": f"{label_y + 4:.1f}",
                "number_y": f"{label_y + 8:.1f}",
                "side": side,
                "name": row.competency.short,
                "number": row.competency.number,
            }
        )
    at, cuts = 0, []
    for _, members in found.groups:
        cuts.append(_said(_point((at - 0.5) * step, _RADIUS)))
        at += len(members)
    now = [_point(place * step, _RADIUS * row.now / 5) for place, row in enumerate(rows)]
    first = [_point(place * step, _RADIUS * row.first / 5) for place, row in enumerate(rows)]
    return Radar(
        rings=tuple((f"{_RADIUS * n / 5:.1f}", n == 5) for n in range(1, 6)),
        spokes=tuple(spokes),
        cuts=tuple(cuts),
        corners=tuple(
            {"x": x, "y": y, "side": side, "name": group.name}
            for (x, y, side), (group, _) in zip(_CORNERS, found.groups, strict=True)
        ),
        then=_polygon(first) if found.has_two else "",
        today=_polygon(now),
        dots=tuple(_said(point) for point, row in zip(now, rows, strict=True) if row.now),
        levels=tuple((n, f"{_CENTER[1] - _RADIUS * n / 5 + 12:.1f}") for n in range(1, 6)),
    )


def _point(angle: float, far: float) -> tuple[float, float]:
    """Degrees clockwise from the top, and how far out."""
    turn = math.radians(angle)
    return _CENTER[0] + far * math.sin(turn), _CENTER[1] - far * math.cos(turn)


def _said(point: tuple[float, float]) -> tuple[str, str]:
    return f"{point[0]:.1f}", f"{point[1]:.1f}"


def _polygon(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
