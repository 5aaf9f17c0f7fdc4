"""Which samples for this reader? Ranked by plain rules, each with its reasons; nothing that may not be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

import vocabularies as words
from portfolio.models import Sample, State

# Points. Asked for by name counts most: a buyer of needs assessments wants to read one.
ASKED, USUAL, AUDIENCE, AREA, READABLE = 12, 4, 10, 7, 1


@dataclass(frozen=True)
class Picks:
    """What is known of the reader, as slugs. `usual` is what their kind of organization buys."""

    deliverables: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    sample: Sample
    score: int
    reasons: list[str] = field(default_factory=list)


def showable(owner) -> list[Sample]:
    """The owner's samples that may go behind a private link today."""
    samples = list(Sample.objects.owned_by(owner).kept().with_files())
    prefetch_related_objects([owner], "private_words", "dismissals")
    for sample in samples:
        sample.owner = owner
    return [sample for sample in samples if not sample.why_not_put_up(private_link=True)]


def rank(samples: Iterable[Sample], picks: Picks) -> list[Suggestion]:
    """Best first; between equals the newer one. The same library and picks give the same order."""
    ranked = [_weigh(sample, picks) for sample in samples]
    ranked.sort(key=lambda one: (-one.score, -one.sample.created_at.timestamp(), -one.sample.pk))
    return ranked


def _weigh(sample: Sample, picks: Picks) -> Suggestion:
    score, reasons = 0, []
    if sample.deliverable in picks.deliverables:
        score += ASKED
        reasons.append(f"They ask for this kind: {sample.deliverable_name.lower()}")
    elif sample.deliverable in picks.usual:
        # What such readers ask for most stands first in the list and weighs a little more.
        score += USUAL + max(0, 5 - picks.usual.index(sample.deliverable))
        reasons.append(f"Readers of this kind often ask for a {sample.deliverable_name.lower()}")
    if same := [slug for slug in sample.audiences if slug in picks.audiences]:
        score += AUDIENCE
        reasons.append(f"Same audience: {_names(words.AUDIENCES, same)}")
    if same := [slug for slug in sample.areas if slug in picks.areas]:
        score += AREA
        reasons.append(f"Same field: {_names(words.AREAS, same)}")
    if score and sample.standing().state is not State.DESCRIBE:
        score += READABLE
        reasons.append("Ready to read")
    return Suggestion(sample, score, reasons)


def _names(vocabulary, slugs):
    return ", ".join(words.label(vocabulary, slug).lower() for slug in slugs)


def gaps(samples: Iterable[Sample], picks: Picks) -> list[str]:
    """Kinds of work this reader asks for that no sample shows: slugs, in the order asked."""
    have = {sample.deliverable for sample in samples}
    wanted = picks.deliverables or picks.usual[:3]
    return [slug for slug in wanted if slug not in have]
