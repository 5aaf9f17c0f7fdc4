"""Samples as cards: everything a card prints, computed once, so that the template only prints.

The page with the cards is the one strangers load most. Addresses are made from one pattern for each door,
because looking every one of them up by name would cost more than the rest of the card. A card that was
printed before, with the same words and addresses, is not printed again.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from sharing.access import Door, Shown

LEAD_SIZES = "(min-width: 37.5rem) 36rem, 92vw"
CARD_SIZES = "(min-width: 56rem) 22rem, (min-width: 37.5rem) 46vw, 30vw"
_SLUG, _FILE, _PAGE, _WIDTH = "a-sample-slug", 900000001, 900000002, 900000003


class Addresses:
    """Addresses of samples and of their page pictures behind one door."""

    def __init__(self, door: Door):
        self._sample = door.url("sample", _SLUG)
        self._picture = door.url("picture", _SLUG, _FILE, _PAGE, _WIDTH)

    def sample(self, slug: str) -> str:
        return self._sample.replace(_SLUG, slug)

    def picture(self, slug: str, file_pk: int, page: int, width: int) -> str:
        return (
            self._picture.replace(_SLUG, slug)
            .replace(str(_FILE), str(file_pk))
            .replace(str(_PAGE), str(page))
            .replace(str(_WIDTH), str(width))
        )


def sections(door: Door, shown: list[Shown]) -> list[dict]:
    """[{"title", "first", "cards"}]: under the headings the writer made, in order. The first card leads."""
    addresses = Addresses(door)
    parts = []
    for title, group in groupby(shown, key=lambda one: one.section):
        first = not parts
        cards = [
            _printed(tuple(_card(one, addresses, lead=first and n == 0, tone=n).items()))
            for n, one in enumerate(group)
        ]
        parts.append({"title": title, "first": first, "cards": cards})
    return parts


@lru_cache(maxsize=4096)
def _print(items: tuple) -> SafeString:
    return get_template("sharing/partials/card.html").render({"card": dict(items)})


def _printed(items: tuple) -> SafeString:
    """While templates change, every card is printed anew."""
    return _print.__wrapped__(items) if settings.DEBUG else _print(items)


def _card(one: Shown, addresses: Addresses, *, lead: bool, tone: int) -> dict:
    sample, file = one.sample, one.cover_file
    kind, size = sample.deliverable_name, sample.size_words
    return {
        "lead": lead,
        "told": one.described_only,
        "url": addresses.sample(sample.slug) if one.has_page else "",
        "title": sample.title,
        "kicker": "Confidential work, described only"
        if one.described_only
        else f"{kind}, {size}"
        if size
        else kind,
        "summary": sample.summary
        if len(sample.summary) < 360
        else Truncator(sample.summary).words(60, truncate="…"),
        "made_for": " and ".join(name.lower() for name in sample.audience_names[:3]),
        "area": sample.area_names[0] if lead and sample.areas else "",
        "case": f"{sample.get_reality_display()} case" if sample.reality and sample.reality != "real" else "",
        "tag": sample.provenance_words.label,
        **(_picture(sample, file, addresses, lead) if file else {"src": ""}),
        "tone": "plain" if one.described_only else ("deep", "", "plain")[tone % 3],
        "drawing": "described" if one.described_only else sample.drawing,
        "kind": kind,
    }


def _picture(sample, file, addresses, lead):
    page = file.thumbnail["n"]
    large = addresses.picture(sample.slug, file.pk, page, 640)
    return {
        "src": large,
        "srcset": f"{addresses.picture(sample.slug, file.pk, page, 320)} 320w, {large} 640w",
        "sizes": LEAD_SIZES if lead else CARD_SIZES,
        "height": file.thumbnail_height,
        "is_wide": file.is_wide,
        "alt": f"First {'slide' if file.is_slides else 'page'} of {sample.title}",
    }
