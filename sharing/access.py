"""May a stranger have this, now? Asked at request time by every page, picture, text, file and feed.

A stranger enters through a door: the public page of a writer, one of the collections listed there, or a
private link. What a door shows is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Profile
from portfolio.models import Sample, SampleFile, State
from sharing.models import Collection, CollectionItem, LinkItem, LinkState, ShareLink, main_collection


@dataclass(frozen=True)
class Shown:
    """A sample as one visitor may have it: with its body, or described only."""

    sample: Sample
    described_only: bool
    may_download: bool
    show_notes: bool
    section: str = ""
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

    @property
    def private(self) -> bool:
        """Not for everybody: behind a private link, or a collection that only links open."""
        return self.link is not None or (self.collection is not None and not self.collection.is_listed)

    @property
    def title(self) -> str:
        return self.collection.title if self.collection is not None else "Selected work"

    @property
    def may_be_indexed(self) -> bool:
        return not self.private and self.profile.is_indexed and self.profile.user.email_confirmed

    @property
    def shows_credentials(self) -> bool:
        return self.collection is None or self.collection.show_credentials

    @property
    def takes_messages(self) -> bool:
        wanted = self.collection is None or self.collection.show_contact
        return wanted and not self.preview and self.profile.user.email_confirmed

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
        """The places behind this door, each with its sample, files and permissions: three queries."""
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

    def samples(self) -> list[Shown]:
        """Everything this visitor may have, in order."""
        return [shown for place in self._with_facts(self.items()) if (shown := self._shown(place))]

    def sample(self, slug) -> Shown | None:
        """One sample behind this door, or None: for the visitor it does not exist."""
        for place in self._with_facts(self.items().filter(sample__slug=slug)):
            return self._shown(place)
        return None

    def _with_facts(self, places):
        return places.prefetch_related(
            Prefetch("sample__files", SampleFile.objects.current()), "sample__permissions"
        )

    def _shown(self, place) -> Shown | None:
        sample = place.sample
        sample.owner = self.profile.user  # the same person: no query for each sample
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


def public_door(slug, collection_slug=None) -> Door:
    """The public page of a writer, or one of the collections listed on it. 404 unless published."""
    profile = get_object_or_404(
        Profile.objects.select_related("user"), slug=slug, is_published=True, user__is_active=True
    )
    wanted = {"is_main": True} if collection_slug is None else {"slug": collection_slug, "is_public": True}
    return Door(profile, collection=get_object_or_404(Collection, owner=profile.user_id, **wanted))


def link_door(token) -> tuple[Door, LinkState]:
    """What a private link opens, and whether it opens now. 404 for a token nobody was given.

    The state is read on every request. Only `LinkState.LIVE` may show anything; a caller that finds
    `LOCKED` asks sharing.unlock whether this visitor has typed the password.
    """
    links = ShareLink.objects.select_related("owner__profile", "collection")
    link = get_object_or_404(links, token=token, owner__is_active=True)
    profile = link.owner.profile
    profile.user = link.owner
    return Door(profile, collection=link.collection, link=link), link.state


def preview_door(user) -> Door:
    """What a stranger will see on the public page, for its owner, before it is published."""
    return Door(user.profile, collection=main_collection(user))
