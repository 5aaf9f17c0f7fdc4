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
from sharing.models import Collection, CollectionItem, LinkItem, ShareLink, main_collection


@dataclass(frozen=True)
class Shown:
    """A sample as one visitor may have it: with its body, or described only."""

    sample: Sample
    described_only: bool
    may_download: bool
    show_notes: bool
    section: str = ""

    @property
    def files(self) -> list[SampleFile]:
        return [] if self.described_only else self.sample.current_files

    @property
    def has_page(self) -> bool:
        return not self.described_only

    @property
    def cover_file(self) -> SampleFile | None:
        return next((file for file in self.files if file.pictures), None)


@dataclass(frozen=True)
class Door:
    """How the visitor came in. `profile` is whose work it is; `link` is set behind a private link."""

    profile: Profile
    collection: Collection | None = None
    link: ShareLink | None = None

    @property
    def private(self) -> bool:
        return self.link is not None

    @property
    def may_be_indexed(self) -> bool:
        return not self.private and self.profile.is_indexed and self.profile.user.email_confirmed

    def url(self, what, *args):
        """The address of something behind this door: 'sample', 'picture' or 'file'."""
        if self.link is not None:
            return reverse(f"sharing:shared_{what}", args=[self.link.token, *args])
        return reverse(f"sharing:portfolio_{what}", args=[self.profile.slug, *args])

    def items(self):
        """The places behind this door, each with its sample, files and permissions: three queries."""
        if self.link is not None and self.collection is None:
            places = LinkItem.objects.filter(link=self.link)
        else:
            places = CollectionItem.objects.filter(collection=self.collection)
        return places.filter(sample__deleted_at=None, sample__owner=self.profile.user_id).select_related(
            "sample"
        )

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


def preview_door(user) -> Door:
    """What a stranger will see on the public page, for its owner, before it is published."""
    return Door(user.profile, collection=main_collection(user))
