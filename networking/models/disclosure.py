"""Financial relationships, and the card that states them.

Standard 3 of the ACCME Standards asks everyone who can influence content for all financial relationships
with ineligible companies over the past 24 months, whatever the amount.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import OwnedQuerySet

WINDOW_MONTHS = 24
REVIEW_DAYS = 182  # half a year: long enough to forget, short enough to matter
SHARED_DAYS = 30


def window_start(today: date) -> date:
    """The first day of the 24 months that end today. February 29 becomes February 28."""
    try:
        return today.replace(year=today.year - WINDOW_MONTHS // 12)
    except ValueError:
        return today.replace(year=today.year - WINDOW_MONTHS // 12, day=28)


class RelationshipQuerySet(OwnedQuerySet):
    def current(self, today):
        """Still going, or ended within the 24 months. The only definition."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=window_start(today))).filter(
            started_on__lte=today
        )

    def past(self, today):
        """Out of the window: kept as history, on no card."""
        return self.filter(ended_on__lt=window_start(today))


class Relationship(models.Model):
    """A financial tie to a company that makes or sells what patients use."""

    class Nature(models.TextChoices):
        EMPLOYMENT = "employment", "Employment"
        CONTRACT = "contract", "Contract work, promotional writing included"
        CONSULTING = "consulting", "Consulting or advisory board"
        SPEAKING = "speaking", "Speaking or teaching for them"
        RESEARCH = "research", "Research grant or trial payments"
        OWNERSHIP = "ownership", "Ownership, stock or options (not in funds)"
        ROYALTIES = "royalties", "Royalties or patents"
        OTHER = "other", "Something else of value"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="relationships"
    )
    company = models.CharField(max_length=120)
    nature = models.CharField(max_length=12, choices=Nature.choices, default=Nature.CONTRACT)
    detail = models.CharField("In a few words", max_length=200, blank=True)
    started_on = models.DateField("Since")
    ended_on = models.DateField("Ended on", null=True, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="networking_relationship_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="It cannot end before it began.",
            )
        ]

    def __str__(self):
        return f"{self.company}, {self.get_nature_display()}"

    def get_absolute_url(self):
        return reverse("networking:relationship_edit", args=[self.pk])


class DisclosureCardQuerySet(OwnedQuerySet):
    def live(self, at=None):
        """Cards somebody with the address can open now."""
        return self.exclude(token=None).filter(ends_at__gt=at or timezone.now(), owner__is_active=True)

    def outdated(self, today):
        """Confirmed so long ago that it is time to look again: what a reminder asks."""
        return self.filter(reviewed_on__lte=today - timedelta(days=REVIEW_DAYS))


class DisclosureCard(models.Model):
    """When the writer last confirmed the list, and the private address that shows it, if there is one.

    The token is stored readable, because the writer must be able to copy the address again.
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="disclosure_card"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    token = models.CharField(max_length=43, null=True, unique=True, editable=False)  # noqa: DJ001  null: no address
    ends_at = models.DateTimeField(null=True, editable=False)

    objects = DisclosureCardQuerySet.as_manager()

    def __str__(self):
        return f"Disclosure of {self.owner_id}"

    @property
    def public_path(self):
        return reverse("networking:disclosure_shared", args=[self.token])

    @property
    def full_address(self):
        return settings.SITE_URL + self.public_path

    @property
    def is_shared(self):
        return bool(self.token and self.ends_at and self.ends_at > timezone.now())

    def review_due_on(self):
        return self.reviewed_on + timedelta(days=REVIEW_DAYS) if self.reviewed_on else None
