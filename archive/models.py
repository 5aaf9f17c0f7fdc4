"""A ZIP that was asked for, while it is being made and for a day after."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from accounts.models import OwnedQuerySet
from portfolio import storage

KEPT_FOR = timedelta(days=1)
LOST_AFTER = timedelta(minutes=10)


class WorkQuerySet(OwnedQuerySet):
    def busy(self):
        return self.filter(state__in=["waiting", "working"])

    def lost(self):
        """Busy, and nothing was heard of it for ten minutes."""
        return self.busy().filter(state_since__lt=timezone.now() - LOST_AFTER)


class ExportQuerySet(WorkQuerySet):
    def live(self):
        """Made, and within its day. The only definition."""
        return self.filter(state="ready", expires_at__gt=timezone.now())

    def old(self):
        return self.filter(expires_at__lte=timezone.now())


class Export(models.Model):
    """A ZIP of the writer's work. One of each kind at a time; asking again makes it anew."""

    class Variant(models.TextChoices):
        EVERYTHING = "everything", "Everything"
        SHARE = "share", "To share"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        WORKING = "working", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    variant = models.CharField(max_length=10, choices=Variant.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    state_since = models.DateTimeField(default=timezone.now)
    run = models.CharField(max_length=32, blank=True)  # the making that may write its result
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=storage.derived, max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # What strangers could see when it was made: a ZIP to share that shows more than the page is not handed out.
    page_version = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "variant"], name="archive_one_export_of_a_kind")
        ]

    def __str__(self):
        return f"{self.get_variant_display()}, {self.created_at:%Y-%m-%d}"

    @property
    def is_busy(self):
        return self.state in {self.State.WAITING, self.State.WORKING}

    @property
    def is_live(self):
        return self.state == self.State.READY and self.expires_at > timezone.now()

    @property
    def is_outdated(self):
        """To share, and the public page has changed since."""
        return self.variant == self.Variant.SHARE and self.page_version != self.owner.profile.version

    @property
    def percent(self):
        """How far the making is, as far as it can be told."""
        return 3 + round(94 * min(self.done, self.total) / self.total) if self.total else 3

    @property
    def progress(self):
        """Changes when a waiting page has something new to say."""
        return f"{self.state}-{self.percent}"

    @property
    def file_name(self):
        kind = "everything" if self.variant == self.Variant.EVERYTHING else "to-share"
        return f"portfolio-{kind}-{timezone.localdate(self.created_at, self.owner.tz):%Y-%m-%d}.zip"


class Import(models.Model):
    """A ZIP that was brought back: looked through, then put in if the writer says so. One at a time."""

    class State(models.TextChoices):
        LOOKED = "looked", "Looked through"
        WAITING = "waiting", "Waiting for its turn"
        WORKING = "working", "Being put back"
        DONE = "done", "Put back"
        FAILED = "failed", "Not put back"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="archive_import"
    )
    file = models.FileField(storage=storage.originals, max_length=120, blank=True)
    file_name = models.CharField(max_length=160)
    counts = models.JSONField(default=dict)
    with_profile = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.LOOKED)
    state_since = models.DateTimeField(default=timezone.now)
    run = models.CharField(max_length=32, blank=True)
    done = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=400, blank=True)

    objects = WorkQuerySet.as_manager()

    def __str__(self):
        return self.file_name

    @property
    def is_busy(self):
        return self.state in {self.State.WAITING, self.State.WORKING}

    @property
    def percent(self):
        total = self.counts.get("files", 0)
        return 3 + round(94 * min(self.done, total) / total) if total else 3

    @property
    def progress(self):
        return f"{self.state}-{self.percent}"


@receiver(post_delete, sender=Import)
def remove_uploaded_zip(instance, **kwargs):
    if instance.file:
        transaction.on_commit(partial(storage.originals().delete, instance.file.name))


@receiver(post_delete, sender=Export)
def remove_stored_zip(instance, **kwargs):
    """Closing an account cascades past Model.delete()."""
    if instance.file:
        transaction.on_commit(partial(storage.derived().delete, instance.file.name))
