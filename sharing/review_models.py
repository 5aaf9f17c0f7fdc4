"""A colleague asked to review one sample, and what came back. Imported by sharing.models."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import OwnedQuerySet
from portfolio.models import Sample, SampleFile, new_token


class ReviewState(StrEnum):
    """What somebody meets who opens the address of a review. Only `OPEN` shows the sample."""

    OPEN = "open"
    SENT = "sent"
    EXPIRED = "expired"
    ENDED = "ended"


class ReviewRequest(models.Model):
    """Somebody asked to review one sample. The token is the key; no account is needed."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_requests"
    )
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="review_requests")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    name = models.CharField("Who reviews it?", max_length=80)
    note = models.TextField("What should they look at?", blank=True, max_length=1000)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, editable=False)
    draft = models.JSONField(default=dict, editable=False)  # what is typed and not sent: {field: value}
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sharing:review_detail", args=[self.pk])

    @property
    def public_path(self):
        return reverse("sharing:review", args=[self.token])

    @property
    def full_address(self):
        return settings.SITE_URL + self.public_path

    @property
    def sent_review(self) -> Review | None:
        return getattr(self, "review", None)

    @property
    def state(self) -> ReviewState:
        if self.sent_review is not None:
            return ReviewState.SENT
        if self.ended_at:
            return ReviewState.ENDED
        return ReviewState.EXPIRED if self.ends_at <= timezone.now() else ReviewState.OPEN

    @property
    def ends_on(self):
        """The last day it opens, as the writer's date."""
        return timezone.localdate(self.ends_at, self.owner.tz)

    def end_on(self, day):
        self.ends_at = datetime.combine(day, time(23, 59, 59), self.owner.tz)

    def end(self):
        """For good; what was typed and not sent goes."""
        self.ended_at, self.draft = timezone.now(), {}
        self.save(update_fields=["ended_at", "draft"])


class ReviewQuerySet(OwnedQuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def named(self):
        """Reviews whose reviewer agreed to be named and whose writer says so on the sample."""
        return self.filter(may_name=True, is_shown=True).exclude(name="")


class Review(models.Model):
    """A review that came back. Private, but for the reviewer's name where both sides want it shown."""

    request = models.OneToOneField(ReviewRequest, on_delete=models.CASCADE, related_name="review")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="reviews")
    name = models.CharField(max_length=80, blank=True)
    may_name = models.BooleanField(default=False)  # the reviewer's word, and theirs to take back
    is_shown = models.BooleanField(default=False)  # the writer's
    rubric = models.JSONField(default=list)  # [{"about", "level", "note"}], level 0 for not judged
    overall = models.TextField(blank=True, max_length=4000)
    reply = models.TextField("Your answer", blank=True, max_length=2000)
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"Review of {self.sample}"


class ReviewCommentQuerySet(OwnedQuerySet):
    owner_path = "review__owner"


class ReviewComment(models.Model):
    """One note of a reviewer, tied to a page, and what the writer did about it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    file = models.ForeignKey(SampleFile, null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.PositiveIntegerField(default=0)  # 0: pasted text, which has no pages
    place = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    reply = models.TextField("Your answer", blank=True, max_length=2000)
    changed = models.CharField("What changed", blank=True, max_length=300)
    resolved_at = models.DateTimeField(null=True)

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        ordering = ["file_id", "page", "pk"]

    def __str__(self):
        return self.place
