"""The small site in the ZIP: plain pages that open without a server. What is on it is decided in pieces()."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Prefetch, Q
from django.template.loader import render_to_string

from milestones import catalogue
from milestones.models import Reflection, StepProgress
from portfolio.markdown import as_html
from portfolio.models import PermissionRecord, Sample, SampleFile
from sharing import made
from sharing.access import Door
from sharing.models import Collection, CollectionItem, main_collection

STYLE = (Path(__file__).parent / "site" / "style.css").read_text()
WIDTH, SMALL = 1200, 320


@dataclass
class Piece:
    """One sample as the site in the ZIP shows it."""

    sample: Sample
    files: list[SampleFile]
    described_only: bool = False
    show_notes: bool = True
    may_download: bool = True
    state: str = ""  # for the writer's own copy: why strangers do not see it


@dataclass
class Card:
    """What the first page says about a piece."""

    title: str
    url: str
    kicker: str
    summary: str
    tag: str
    state: str
    picture: str = ""
    alt: str = ""


@dataclass
class Page:
    picture: str
    width: int
    height: int
    number: int
    text: str
    notes: str


@dataclass
class Document:
    unit: str
    total: int
    pages: list[Page] = field(default_factory=list)


def everything(user) -> Iterator[Piece]:
    """All samples that are not in the bin, newest first, whatever may be shown of them."""
    samples = Sample.objects.owned_by(user).kept()
    related = [
        Prefetch("files", SampleFile.objects.current()),
        Prefetch("permissions", PermissionRecord.objects.order_by("-granted_on", "-pk")),
    ]
    on_page = _on_page(user)
    for sample in samples.prefetch_related(*related).iterator(chunk_size=20):
        sample.owner = user
        elsewhere = "" if sample.pk in on_page else "It is not on your public page."
        yield Piece(sample, sample.current_files, state=sample.why_not_shown() or elsewhere)


def _on_page(user) -> set[int]:
    if not user.profile.is_published:
        return set()
    places = CollectionItem.objects.owned_by(user)
    listed = places.filter(Q(collection__is_main=True) | Q(collection__is_public=True))
    return set(listed.values_list("sample_id", flat=True))


def to_share(user) -> Iterator[Piece]:
    """What the public page and the collections listed on it show a stranger now, each sample once."""
    listed = Collection.objects.owned_by(user).filter(is_public=True, is_main=False)
    seen = set()
    for collection in [main_collection(user), *listed]:
        for shown in Door(user.profile, collection=collection).samples():
            if shown.sample.pk not in seen:
                seen.add(shown.sample.pk)
                yield Piece(
                    shown.sample,
                    [file for file in shown.files if file.is_cleared],
                    described_only=shown.described_only,
                    show_notes=shown.show_notes,
                    may_download=shown.may_download,
                )


def pictures(piece: Piece) -> list[tuple[str, str]]:
    """(name in storage, path in the ZIP) of every page picture the site shows."""
    return [
        (f"{file.folder}/p{p['n']:03d}-{width}.webp", _picture(piece.sample, file, p["n"], width))
        for file in piece.files
        for p in file.pictures
        for width in _widths(file, p)
    ]


def _widths(file, page):
    first = page["n"] == file.pictures[0]["n"]
    return {max(page["widths"]), *([SMALL] if first and SMALL in page["widths"] else [])}


def _picture(sample, file, number, width):
    return f"site/pictures/{sample.slug}-{file.series}-{number:03d}-{width}.webp"


def card(piece: Piece) -> Card:
    sample = piece.sample
    size = sample.size_words
    one = Card(
        title=sample.title,
        url=f"site/samples/{sample.slug}.html",
        kicker=f"{sample.deliverable_name}, {size}" if size else sample.deliverable_name,
        summary=sample.summary,
        tag=sample.provenance_words.label,
        state=piece.state,
    )
    file = next((file for file in piece.files if file.pictures), None)
    if file is not None:
        page = file.pictures[0]
        width = SMALL if SMALL in page["widths"] else max(page["widths"])
        one.picture = _picture(sample, file, page["n"], width)
        one.alt = f"First {'slide' if file.is_slides else 'page'}"
    return one


def _document(piece: Piece, file: SampleFile) -> Document:
    drawn = {p["n"]: p for p in file.pictures}
    document = Document("Slide" if file.is_slides else "Page", file.page_total or len(drawn))
    for number in range(1, max(len(file.page_texts), max(drawn, default=0)) + 1):
        words = file.page_texts[number - 1] if number <= len(file.page_texts) else {}
        page = drawn.get(number)
        document.pages.append(
            Page(
                picture="../../" + _picture(piece.sample, file, number, max(page["widths"])) if page else "",
                width=page["w"] if page else 0,
                height=page["h"] if page else 0,
                number=number,
                text=words.get("text", ""),
                notes=words.get("notes", "") if piece.show_notes else "",
            )
        )
    return document


def sample_page(piece: Piece, profile, downloads: list[tuple[str, str]]) -> str:
    """The page of one sample. `downloads` are (words, path from this page)."""
    sample = piece.sample
    shows_body = not piece.described_only
    return render_to_string(
        "archive/site/sample.html",
        {
            "root": "../../",
            "profile": profile,
            "sample": sample,
            "piece": piece,
            "made": made.facts(sample),
            "documents": [_document(piece, file) for file in piece.files],
            "text": as_html(sample.text) if shows_body and sample.body == Sample.Body.TEXT else "",
            "address": sample.url if shows_body and sample.body == Sample.Body.LINK else "",
            "downloads": downloads,
        },
    )


def first_page(profile, cards: list[Card], *, photo: str, private: bool) -> str:
    return render_to_string(
        "archive/site/index.html",
        {
            "root": "",
            "profile": profile,
            "bio": as_html(profile.bio),
            "cards": cards,
            "photo": photo,
            "private": private,
        },
    )


def notes_page(user) -> str:
    """Reflections and the notes of steps, to read. For the writer's own copy only."""
    titles = {step.slug: step.title for step in catalogue.every_step()}
    steps = StepProgress.objects.owned_by(user).exclude(note="").order_by("pk")
    return render_to_string(
        "archive/site/notes.html",
        {
            "root": "../",
            "profile": user.profile,
            "reflections": [
                (row, titles.get(row.step, row.step), as_html(row.text))
                for row in Reflection.objects.owned_by(user).order_by("created_at", "pk")
            ],
            "steps": [(titles.get(row.step, row.step), row.note) for row in steps],
        },
    )
