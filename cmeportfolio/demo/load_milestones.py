"""The demo people's milestones: what they noted, ticked and rated, and their plan."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from milestones import catalogue, competencies, progress
from milestones.models import Plan, StepProgress

WEEKS = 12


def load_milestones(user, person):
    """Twelve weeks that end today: steps in their weeks, a rating at the start and one this week."""
    today = user.today()
    began = today - timedelta(weeks=WEEKS)
    for record in (*person.steps_done, *person.steps_in_progress):
        step = catalogue.step(record.slug, user.profile.health)
        at = timezone.now() - timedelta(weeks=WEEKS - record.week, days=1)
        StepProgress.objects.update_or_create(
            owner=user,
            step=record.slug,
            defaults={
                "note": record.note,
                "ticks": list(record.ticked),
                "link": record.link,
                "noted_at": at,
                "marked_done_at": at if record.by == "own-word" else None,
                "content_version": step.version if record.by == "own-word" else 0,
            },
        )
    for day, levels in ((began, person.baseline), (today - timedelta(days=2), person.week12)):
        rated = {slug: (level, person.proofs.get(slug, "")[:200]) for slug, level in levels.items()}
        competencies.rate(user, day, rated)
    Plan.objects.get_or_create(
        owner=user, defaults={"starts_on": began, "hours_a_week": Decimal(5), "laid_from": began}
    )
    progress.remember(user, progress.of(user))
