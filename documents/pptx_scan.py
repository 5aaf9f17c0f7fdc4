"""What hides in a presentation. Codes start with `pptx-`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from documents import pptx_deck as deck
from documents.docx_story import natural
from documents.office_scan import (
    BLOCK,
    INFO,
    WARN,
    Findings,
    Places,
    scan_custom_xml,
    scan_drawings,
    scan_external,
    scan_parts,
    scan_properties,
)
from documents.ooxml import P14, A, P, names_in, plain_text, secrecy_word
from documents.package import Package, local
from documents.report import Finding, Remedy

COMMENTS = {"comments"}
AUTHORS = {"commentAuthors", "authors"}
PLAIN_SECTIONS = {"default section", "untitled section", "standardabschnitt", "section par défaut", "sección predeterminada", "abschnitt ohne titel"}  # fmt: skip
FOOTERS = {"ftr", "hdr"}
STAMP_WORDS = 5
NUMBERED = re.compile(
    r"(?:slide|folie|diapositive?|diapositiva)\s*\d+$", re.IGNORECASE
)  # what programs call an untitled slide

MESSAGES = {
    "notes": "This slide has speaker notes. Keep them if they are part of the sample; else the clean copy removes them.",
    "hidden-slide": "This slide is hidden, but still in the file. The clean copy removes it.",
    "removed-slide": "A slide that no longer belongs to the presentation is still in the file. The clean copy leaves it out.",
    "hidden-shape": "A hidden shape is on this slide: anybody can switch it on. The clean copy removes it.",
    "off-slide": "Something lies outside the slide, where nobody sees it in a show. The clean copy removes it.",
    "comments": "A comment is in the file, with its author's name. The clean copy removes it.",
    "comment-authors": "The file lists the people who commented on it. The clean copy removes the list.",
    "sections": "Sections have names that only show while editing. The clean copy removes the sections.",
    "slide-titles": "The file's properties list titles that are no longer on any slide. The clean copy removes the list.",
    "unused-layout": "A layout that no slide uses holds words or pictures, often of an old brand. The clean copy removes it.",
    "change-history": "The file keeps a history of who changed what. The clean copy removes it.",
    "add-in-data": "An add-in stored its own data in the file. The clean copy removes it.",
    "notes-header": "Printed notes or handouts have a header or footer. The clean copy removes it.",
    "template-path": "The file says which template it was made from. The clean copy removes the path.",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """An area in the slide's own units."""

    left: float
    top: float
    right: float
    bottom: float

    def outside(self, size: tuple[int, int]) -> bool:
        return self.right <= 0 or self.bottom <= 0 or self.left >= size[0] or self.top >= size[1]


def scan_pptx(package: Package) -> list[Finding]:
    """Everything found in a presentation, in a stable order. Raises `Unreadable`."""
    found = Findings("pptx", MESSAGES)
    slides = deck.slides(package)
    size = deck.slide_size(package)
    at = _parts_at(package, slides)
    places = Places(package, {}, at)
    for slide in slides:
        _slide(package, slide, size, found)
    for part in layouts_and_masters(package):
        _layout(package, part, at[part], size, found)
    for part in unused_layouts(package, slides):
        words = layout_words(package, part)
        if words:
            found.add("unused-layout", WARN, at[part], words)
    _comments(package, slides, found)
    _presentation(package, slides, found)
    scan_external(package, found, places.of_relation)
    scan_parts(package, found, places.of_part)
    scan_properties(package, found)
    _titles(package, slides, found)
    scan_custom_xml(package, found)
    return found.done()


def _parts_at(package: Package, slides: list[deck.Slide]) -> dict[str, str]:
    at = {slide.part: f"slide {slide.number}" for slide in slides}
    at |= {slide.notes: f"slide {slide.number}, notes" for slide in slides if slide.notes}
    for part in layouts_and_masters(package):
        name = package.xml(part).find(P + "cSld")
        kind = "layout" if "layout" in package.content_type(part).lower() else "master"
        at[part] = f"{kind} “{(name.get('name', '') if name is not None else '') or part.rpartition('/')[2]}”"
    return at


def layouts_and_masters(package: Package) -> list[str]:
    """Every master, followed by its layouts."""
    found: list[str] = []
    for master in sorted(package.follow(package.main, "slideMaster"), key=natural):
        found.append(master)
        found += sorted(package.follow(master, "slideLayout"), key=natural)
    return list(dict.fromkeys(found))


def unused_layouts(package: Package, slides: list[deck.Slide]) -> list[str]:
    """Layouts that no shown slide uses, and masters none of whose layouts is used; all, when there is no slide."""
    used: set[str] = set()
    for slide in slides:
        if not slide.hidden:
            used.update(package.follow(slide.part, "slideLayout"))
    for layout in list(used):
        used.update(package.follow(layout, "slideMaster"))
    if not used:
        return []
    return [part for part in layouts_and_masters(package) if part not in used]


def layout_words(package: Package, part: str) -> str:
    """Text outside placeholders, and pictures, of a layout or master; "" when it has neither."""
    tree = deck.shape_tree(package.xml(part))
    bits = []
    for shape in deck.shapes(tree) if tree is not None else ():
        words = deck.shape_text(package, part, shape)
        if deck.placeholder(shape) and local(shape) != "pic":
            continue
        if any(True for _ in shape.iter(A + "blip")):
            name = deck.shape_name(shape)
            bits.append(f"picture “{name.get('name', '') if name is not None else ''}”")
        if re.search(r"\w\w", words):
            bits.append(words)
    return "; ".join(bits)


def _slide(package: Package, slide: deck.Slide, size: tuple[int, int], found: Findings) -> None:
    place = f"slide {slide.number}"
    if slide.hidden:
        found.add("hidden-slide", BLOCK, place, deck.slide_text(package, slide))
    notes = deck.notes_text(package, slide.notes)
    if notes.strip():
        found.add("notes", WARN, f"{place}, notes", notes, Remedy.CHOICE)
    _shapes(package, slide.part, slide.root, place, size, found, BLOCK)
    scan_drawings(slide.root, found, lambda _: place)
    _secrecy(slide.root, place, found)
    if slide.notes:
        scan_drawings(package.xml(slide.notes), found, lambda _: f"{place}, notes")


def _layout(package: Package, part: str, place: str, size: tuple[int, int], found: Findings) -> None:
    root = package.xml(part)
    _shapes(package, part, root, place, size, found, WARN)
    scan_drawings(root, found, lambda _: place)
    _secrecy(root, place, found)


def _secrecy(root: etree._Element, place: str, found: Findings) -> None:
    """Footers and short loose texts (stamps, watermarks) that say the slide is not for everybody."""
    tree = deck.shape_tree(root)
    for shape in deck.shapes(tree) if tree is not None else ():
        words = plain_text(shape)
        stamp = not deck.placeholder(shape) and len(words.split()) <= STAMP_WORDS
        if (stamp or deck.placeholder(shape) in FOOTERS) and secrecy_word(words):
            found.add("confidential-words", WARN, place, words, Remedy.BY_HAND)


def _shapes(
    package: Package,
    part: str,
    root: etree._Element,
    place: str,
    size: tuple[int, int],
    found: Findings,
    severity: object,
) -> None:
    for shape in hidden_shapes(root):
        name = deck.shape_name(shape)
        words = plain_text(shape) or (name.get("name", "") if name is not None else "")
        found.add("hidden-shape", severity, place, words)
    for shape in off_slide(root, size):
        name = deck.shape_name(shape)
        words = deck.shape_text(package, part, shape) or (name.get("name", "") if name is not None else "")
        found.add("off-slide", WARN, place, words)


def hidden_shapes(root: etree._Element) -> list[etree._Element]:
    """Shapes that are switched off, the outermost of each."""
    tree = deck.shape_tree(root)
    return list(_hidden(tree)) if tree is not None else []


def _hidden(tree: etree._Element) -> Iterator[etree._Element]:
    for shape in deck.shapes(tree):
        if deck.is_hidden(shape):
            yield shape
        elif local(shape) == "grpSp":
            yield from _hidden(shape)


def off_slide(root: etree._Element, size: tuple[int, int]) -> list[etree._Element]:
    """Shapes that lie wholly outside the slide, whole groups or members of one."""
    tree = deck.shape_tree(root)
    return list(_off(tree, size, (0.0, 0.0, 1.0, 1.0))) if tree is not None else []


def _off(
    tree: etree._Element, size: tuple[int, int], frame: tuple[float, float, float, float]
) -> Iterator[etree._Element]:
    """`frame` is (dx, dy, sx, sy): how the group's own units become the slide's."""
    for shape in deck.shapes(tree):
        if deck.is_hidden(shape):
            continue
        box = _box(shape, frame)
        if box is not None and box.outside(size):
            yield shape
        elif local(shape) == "grpSp":
            yield from _off(shape, size, _frame(shape, frame))


def _transform(shape: etree._Element) -> etree._Element | None:
    if local(shape) == "graphicFrame":
        return shape.find(P + "xfrm")
    holder = shape.find(P + "grpSpPr" if local(shape) == "grpSp" else P + "spPr")
    return holder.find(A + "xfrm") if holder is not None else shape.find(f"{P14}xfrm")


def _numbers(node: etree._Element | None, *names: str) -> tuple[float, ...] | None:
    try:
        return tuple(float(node.get(name)) for name in names)
    except (AttributeError, TypeError, ValueError):
        return None


def _box(shape: etree._Element, frame: tuple[float, float, float, float]) -> Box | None:
    transform = _transform(shape)
    if transform is None:  # a placeholder that stands where its layout says
        return None
    offset = _numbers(transform.find(A + "off"), "x", "y")
    extent = _numbers(transform.find(A + "ext"), "cx", "cy")
    if offset is None or extent is None:
        return None
    dx, dy, sx, sy = frame
    width, height = extent[0] * sx, extent[1] * sy
    middle_x, middle_y = dx + offset[0] * sx + width / 2, dy + offset[1] * sy + height / 2
    turn = (
        math.radians(float(transform.get("rot", "0") or 0) / 60_000)
        if _is_number(transform.get("rot", "0"))
        else 0
    )
    half_x = (abs(width * math.cos(turn)) + abs(height * math.sin(turn))) / 2
    half_y = (abs(width * math.sin(turn)) + abs(height * math.cos(turn))) / 2
    return Box(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)


def _is_number(words: str) -> bool:
    return words.lstrip("-").isdigit()


def _frame(
    group: etree._Element, frame: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    transform = _transform(group)
    if transform is None:
        return frame
    outer = _numbers(transform.find(A + "off"), "x", "y")
    extent = _numbers(transform.find(A + "ext"), "cx", "cy")
    inner = _numbers(transform.find(A + "chOff"), "x", "y")
    inner_extent = _numbers(transform.find(A + "chExt"), "cx", "cy")
    if outer is None or extent is None or inner is None or inner_extent is None:
        return frame
    dx, dy, sx, sy = frame
    kx = extent[0] / inner_extent[0] if inner_extent[0] else 1.0
    ky = extent[1] / inner_extent[1] if inner_extent[1] else 1.0
    return dx + sx * (outer[0] - inner[0] * kx), dy + sy * (outer[1] - inner[1] * ky), sx * kx, sy * ky


def _comments(package: Package, slides: list[deck.Slide], found: Findings) -> None:
    names: dict[str, str] = {}
    for part in package.follow(package.main, *AUTHORS):
        for node in names_in(package.xml(part), "cmAuthor", "author"):
            names[node.get("id", "")] = node.get("name", "")
    for slide in slides:
        for part in sorted(package.follow(slide.part, *COMMENTS), key=natural):
            for comment in names_in(package.xml(part), "cm", "reply"):
                found.add(
                    "comments",
                    BLOCK,
                    f"slide {slide.number}",
                    f"{_name(comment, names)}: {_comment_words(comment)}",
                )
    if any(names.values()):
        found.add(
            "comment-authors", BLOCK, "whole file", ", ".join(dict.fromkeys(filter(None, names.values())))
        )


def _name(comment: etree._Element, names: dict[str, str]) -> str:
    return names.get(comment.get("authorId", ""), "") or "somebody"


def _comment_words(comment: etree._Element) -> str:
    for child in comment:
        if local(child) == "text":
            return child.text or ""
        if local(child) == "txBody":
            return plain_text(child)
    return ""


def _presentation(package: Package, slides: list[deck.Slide], found: Findings) -> None:
    root = package.xml(package.main)
    sections = [node.get("name", "") for node in names_in(root, "section")]
    for name in sections:
        if name.strip() and name.strip().lower() not in PLAIN_SECTIONS:
            found.add("sections", WARN, "whole file", name)
    listed = {slide.part for slide in slides}
    for part in sorted(package.names, key=natural):
        content = package.content_type(part).lower()
        if content.endswith("presentationml.slide+xml") and part not in listed:
            found.add("removed-slide", BLOCK, "whole file", plain_text(package.xml(part)))
        elif "changesinfo" in content or "changesinfo" in part.lower():
            if part.lower().endswith(".xml"):
                who = dict.fromkeys(
                    n.get("name", "") for n in package.xml(part).iter() if n.get("name") and n.get("userId")
                )
                found.add("change-history", WARN, "whole file", ", ".join(who))
        elif content.endswith("presentationml.tags+xml"):
            words = "; ".join(
                f"{t.get('name', '')}: {t.get('val', '')}" for t in names_in(package.xml(part), "tag")
            )
            found.add("add-in-data", INFO, "whole file", words)
        elif "notesmaster+xml" in content or "handoutmaster+xml" in content:
            _notes_header(package, part, found)


def _notes_header(package: Package, part: str, found: Findings) -> None:
    tree = deck.shape_tree(package.xml(part))
    for shape in deck.shapes(tree) if tree is not None else ():
        words = plain_text(shape)
        if deck.placeholder(shape) in {*FOOTERS, ""} and words.strip():
            found.add("notes-header", WARN, "printed notes", words)


def _titles(package: Package, slides: list[deck.Slide], found: Findings) -> None:
    """Titles listed in the properties that no slide shows any more."""
    shown = {_folded(deck.slide_title(slide)) for slide in slides}
    shown |= {_folded(line) for slide in slides for line in deck.slide_text(package, slide).splitlines()}
    for part in package.follow("", "extended-properties"):
        groups = [node for node in package.xml(part) if local(node) in ("HeadingPairs", "TitlesOfParts")]
        titles = [
            (t.text or "").strip()
            for node in groups
            if local(node) == "TitlesOfParts"
            for t in node.iter()
            if t.text
        ]
        titles = [title for title in titles if title]
        for title in titles[_other_titles(groups) :]:
            if (
                _folded(title) not in shown
                and not NUMBERED.match(title)
                and title.lower()
                not in {
                    "powerpoint presentation",
                    "no slide title",
                }
            ):
                found.add("slide-titles", WARN, "properties", title)


def _other_titles(groups: list[etree._Element]) -> int:
    """How many of the titles are fonts, themes and the like: all pairs of the list but "Slide Titles"."""
    pairs = next((node for node in groups if local(node) == "HeadingPairs"), None)
    if pairs is None:
        return 10_000
    counts = [
        int(n.text)
        for n in pairs.iter()
        if local(n) in ("i4", "i8", "int") and (n.text or "").strip().isdigit()
    ]
    names = [(n.text or "").lower() for n in pairs.iter() if local(n) in ("lpstr", "lpwstr")]
    for index, name in enumerate(names):
        if (
            "slide title" in name
            or "folientitel" in name
            or "titres des diapositives" in name
            or "títulos de diapositiva" in name
        ):
            return sum(counts[:index])
    return 10_000


def _folded(words: str) -> str:
    return " ".join(words.replace("\x0b", " ").casefold().split())
