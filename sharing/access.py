"""May a stranger have this, now? Asked at request time by every page, picture, text, file and feed.

A stranger enters through a door: the public page of a writer, one of the collections listed there, or a
private link. What a door shows is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Profile
from portfolio import checks
from portfolio.models import PermissionRecord, Sample, SampleFile, State
from sharing.models import Collection, CollectionItem, LinkItem, LinkState, Review, ShareLink, main_collection

EVERY = "*"  # read the words of every sample, where a slug names one


@dataclass(frozen=True)
class Shown:
    """A sample as one visitor may have it: with its body, or described only."""

    sample: Sample
    described_only: bool
    may_download: bool
    show_notes: bool
    section: str = ""
    reviewer: str = ""  # where both sides want the name shown, and the sample is the one that is read
    reviewed_at: datetime | None = None
    place: int = 0  # number of its place in the collection or link

    @property
    def files(self) -> list[SampleFile]:
        return [] if self.described_only else self.sample.current_files

    @property
    def has_page(self) -> bool:
        return not self.described_only

    @property
    def cover_file(self) -> SampleFile | None:
        return next((file for file in self.files if file.pictures), None)

    @property
    def page_names(self) -> set[str]:
        """What the pages are called in receipts: "7-2" is page 2 of file 7."""
        names = {
            f"{file.pk}-{number}"
            for file in self.files
            for number in range(1, max(len(file.page_texts), len(file.pictures)) + 1)
        }
        return names | {"text"} if self.sample.body == Sample.Body.TEXT else names


@dataclass(frozen=True)
class Door:
    """How the visitor came in. `profile` is whose work it is; `link` is set behind a private link.

    `preview` is the writer looking at what a reader would get: same rules, the writer's own addresses.
    """

    profile: Profile
    collection: Collection | None = None
    link: ShareLink | None = None
    preview: bool = False
    others: tuple[Collection, ...] = ()  # what else is listed on this public page
    confirmed: bool | None = None  # the writer's address, when the door was found with it

    @property
    def address_confirmed(self) -> bool:
        return self.profile.user.email_confirmed if self.confirmed is None else self.confirmed

    @property
    def private(self) -> bool:
        """Not for everybody: behind a private link, or a collection that only links open."""
        return self.link is not None or (self.collection is not None and not self.collection.is_listed)

    @property
    def title(self) -> str:
        return self.collection.title if self.collection is not None else "Selected work"

    @property
    def may_be_indexed(self) -> bool:
        return not self.private and self.profile.is_indexed and self.address_confirmed

    @property
    def shows_credentials(self) -> bool:
        return self.collection is None or self.collection.show_credentials

    @property
    def takes_messages(self) -> bool:
        wanted = self.collection is None or self.collection.show_contact
        return wanted and not self.preview and self.address_confirmed

    def url(self, what, *args):
        """The address of something behind this door: 'sample', 'picture' or 'file', each by its sample."""
        if self.preview and what == "sample":
            return reverse("sharing:preview_sample", args=[self.collection.pk, *args])
        if self.preview:
            own = {"picture": "portfolio:file_picture", "file": "portfolio:file_clean_copy"}[what]
            return reverse(own, args=args[1:])
        if self.link is not None:
            return reverse(f"sharing:shared_{what}", args=[self.link.token, *args])
        if self.collection is not None and not self.collection.is_main:
            return reverse(
                f"sharing:collection_{what}", args=[self.profile.slug, self.collection.slug, *args]
            )
        return reverse(f"sharing:portfolio_{what}", args=[self.profile.slug, *args])

    @property
    def home_url(self) -> str:
        if self.preview:
            return reverse("sharing:collection_preview", args=[self.collection.pk])
        if self.link is not None:
            return self.link.public_path
        if self.collection is not None and not self.collection.is_main:
            return reverse("sharing:public_collection", args=[self.profile.slug, self.collection.slug])
        return self.profile.get_absolute_url()

    def items(self):
        """The places behind this door, each with its sample: one query."""
        if self.link is not None and self.collection is None:
            places = LinkItem.objects.filter(link=self.link)
        else:
            places = CollectionItem.objects.filter(collection=self.collection)
        return places.filter(sample__deleted_at=None, sample__owner=self.profile.user_id).select_related(
            "sample"
        )

    def taken_back(self) -> int:
        """How many samples behind this door their writer took back: a private link says so."""
        return self.items().exclude(sample__withdrawn_at=None).count()

    def samples(self, reading: str = "") -> list[Shown]:
        """Everything this visitor may have, in order. `reading` is the slug of the one whose pages are read.

        Two queries, whatever the number of samples: places with samples, and files. A third when a sample
        stands on a permission, a fourth when pasted text was not checked since the last change.
        """
        places = self.items()
        if reading and reading != EVERY:
            named = Review.objects.named().filter(sample=OuterRef("sample"))
            places = places.annotate(
                reviewer=Subquery(named.values("name")[:1]), reviewed_at=Subquery(named.values("sent_at")[:1])
            )
        places = self._with_facts(list(places), reading)
        return [shown for place in places if (shown := self._shown(place))]

    def sample(self, slug) -> Shown | None:
        """One sample behind this door, or None: for the visitor it does not exist."""
        for place in self._with_facts(list(self.items().filter(sample__slug=slug)), slug):
            return self._shown(place)
        return None

    def _with_facts(self, places, reading):
        """The words of the pages come only for the sample that is read; permissions only where one decides."""
        samples = [place.sample for place in places]
        said = Case(When(sample__slug=reading, then="page_texts"), default=Value(None))
        if reading == EVERY:
            said = F("page_texts")
        files = (
            SampleFile.objects.filter(sample__in=samples).current().defer("page_texts").annotate(said=said)
        )
        by_sample = {}
        for file in files if samples else []:
            file.page_texts = file.__dict__.pop("said") or []
            by_sample.setdefault(file.sample_id, []).append(file)
        for sample in samples:
            sample.owner = self.profile.user  # the same person: no query for each sample
            sample.current_files = by_sample.get(sample.pk, [])
            for file in sample.current_files:
                file.sample = sample
        if wanting := [sample for sample in samples if sample.provenance_words.needs_permission]:
            prefetch_related_objects(
                wanting, Prefetch("permissions", PermissionRecord.objects.order_by("-granted_on", "-pk"))
            )
        checks.remember_text_findings(
            self.profile, [sample for sample in samples if sample.body == Sample.Body.TEXT]
        )
        return places

    def _shown(self, place) -> Shown | None:
        sample = place.sample
        if sample.why_not_shown(private_link=self.private):
            return None
        downloads = sample.allow_download
        if self.collection is not None:
            downloads = downloads and self.collection.allow_downloads
        if self.link is not None:
            downloads = downloads and self.link.allow_downloads
        return Shown(
            sample=sample,
            described_only=sample.standing().state is State.DESCRIBE,
            may_download=downloads,
            show_notes=self.collection.show_notes if self.collection else True,
            section=getattr(place, "section", ""),
            reviewer=getattr(place, "reviewer", None) or "",
            reviewed_at=getattr(place, "reviewed_at", None),
            place=place.pk,
        )


def readable_by(door: Door, sample_slug, file_pk=None):
    """The one question: the sample (and file) this visitor may have. 404 when they may not."""
    shown = door.sample(sample_slug)
    if shown is None or not shown.has_page:
        raise Http404
    if file_pk is None:
        return shown, None
    file = next((file for file in shown.files if file.pk == file_pk), None)
    if file is None or not file.is_cleared:
        raise Http404
    return shown, file


def read_by(door: Door, sample_slug):
    """The sample this visitor reads, and the ones before and after it, or None. 404 as above."""
    pages = [one for one in door.samples(reading=sample_slug) if one.has_page]
    at = next((number for number, one in enumerate(pages) if one.sample.slug == sample_slug), None)
    if at is None:
        raise Http404
    before = pages[at - 1] if at else None
    after = pages[at + 1] if at + 1 < len(pages) else None
    return pages[at], before, after


def public_door(slug, collection_slug=None) -> Door:
    """The public page of a writer, or one of the collections listed on it. 404 unless published. One query."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("owner"), verified=True)
    listed = (
        Collection.objects.filter(
            Q(is_main=True) | Q(is_public=True),
            owner__profile__slug=slug,
            owner__profile__is_published=True,
            owner__profile__hidden_at=None,
            owner__is_active=True,
        )
        .select_related("owner__profile")
        .annotate(owner_confirmed=Exists(confirmed))
    )
    collections = list(listed)
    wanted = (one for one in collections if one.is_main or collection_slug is not None)
    found = next((one for one in wanted if collection_slug in (None, one.slug)), None)
    if found is None:
        raise Http404
    profile = found.owner.profile
    profile.user = found.owner
    others = tuple(one for one in collections if not one.is_main) if found.is_main else ()
    return Door(profile, collection=found, others=others, confirmed=found.owner_confirmed)


def link_door(token) -> tuple[Door, LinkState]:
    """What a private link opens, and whether it opens now. 404 for a token nobody was given.

    The state is read on every request. Only `LinkState.LIVE` may show anything; a caller that finds
    `LOCKED` asks sharing.unlock whether this visitor has typed the password.
    """
    links = ShareLink.objects.select_related("owner__profile", "collection")
    link = get_object_or_404(links, token=token, owner__is_active=True, owner__profile__hidden_at=None)
    profile = link.owner.profile
    profile.user = link.owner
    return Door(profile, collection=link.collection, link=link), link.state


def preview_door(user) -> Door:
    """What a stranger will see on the public page, for its owner, before it is published."""
    return Door(user.profile, collection=main_collection(user))
