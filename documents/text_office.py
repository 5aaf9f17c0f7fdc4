"""The words of Word documents and presentations as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from documents import pptx_deck as deck
from documents.docx_story import (
    Styles,
    blocks,
    heading_level,
    is_hidden,
    read_styles,
    run_text,
    runs,
    side_stories,
    stories,
)
from documents.ooxml import W, is_on
from documents.package import Package
from documents.report import Text

WORDS_A_PAGE = 500
DELETED_MARK = f"{W}pPr/{W}rPr/{W}del"
PAGE = "\f"
DC = "{http://purl.org/dc/elements/1.1/}"
_NO_TITLE = re.compile(
    r"(?:powerpoint.presentation|presentation\d*|slide ?1|untitled.*|document\d*|word document|microsoft word.*|title"
    r"|no slide title)$",
    re.IGNORECASE,
)


def text_docx(path: Path | str) -> Text:
    """The words of a Word document, split at page breaks, section breaks or about every 500 words.

    Tracked changes read as accepted, hidden text is left out, notes follow the body. Raises `Unreadable`.
    """
    with Package(path) as package:
        styles = read_styles(package)
        body = package.xml(package.main)
        headings: list[str] = []
        title = ""
        lines: list[str] = []
        joined = False  # the paragraph before lost its mark and runs on
        for row, group in groupby(blocks(body), key=_row):
            if row is not None:
                joined = False
                lines.append("\t".join(_cell(paragraph, styles) for paragraph in group))
                continue
            for paragraph in group:
                line = _line(paragraph, styles)
                if joined:
                    line = lines.pop() + line
                lines.append(line)
                joined = paragraph.find(DELETED_MARK) is not None
                level = heading_level(paragraph, styles)
                if level is not None and lines[-1].strip():
                    headings.append(" ".join(lines[-1].split()))
                    title = title or (headings[-1] if level == 0 else "")
        lines += [line for _, line in _note_lines(package, styles)]
        title = _title(package, title or (headings[0] if headings else ""))
        return Text(tuple(_pages(lines)), (), tuple(headings), title)


def text_pptx(path: Path | str) -> Text:
    """The words of a presentation, a page per slide that is shown, with its notes. Raises `Unreadable`."""
    with Package(path) as package:
        shown = [slide for slide in deck.slides(package) if not slide.hidden]
        titles = [deck.slide_title(slide) for slide in shown]
        return Text(
            tuple(deck.slide_text(package, slide) for slide in shown),
            tuple(deck.notes_text(package, slide.notes) for slide in shown),
            tuple(title for title in titles if title),
            _title(package, next(filter(None, titles), "")),
        )


def units_docx(package: Package) -> list[tuple[str, str]]:
    """(place, words) of every passage a reader could see, for the search of identifiers."""
    styles = read_styles(package)
    found: list[tuple[str, str]] = []
    for story in stories(package, styles):
        for row, group in groupby(blocks(story.root), key=_row):
            pairs = [
                (story.places.get(p, story.kind), _cell(p, styles) if row is not None else _line(p, styles))
                for p in group
            ]
            if row is not None:
                pairs = [(pairs[0][0], "\t".join(words for _, words in pairs))]
            found += [(place, words.replace(PAGE, "")) for place, words in pairs]
        found += _alternative(story.root, lambda node, story=story: story.place_of(node))
    return [(place, words) for place, words in [*found, *_properties(package)] if words.strip()]


def units_pptx(package: Package) -> list[tuple[str, str]]:
    """(place, words) of every slide and its notes, alternative text and properties."""
    found: list[tuple[str, str]] = []
    for slide in deck.slides(package):
        place = f"slide {slide.number}"
        found.append((place, deck.slide_text(package, slide)))
        found.append((f"{place}, notes", deck.notes_text(package, slide.notes)))
        found += _alternative(slide.root, lambda _, place=place: place)
    return [(place, words) for place, words in [*found, *_properties(package)] if words.strip()]


def _row(paragraph: etree._Element) -> etree._Element | None:
    return next(paragraph.iterancestors(W + "tr"), None)


def _cell(paragraph: etree._Element, styles: Styles) -> str:
    return " ".join(_line(paragraph, styles).split())


def _line(paragraph: etree._Element, styles: Styles) -> str:
    """A paragraph's words with a form feed wherever a page ends."""
    parts = []
    properties = paragraph.find(W + "pPr")
    if properties is not None and is_on(properties.find(W + "pageBreakBefore")):
        parts.append(PAGE)
    parts += [run_text(run, PAGE) for run in runs(paragraph) if not is_hidden(run, styles)]
    if properties is not None:
        section = properties.find(W + "sectPr")
        if section is not None:
            kind = section.find(W + "type")
            if kind is None or kind.get(W + "val") != "continuous":
                parts.append(PAGE)
    return "".join(parts)


def _note_lines(package: Package, styles: Styles) -> Iterator[tuple[str, str]]:
    for story in side_stories(package, styles):
        if story.kind in ("footnotes", "endnotes"):
            for paragraph in story.paragraphs:
                yield paragraph.place, _line(paragraph.node, styles)


def _pages(lines: list[str]) -> Iterator[str]:
    page: list[str] = []
    words = 0
    for line in lines:
        for n, piece in enumerate(line.split(PAGE)):
            if (n or words >= WORDS_A_PAGE) and page:
                yield "\n".join(page)
                page, words = [], 0
            if piece.strip():
                page.append(piece.strip())
                words += len(piece.split())
    if page:
        yield "\n".join(page)


def _title(package: Package, guess: str) -> str:
    """The title property unless it is only a program's default, else the guess from the content."""
    for part in package.follow("", "core-properties"):
        node = package.xml(part).find(DC + "title")
        words = " ".join((node.text or "").split()) if node is not None else ""
        if words and not _NO_TITLE.match(words):
            return words
    return guess


def _properties(package: Package) -> list[tuple[str, str]]:
    parts = package.follow("", "core-properties", "extended-properties", "custom-properties")
    nodes = (node for part in parts for node in package.xml(part).iter())
    texts = (node.text for node in nodes if isinstance(node.tag, str) and not len(node))
    return [("properties", text) for text in texts if text and re.search(r"[^\W\d_]{2}", text)]


def _alternative(root: etree._Element, place_of: Callable[[etree._Element], str]) -> list[tuple[str, str]]:
    described = (node for node in root.iter() if isinstance(node.tag, str) and node.get("descr"))
    return [(f"{place_of(node)}, alternative text", node.get("descr")) for node in described]
