"""What was said, and how a contact moved along."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

import vocabularies as words
from accounts.models import OwnedQuerySet
from networking import catalogue
from networking.models.people import Contact, _choices
from portfolio.models import Sample
from sharing.models import ShareLink

CALLS = ("call", "video")
ANSWERS = ("replied", "call-booked", "sample-asked", "not-now", "no", "work-offered")


class ThroughContactQuerySet(OwnedQuerySet):
    owner_path = "contact__owner"


class StageMove(models.Model):
    """A contact went from one stage to another."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(max_length=20, blank=True)
    to_stage = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, blank=True)
    moved_at = models.DateTimeField(default=timezone.now)

    objects = ThroughContactQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]

    def __str__(self):
        return f"{self.from_stage or 'new'} to {self.to_stage}"

    @property
    def from_name(self):
        return catalogue.stage(self.from_stage).name if self.from_stage else ""

    @property
    def to_name(self):
        return catalogue.stage(self.to_stage).name


class InteractionQuerySet(ThroughContactQuerySet):
    def outgoing(self):
        return self.filter(direction="out")

    def incoming(self):
        return self.filter(direction="in")

    def first_messages(self):
        return self.outgoing().filter(purpose="introduce")

    def follow_ups(self):
        return self.outgoing().filter(purpose="follow-up")

    def calls(self):
        return self.filter(channel__in=CALLS)

    def planned(self):
        """With a date for what comes next."""
        return self.exclude(next_action_on=None)

    def answered(self):
        """Something came back: they wrote, or an answer was noted on what was sent."""
        return self.filter(Q(direction="in") | Q(outcome__in=ANSWERS))


class Interaction(models.Model):
    """One exchange with one contact, in the writer's own short words."""

    Channel = _choices("Channel", catalogue.CHANNELS)
    Direction = _choices("Direction", catalogue.DIRECTIONS)
    Purpose = _choices("Purpose", catalogue.PURPOSES)
    Outcome = _choices("Outcome", catalogue.OUTCOMES)

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="interactions")
    happened_on = models.DateField("When")
    channel = models.CharField(max_length=20, default="email")
    direction = models.CharField(max_length=3, default="out")
    purpose = models.CharField(max_length=20, default="introduce")
    outcome = models.CharField(max_length=20, default="no-reply")
    summary = models.TextField("In your own words", blank=True, max_length=2000)
    share_link = models.ForeignKey(
        ShareLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="interactions"
    )
    sample = models.ForeignKey(Sample, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    next_action = models.CharField("What comes next", max_length=160, blank=True)
    next_action_on = models.DateField("When", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    form_key = models.CharField(max_length=40, null=True, editable=False)  # noqa: DJ001  null: unique only when set

    objects = InteractionQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["contact", "-happened_on"], name="networking_interaction_last")]
        constraints = [
            models.UniqueConstraint(fields=["contact", "form_key"], name="networking_interaction_form_key"),
        ]

    def __str__(self):
        return f"{self.purpose_name}, {self.happened_on}"

    def get_absolute_url(self):
        return reverse("networking:interaction_edit", args=[self.pk])

    @property
    def channel_name(self):
        return words.label(catalogue.CHANNELS, self.channel)

    @property
    def purpose_name(self):
        return words.label(catalogue.PURPOSES, self.purpose)

    @property
    def outcome_name(self):
        return words.label(catalogue.OUTCOMES, self.outcome)

    @property
    def is_out(self):
        return self.direction == "out"

    @property
    def was_answered(self):
        return self.direction == "in" or self.outcome in ANSWERS

    @property
    def last_words(self):
        """'Video call: asked about items', for a list."""
        short = " ".join(self.summary.split())
        if len(short) > 60:
            short = short[:59].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
        what = self.purpose_name if self.is_out else self.channel_name
        return f"{what}: {short}" if short else what


def attach_last(contacts):
    """Give each of these contacts `last`, its newest exchange or None: one query for all of them."""
    rows = Interaction.objects.filter(contact__in=contacts).order_by("happened_on", "pk")
    newest = {row.contact_id: row for row in rows}
    for contact in contacts:
        contact.last = newest.get(contact.pk)
    return contacts
