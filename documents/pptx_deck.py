"""The slides of a presentation in order, with their notes, layouts and masters."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from documents.ooxml import DGM, MC, OFF, A, P, R, plain_text
from documents.package import Package, local

TITLES = {"title", "ctrTitle"}
NOT_NOTES = {"sldNum", "dt", "ftr", "hdr", "sldImg"}
SHAPES = {"sp", "pic", "graphicFrame", "cxnSp", "grpSp", "contentPart"}
EMU_SLIDE = (9_144_000, 6_858_000)  # the size a presentation has when it states none


@dataclass(frozen=True)
class Slide:
    """One slide; `number` counts hidden ones too, as the slide sorter does."""

    number: int
    part: str
    root: etree._Element
    hidden: bool
    notes: str  # the notes part, or ""


def slides(package: Package) -> list[Slide]:
    found = []
    root = package.xml(package.main)
    targets = {r.id: r.part for r in package.relations(package.main)}
    for entry in root.iterfind(f"{P}sldIdLst/{P}sldId"):
        part = targets.get(entry.get(R + "id", ""), "")
        if not part:
            continue
        slide = package.xml(part)
        notes = package.follow(part, "notesSlide")
        hidden = slide.get("show", "1").lower() in OFF
        found.append(Slide(len(found) + 1, part, slide, hidden, notes[0] if notes else ""))
    return found


def slide_size(package: Package) -> tuple[int, int]:
    size = package.xml(package.main).find(P + "sldSz")
    try:
        return int(size.get("cx")), int(size.get("cy"))
    except (AttributeError, TypeError, ValueError):
        return EMU_SLIDE


def placeholder(shape: etree._Element) -> str:
    """The placeholder type of a shape ("body" when it states none), or "" for an ordinary shape."""
    found = shape.find(f"*/{P}nvPr/{P}ph")
    return "" if found is None else found.get("type", "body")


def shape_name(shape: etree._Element) -> etree._Element | None:
    """The element with a shape's name, hidden flag and alternative text."""
    return shape.find(f"*/{P}cNvPr")


def is_hidden(shape: etree._Element) -> bool:
    name = shape_name(shape)
    return name is not None and name.get("hidden", "0").lower() in {"1", "true"}


def shapes(tree: etree._Element) -> list[etree._Element]:
    """The shapes directly inside a tree or group, newer forms instead of their fallbacks."""
    found = []
    for child in tree:
        if local(child) in SHAPES:
            found.append(child)
        elif child.tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            found += shapes(chosen if chosen is not None else child)
    return found


def shape_tree(root: etree._Element) -> etree._Element | None:
    return root.find(f"{P}cSld/{P}spTree")


def shape_text(package: Package, part: str, shape: etree._Element) -> str:
    """The words of one shape: text, table rows, diagram, the members of a group."""
    if is_hidden(shape):
        return ""
    if local(shape) == "grpSp":
        return "\n".join(filter(None, (shape_text(package, part, member) for member in shapes(shape))))
    table = next(shape.iter(A + "tbl"), None)
    if table is not None:
        rows = []
        for row in table.iterfind(A + "tr"):
            cells = [plain_text(cell).replace("\n", " ") for cell in row.iterfind(A + "tc")]
            rows.append("\t".join(cells))
        return "\n".join(row for row in rows if row.strip())
    diagram = next(shape.iter(DGM + "relIds"), None)
    if diagram is not None:
        relation = package.relation(part, diagram.get(R + "dm", ""))
        return plain_text(package.xml(relation.part)) if relation and relation.part else ""
    return plain_text(shape)


def slide_text(package: Package, slide: Slide) -> str:
    tree = shape_tree(slide.root)
    texts = [shape_text(package, slide.part, shape) for shape in shapes(tree)] if tree is not None else []
    return "\n".join(text for text in texts if text)


def slide_title(slide: Slide) -> str:
    tree = shape_tree(slide.root)
    for shape in shapes(tree) if tree is not None else ():
        if placeholder(shape) in TITLES:
            return " ".join(plain_text(shape).split())
    return ""


def notes_text(package: Package, part: str) -> str:
    """The words of a notes page without its slide number, date and footer fields."""
    if not part:
        return ""
    tree = shape_tree(package.xml(part))
    members = shapes(tree) if tree is not None else []
    texts = [plain_text(shape) for shape in members if placeholder(shape) not in NOT_NOTES]
    return "\n".join(text for text in texts if text.strip())
