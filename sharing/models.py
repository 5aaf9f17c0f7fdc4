"""What others may see: collections and the links that open them."""

from __future__ import annotations

import secrets
from datetime import datetime, time
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import OwnedQuerySet, numbered
from portfolio.models import Sample, SampleFile, new_token
from sharing.review_models import Review as Review
from sharing.review_models import ReviewComment as ReviewComment
from sharing.review_models import ReviewRequest as ReviewRequest
from sharing.review_models import ReviewState as ReviewState


class CollectionQuerySet(OwnedQuerySet):
    def with_items(self):
        return self.prefetch_related(
            models.Prefetch(
                "items",
                CollectionItem.objects.filter(sample__deleted_at=None)
                .select_related("sample")
                .prefetch_related(
                    models.Prefetch("sample__files", SampleFile.objects.current().for_cards()),
                    "sample__permissions",
                ),
            )
        )


class Collection(models.Model):
    """A selection of samples in an order. One is the public page; others are made for particular readers."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collections")
    title = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, editable=False)
    intro = models.TextField("Introduction", blank=True, max_length=2000)
    is_main = models.BooleanField(default=False, editable=False)
    is_public = models.BooleanField("Listed on my public page", default=False)
    show_credentials = models.BooleanField("Show my credentials", default=True)
    show_contact = models.BooleanField("Show the contact form", default=True)
    allow_downloads = models.BooleanField("Clean copies may be downloaded", default=True)
    show_notes = models.BooleanField("Show speaker notes I chose to keep", default=True)
    pdf_pages = models.PositiveSmallIntegerField(
        "Pages of each sample in the PDF",
        default=3,
        choices=[(0, "None, summaries only"), (1, "The first page"), (3, "The first three"), (40, "All")],
    )
    cover = models.ForeignKey(Sample, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["-is_main", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="sharing_collection_slug_per_owner"),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_main=True), name="sharing_one_main_collection"
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if not self.slug:
            base = slugify(self.title)[:60].strip("-") or "collection"
            taken = set(Collection.objects.filter(owner_id=self.owner_id).values_list("slug", flat=True))
            self.slug = next(s for s in numbered(base) if s not in taken)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("sharing:collection_detail", args=[self.pk])

    @property
    def front(self):
        """The file whose first page stands for it: of the chosen cover, else of the first sample with a picture."""
        samples = [item.sample for item in self.items.all()]
        samples.sort(key=lambda sample: sample.pk != self.cover_id)
        files = (file for sample in samples for file in sample.current_files)
        return next((file for file in files if file.pictures), None)

    @property
    def is_listed(self):
        """Strangers find it without a private link, once the public page is open."""
        return self.is_main or self.is_public


class CollectionItemQuerySet(OwnedQuerySet):
    owner_path = "collection__owner"


class CollectionItem(models.Model):
    """A sample's place in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveIntegerField(default=0)
    section = models.CharField(max_length=60, blank=True)

    objects = CollectionItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "sample"], name="sharing_sample_once_per_collection"
            )
        ]

    def __str__(self):
        return f"{self.sample} in {self.collection}"


class LinkState(StrEnum):
    """What somebody meets who opens a private link. Only `LIVE` shows anything."""

    LIVE = "live"
    LOCKED = "locked"  # live, but it asks for its password first
    PAUSED = "paused"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ShareLinkQuerySet(OwnedQuerySet):
    def live(self, at=None):
        """Links that open now; `ShareLink.state` says the same of one row, and a test compares the two."""
        at = at or timezone.now()
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=at), revoked_at=None, paused_at=None, owner__is_active=True
        )


class ShareLink(models.Model):
    """A capability: whoever holds the token may read these samples until the link ends.

    The token is stored readable, because the writer must be able to copy the link again.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="share_links")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    name = models.CharField("Who is it for?", max_length=80)
    reader = models.CharField("The person there", max_length=120, blank=True)
    note = models.TextField("Welcome note", blank=True, max_length=1000)
    # A deleted collection leaves its links behind, ended: the address still says whose it was.
    collection = models.ForeignKey(
        Collection, null=True, blank=True, on_delete=models.SET_NULL, related_name="share_links"
    )
    ends_at = models.DateTimeField(null=True, blank=True)
    password = models.CharField(max_length=128, blank=True, editable=False)
    password_version = models.PositiveIntegerField(default=1, editable=False)
    allow_downloads = models.BooleanField("Clean copies may be downloaded", default=True)
    tell_me = models.BooleanField("Mail me when it is first opened", default=True)
    paused_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    warned_at = models.DateTimeField(null=True, editable=False)
    first_opened_at = models.DateTimeField(null=True, editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sharing:link_detail", args=[self.pk])

    @property
    def public_path(self):
        return reverse("sharing:shared", args=[self.token])

    @property
    def full_address(self):
        return settings.SITE_URL + self.public_path

    @property
    def state(self) -> LinkState:
        """As a stranger without the password would find it."""
        if self.revoked_at:
            return LinkState.REVOKED
        if self.ends_at and self.ends_at <= timezone.now():
            return LinkState.EXPIRED
        if self.paused_at:
            return LinkState.PAUSED
        return LinkState.LOCKED if self.password else LinkState.LIVE

    @property
    def is_live(self):
        return self.state in {LinkState.LIVE, LinkState.LOCKED}

    @property
    def ends_on(self):
        """The last day it opens, as the writer's date."""
        return timezone.localdate(self.ends_at, self.owner.tz) if self.ends_at else None

    def end_on(self, day):
        """Open to the end of that day where the writer is; None for no end."""
        self.ends_at = datetime.combine(day, time(23, 59, 59), self.owner.tz) if day else None

    @property
    def days_left(self):
        return None if self.ends_at is None else max(0, (self.ends_on - self.owner.today()).days)

    def set_password(self, raw):
        """A new password, or '' for none. Readers who typed the old one are asked again."""
        self.password = make_password(raw) if raw else ""
        self.password_version += 1

    def password_fits(self, raw):
        return check_password(raw, self.password)

    def revoke(self):
        """For good: the address never opens again. The receipt stays."""
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])

    def pause(self):
        self.paused_at = timezone.now()
        self.save(update_fields=["paused_at"])

    def resume(self):
        self.paused_at = None
        self.save(update_fields=["paused_at"])


class LinkItemQuerySet(OwnedQuerySet):
    owner_path = "link__owner"


class LinkItem(models.Model):
    """A sample chosen for one link, when the link does not open a whole collection."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="items")
    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="link_places")
    position = models.PositiveIntegerField(default=0)

    objects = LinkItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "sample"], name="sharing_sample_once_per_link")
        ]

    def __str__(self):
        return f"{self.sample} for {self.link}"


def main_collection(user):
    """The writer's public page. Made the first time somebody asks for it."""
    return Collection.objects.get_or_create(
        owner=user, is_main=True, defaults={"title": "Selected work", "is_public": True}
    )[0]


class VisitQuerySet(OwnedQuerySet):
    def through(self, link):
        """Visits to one private link, or, with None, to the public pages."""
        return self.filter(link=link)


class Visit(models.Model):
    """That somebody opened, read or downloaded something on a day. Never who, from where, or with what.

    One reader doing one thing on one day is one row, however often the page is loaded: `mark` is made of
    the four and a secret that is thrown away after the day, so no row of today can be joined to one of tomorrow.
    """

    class What(models.TextChoices):
        OPEN = "open", "Opened"
        READ = "read", "Read"
        DOWNLOAD = "download", "Downloaded"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    link = models.ForeignKey(ShareLink, null=True, on_delete=models.CASCADE, related_name="visits")
    sample = models.ForeignKey(Sample, null=True, on_delete=models.SET_NULL, related_name="visits")
    what = models.CharField(max_length=8, choices=What.choices)
    day = models.DateField()  # the writer's date
    happened_at = models.DateTimeField(default=timezone.now)
    mark = models.CharField(max_length=32, unique=True)
    seconds = models.PositiveIntegerField(default=0)
    pages = models.JSONField(default=dict)  # seconds by page: {"7-2": 14} is file 7, page 2

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["link", "-happened_at"], name="sharing_visit_of_link"),
            models.Index(fields=["owner", "-happened_at"], name="sharing_visit_of_owner"),
            models.Index(fields=["day"], name="sharing_visit_day"),
        ]

    def __str__(self):
        return f"{self.what} on {self.day}"


class VisitSum(models.Model):
    """What is left of old visits: how many of a kind there were on a day."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit_sums")
    link = models.ForeignKey(ShareLink, null=True, on_delete=models.CASCADE, related_name="visit_sums")
    sample = models.ForeignKey(Sample, null=True, on_delete=models.SET_NULL, related_name="visit_sums")
    what = models.CharField(max_length=8, choices=Visit.What.choices)
    day = models.DateField()
    count = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField(default=0)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "pk"]

    def __str__(self):
        return f"{self.count} × {self.what} on {self.day}"


def _new_salt():
    return secrets.token_hex(32)


class DaySalt(models.Model):
    """The secret of one day's visitor marks. Deleted two days later; what it hid cannot be found again."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64, default=_new_salt)

    def __str__(self):
        return str(self.day)


class MessageQuerySet(OwnedQuerySet):
    def unread(self):
        return self.filter(read_at=None, place=Message.Place.INBOX)


class Message(models.Model):
    """What a visitor wrote to the writer. `ask` is a reader of an ended link who wants it again."""

    class Kind(models.TextChoices):
        CONTACT = "contact", "Message"
        ASK = "ask", "Asks for a link again"

    class Place(models.TextChoices):
        INBOX = "inbox", "Inbox"
        ARCHIVE = "archive", "Archive"
        SPAM = "spam", "Spam"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    link = models.ForeignKey(
        ShareLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.CONTACT)
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField()
    text = models.TextField(blank=True, max_length=4000)
    received_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=8, choices=Place.choices, default=Place.INBOX)
    # The same form sent ten times is one message.
    once = models.CharField(max_length=32, unique=True, null=True)  # noqa: DJ001  null: unique only when set

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["owner", "place", "-received_at"], name="sharing_message_box")]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self):
        return reverse("sharing:message_detail", args=[self.pk])

    @property
    def sender(self):
        return self.name or self.email
