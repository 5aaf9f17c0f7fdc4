"""What others may see: collections and the links that open them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import OwnedQuerySet
from portfolio.models import Sample, SampleFile, new_token


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
            self.slug = next(s for s in (base, *(f"{base}-{n}" for n in range(2, 100_000))) if s not in taken)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("sharing:collection_detail", args=[self.pk])


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


class ShareLinkQuerySet(OwnedQuerySet):
    def live(self, at=None):
        """Links that open now. The only definition; `ShareLink.is_live` asks it the same way for one row."""
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
    note = models.TextField("Welcome note", blank=True, max_length=1000)
    collection = models.ForeignKey(
        Collection, null=True, blank=True, on_delete=models.CASCADE, related_name="share_links"
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
    def is_live(self):
        return (
            self.revoked_at is None
            and self.paused_at is None
            and (self.ends_at is None or self.ends_at > timezone.now())
        )

    def set_password(self, raw):
        self.password = make_password(raw) if raw else ""
        self.password_version += 1

    def password_fits(self, raw):
        return check_password(raw, self.password)

    def revoke(self):
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])


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
