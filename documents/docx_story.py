"""The running texts of a Word document (body, headers, footers, notes) and where a person finds a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from documents.ooxml import MC, W, is_on, shown
from documents.package import Package

STORY_TYPES = ("header", "footer", "footnotes", "endnotes")
DELETED = {W + "del", W + "moveFrom"}
SKIPPED = {
    *DELETED,
    W + "rPr",
    W + "pPr",
    W + "sectPr",
    W + "tblPr",
    W + "tblGrid",
    W + "trPr",
    W + "tcPr",
    W + "sdtPr",
    W + "sdtEndPr",
    W + "instrText",
    W + "delText",
    W + "delInstrText",
    W + "fldData",
    W + "customXmlPr",
    W + "smartTagPr",
    W + "rt",
}
_HEADING = re.compile(r"heading\s*([1-9])$|title$", re.IGNORECASE)


@dataclass
class Styles:
    """What the style sheet says about hiding and headings, by style id."""

    hidden: dict[str, bool] = field(default_factory=dict)
    hidden_by_default: bool = False
    headings: dict[str, int] = field(default_factory=dict)  # 0 is the title
    default_paragraph: str = ""


@dataclass(frozen=True)
class Paragraph:
    node: etree._Element
    place: str


@dataclass(frozen=True)
class Story:
    part: str
    kind: str  # "body", "header", "footer", "footnotes", "endnotes"
    root: etree._Element
    paragraphs: tuple[Paragraph, ...]

    def place_of(self, node: etree._Element) -> str:
        """The place of the paragraph a node stands in, or of the next one."""
        known = self.places
        for candidate in (node, *node.iterancestors()):
            if candidate in known:
                return known[candidate]
        for candidate in node.iter(W + "p"):
            return known.get(candidate, self.kind)
        for candidate in node.itersiblings(W + "p"):
            return known.get(candidate, self.kind)
        row = next(node.iterancestors(W + "tr", W + "tbl", W + "sdt"), None)
        for candidate in row.iter(W + "p") if row is not None else ():
            return known.get(candidate, self.kind)
        return "whole file" if self.kind == "body" else self.kind

    @cached_property
    def places(self) -> dict[etree._Element, str]:
        return {paragraph.node: paragraph.place for paragraph in self.paragraphs}


def read_styles(package: Package) -> Styles:
    found = Styles()
    parts = package.follow(package.main, "styles")
    if not parts:
        return found
    root = package.xml(parts[0])
    bases: dict[str, str] = {}
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}vanish")
    found.hidden_by_default = is_on(default)
    for style in root.iter(W + "style"):
        style_id = style.get(W + "styleId", "")
        based = style.find(W + "basedOn")
        if based is not None:
            bases[style_id] = based.get(W + "val", "")
        vanish = style.find(f"{W}rPr/{W}vanish")
        if vanish is not None:
            found.hidden[style_id] = is_on(vanish)
        name = style.find(W + "name")
        heading = _HEADING.match(name.get(W + "val", "") if name is not None else "")
        if heading:
            found.headings[style_id] = int(heading[1] or 0)
        if style.get(W + "type") == "paragraph" and is_on(style, W + "default") and style.get(W + "default"):
            found.default_paragraph = style_id
    for style_id in bases:
        _inherit(style_id, bases, found)
    return found


def _inherit(style_id: str, bases: dict[str, str], found: Styles) -> None:
    seen = {style_id}
    base = bases.get(style_id, "")
    while base and base not in seen:
        seen.add(base)
        if style_id not in found.hidden and base in found.hidden:
            found.hidden[style_id] = found.hidden[base]
        if style_id not in found.headings and base in found.headings and found.headings[base] > 0:
            found.headings[style_id] = found.headings[base]
        base = bases.get(base, "")


def heading_level(paragraph: etree._Element, styles: Styles) -> int | None:
    """0 for the title, 1 to 9 for headings, None for the rest."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return None
    level = properties.find(W + "outlineLvl")
    if level is not None and level.get(W + "val", "9").isdigit() and int(level.get(W + "val", "9")) < 9:
        return int(level.get(W + "val", "9")) + 1
    style = properties.find(W + "pStyle")
    return styles.headings.get(style.get(W + "val", "")) if style is not None else None


def is_hidden(run: etree._Element, styles: Styles) -> bool:
    """A run with the hidden-text property, set directly, by its style, or by its paragraph's style."""
    properties = run.find(W + "rPr")
    if properties is not None:
        direct = properties.find(W + "vanish")
        if direct is not None:
            return is_on(direct)
        style = properties.find(W + "rStyle")
        if style is not None and style.get(W + "val", "") in styles.hidden:
            return styles.hidden[style.get(W + "val", "")]
    if not styles.hidden and not styles.hidden_by_default:
        return False
    paragraph = next(run.iterancestors(W + "p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    name = style.get(W + "val", "") if style is not None else styles.default_paragraph
    return styles.hidden.get(name, styles.hidden_by_default)


def run_text(run: etree._Element, page: str = "") -> str:
    """The characters of a run, without field codes; `page` stands for the end of a page."""
    parts = []
    for child in run:
        tag = child.tag
        if tag == W + "t":
            parts.append(child.text or "")
        elif tag in (W + "tab", W + "ptab"):
            parts.append("\t")
        elif tag == W + "lastRenderedPageBreak" or (tag == W + "br" and child.get(W + "type") == "page"):
            parts.append(page)
        elif tag in (W + "br", W + "cr"):
            parts.append("\n")
        elif tag == W + "noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def runs(node: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph as they read with every change accepted; text boxes excluded."""
    for child in node:
        tag = child.tag
        if tag == W + "r":
            yield child
        elif tag in SKIPPED or tag == W + "p" or not isinstance(tag, str):
            continue
        elif tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            yield from runs(chosen if chosen is not None else child)
        elif tag.startswith(W) or tag.startswith(MC):
            yield from runs(child)


def visible_text(paragraph: etree._Element, styles: Styles) -> str:
    """What a reader sees of a paragraph with every change accepted."""
    return "".join(run_text(run) for run in runs(paragraph) if not is_hidden(run, styles))


def all_text(node: etree._Element) -> str:
    """Every character under a node, deleted and hidden ones too."""
    parts = []
    for child in node.iter(W + "t", W + "delText", W + "tab", W + "br", W + "p"):
        if child.tag in (W + "t", W + "delText"):
            parts.append(child.text or "")
        elif parts:
            parts.append(" ")
    return "".join(parts).strip()


def blocks(node: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph in reading order with every change accepted; text boxes follow their paragraph."""
    for child in node:
        tag = child.tag
        if tag == W + "p":
            yield child
            for box in child.iter(W + "txbxContent"):
                if (
                    not _is_twin(box)
                    and next(box.iterancestors(W + "p")) is child
                    and not _in_deleted(box, child)
                ):
                    yield from blocks(box)
        elif (
            tag in SKIPPED
            or not isinstance(tag, str)
            or (tag == W + "tr" and child.find(f"{W}trPr/{W}del") is not None)
        ):
            continue
        elif tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            yield from blocks(chosen if chosen is not None else child)
        else:
            yield from blocks(child)


def _in_deleted(node: etree._Element, top: etree._Element) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag in DELETED:
            return True
    return False


def _is_twin(node: etree._Element) -> bool:
    """Inside a fallback for older programs, whose newer form is read instead."""
    fallback = next(node.iterancestors(MC + "Fallback"), None)
    return fallback is not None and fallback.getprevious() is not None


def stories(package: Package, styles: Styles) -> list[Story]:
    """The body first, then headers, footers and notes in the order of their part names."""
    return [_story(package, package.main, "body", styles), *side_stories(package, styles)]


def side_stories(package: Package, styles: Styles) -> list[Story]:
    """Headers, footers and notes."""
    main = package.main
    parts: dict[str, str] = {}
    for relation in package.relations(main):
        if relation.type in STORY_TYPES and relation.part:
            parts.setdefault(relation.part, relation.type)
    order = {kind: n for n, kind in enumerate(STORY_TYPES)}
    ordered = sorted(parts, key=lambda p: (order[parts[p]], natural(p)))
    return [_story(package, part, parts[part], styles) for part in ordered]


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key in which part 10 follows part 9."""
    return [(int(bit), "") if bit.isdigit() else (-1, bit) for bit in re.split(r"(\d+)", name)]


def _story(package: Package, part: str, kind: str, styles: Styles) -> Story:
    root = package.xml(part)
    if kind == "body":
        return Story(part, kind, root, tuple(_body_places(root, styles)))
    if kind in ("header", "footer"):
        return Story(part, kind, root, tuple(Paragraph(p, kind) for p in root.iter(W + "p")))
    word = kind.removesuffix("s")
    notes = [n for n in root if n.tag == W + word and n.get(W + "type", "normal") == "normal"]
    ordinary = {note: n for n, note in enumerate(notes, 1)}
    found = [
        Paragraph(p, f"{word} {ordinary[note]}" if note in ordinary else kind)
        for note in root
        for p in note.iter(W + "p")
    ]
    return Story(part, kind, root, tuple(found))


def _has_own_words(paragraph: etree._Element) -> bool:
    """True when the paragraph itself, not a text box in it, holds words."""
    for node in paragraph.iter(W + "t", W + "delText"):
        if node.text and node.text.strip() and next(node.iterancestors(W + "p")) is paragraph:
            return not _is_twin(paragraph)
    return False


def _body_places(root: etree._Element, styles: Styles) -> Iterator[Paragraph]:
    """Paragraphs with words are counted; the nearest heading above helps to find them."""
    number, heading = 0, ""
    for paragraph in root.iter(W + "p"):
        words = _has_own_words(paragraph)
        if words:
            number += 1
        place = f"paragraph {max(number, 1)}"
        level = heading_level(paragraph, styles)
        if words and level is not None:
            heading = shown(visible_text(paragraph, styles))[:60].strip()
            yield Paragraph(paragraph, place)
        else:
            yield Paragraph(paragraph, f"{place}, under “{heading}”" if heading else place)
