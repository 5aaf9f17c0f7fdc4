"""Words that stand beside the text: link addresses, chart labels, layouts, bookmarks and the title of a PDF.

A reader meets them with the mouse, in the window's title or on every slide, so identifiers and private words are
searched in them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from documents import pptx_deck as deck
from documents.ooxml import W, plain_text
from documents.package import Package, local
from documents.pdf_open import open_pikepdf
from documents.report import Kind

MOST = 2_000  # of each kind
_LETTERS = re.compile(r"[^\W\d_]{2}")
_STORIES = {"header", "footer", "footnotes", "endnotes"}


def words_beside(package: Package, kind: Kind) -> list[tuple[str, str]]:
    """(place, words) beside the text of a Word document or presentation. Raises `Unreadable`."""
    found = _beside_slides(package) if kind is Kind.PPTX else _beside_document(package)
    return list(dict.fromkeys((place, words) for place, words in found if words.strip()))[:MOST]


def words_beside_pdf(path: Path) -> list[tuple[str, str]]:
    """(place, words) beside the pages of a PDF. Raises `Unreadable`."""
    found: list[tuple[str, str]] = []
    with open_pikepdf(path) as pdf:
        title = pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Title")
        if title is not None:
            found.append(("title property", str(title)))
        with pdf.open_outline(max_depth=15) as outline:
            found += [("bookmarks", item.title) for item in _items(outline.root)]
        for number, page in enumerate(pdf.pages, 1):
            notes = page.obj.get("/Annots")
            for note in notes if isinstance(notes, pikepdf.Array) else ():
                action = note.get("/A") if isinstance(note, pikepdf.Dictionary) else None
                address = action.get("/URI") if isinstance(action, pikepdf.Dictionary) else None
                if address is not None:
                    found.append((f"page {number}, link", str(address)))
    return [(place, words) for place, words in dict.fromkeys(found) if words.strip()][:MOST]


def _items(items: list[pikepdf.OutlineItem], depth: int = 0) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        if depth < 15:
            yield from _items(item.children, depth + 1)


def _beside_document(package: Package) -> Iterator[tuple[str, str]]:
    main = package.main
    parts = [main, *(r.part for r in package.relations(main) if r.type in _STORIES and r.part)]
    for part in parts:
        yield from _links(package, part, "link")
        yield from _charts(package, part, "chart")
    for mark in package.xml(main).iter(W + "bookmarkStart"):
        name = mark.get(W + "name", "")
        if not name.startswith("_"):
            yield "bookmark", name


def _beside_slides(package: Package) -> Iterator[tuple[str, str]]:
    for slide in deck.slides(package):
        place = f"slide {slide.number}"
        yield from _links(package, slide.part, f"{place}, link")
        yield from _charts(package, slide.part, f"{place}, chart")
        for layout in package.follow(slide.part, "slideLayout"):
            yield f"{place}, layout", _own_words(package, layout)
            for master in package.follow(layout, "slideMaster"):
                yield f"{place}, layout", _own_words(package, master)


def _links(package: Package, part: str, place: str) -> Iterator[tuple[str, str]]:
    for relation in package.relations(part):
        if relation.external:
            yield place, relation.target


def _charts(package: Package, part: str, place: str) -> Iterator[tuple[str, str]]:
    for relation in package.relations(part):
        if relation.part and relation.type in {"chart", "chartEx"}:
            root = package.xml(relation.part)
            labels = [node.text for node in root.iter() if local(node) == "v" and node.text]
            lines = [plain_text(root), *(label for label in labels if _LETTERS.search(label))]
            yield place, "\n".join(dict.fromkeys(line for line in lines if line))


def _own_words(package: Package, part: str) -> str:
    """The words that a layout or master puts on the slide itself; placeholders only show prompts."""
    tree = deck.shape_tree(package.xml(part))
    members = deck.shapes(tree) if tree is not None else []
    return "\n".join(
        deck.shape_text(package, part, shape) for shape in members if not deck.placeholder(shape)
    )
