"""Layers (optional content) of a PDF: which are switched off, and where they are used."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from documents.pdf_words import Place, annotations, is_dict, items, keys, part, place_of, words_of

MOST_FORMS = 5_000


class Layers:
    """The layers of a file as a reader sees them when it opens the file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        settings = part(pdf.Root, "/OCProperties", "/D")
        self.all = [each for each in items(part(pdf.Root, "/OCProperties", "/OCGs")) if is_dict(each)]
        off = {place_of(each) for each in items(part(settings, "/OFF"))}
        on = {place_of(each) for each in items(part(settings, "/ON"))}
        if part(settings, "/BaseState") == pikepdf.Name.OFF:
            off |= {place_of(each) for each in self.all} - on
        self.off: set[Place] = off - {(0, 0)}

    def is_hidden(self, thing: object) -> bool:
        """Whether a layer, or a rule over layers (OCMD), hides what it marks."""
        if not is_dict(thing):
            return False
        if thing.get("/Type") != pikepdf.Name.OCMD:
            return place_of(thing) in self.off
        groups = thing.get("/OCGs")
        members = items(groups) if isinstance(groups, pikepdf.Array) else [groups]
        hidden = [place_of(each) in self.off for each in members if is_dict(each)]
        if not hidden:
            return False
        policy = words_of(thing.get("/P")) or "/AnyOn"
        return {
            "/AllOn": any(hidden),
            "/AnyOff": not any(hidden),
            "/AllOff": not all(hidden),
        }.get(policy, all(hidden))

    def hidden_with_pages(self, pages: list[pikepdf.Object]) -> Iterator[tuple[str, list[int]]]:
        """(name, page numbers) of each layer that is off."""
        if not self.off:
            return
        used: dict[Place, list[int]] = {}
        for number, page in enumerate(pages, 1):
            for place in self._used_on(page):
                used.setdefault(place, []).append(number)
        for layer in self.all:
            if place_of(layer) in self.off:
                yield words_of(layer.get("/Name")) or "a layer without a name", used.get(place_of(layer), [])

    def _used_on(self, page: pikepdf.Object) -> set[Place]:
        found: set[Place] = set()
        for annotation in annotations(page):
            found |= _members(annotation.get("/OC"))
        seen: set[Place] = set()
        stack = [page.get("/Resources")]
        while stack and len(seen) < MOST_FORMS:
            resources = stack.pop()
            for group in _values(part(resources, "/Properties")):
                found |= _members(group)
            for thing in _values(part(resources, "/XObject")):
                if place_of(thing) in seen:
                    continue
                seen.add(place_of(thing))
                found |= _members(thing.get("/OC"))
                stack.append(thing.get("/Resources"))
        return found & self.off


def _values(named: object) -> list[pikepdf.Object]:
    return [each for each in (named.get(key) for key in keys(named)) if is_dict(each)]


def _members(thing: object) -> set[Place]:
    """The layers meant by a layer or by a rule over layers."""
    if not is_dict(thing):
        return set()
    groups = thing.get("/OCGs")
    if groups is None:
        return {place_of(thing)}
    members = items(groups) if isinstance(groups, pikepdf.Array) else [groups]
    return {place_of(each) for each in members if is_dict(each)}
