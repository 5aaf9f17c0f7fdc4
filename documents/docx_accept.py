"""Accept every tracked change of a part of a Word document, as Word's "Accept All Changes" does."""

from __future__ import annotations

from lxml import etree

from documents.docx_scan import FORMAT_CHANGES
from documents.ooxml import W, remove, unwrap
from documents.package import local

KEPT_MARKS = {W + "ins", W + "moveTo"}
DROPPED_MARKS = {W + "del", W + "moveFrom"}
HOLDERS = {W + "rPr", W + "trPr", W + "numPr", W + "sdtPr", W + "ctrlPr"}
RANGES = {
    W + name
    for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
    )
}  # fmt: skip
INVISIBLE = {"pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"}


def accept_changes(root: etree._Element) -> None:
    """Change the tree in place: insertions stay, deletions go, formatting stays as it is now."""
    for node in list(root.iter(*FORMAT_CHANGES, *RANGES)):
        remove(node)
    _table_changes(root)
    for node in list(root.iter(*DROPPED_MARKS)):
        if _in_mark(node):
            _deleted_mark(node)
        elif node.getparent() is not None:
            remove(node)
    for node in list(root.iter(*KEPT_MARKS)):
        if _in_mark(node):
            remove(node)
        else:
            unwrap(node)
    _join_paragraphs(root)
    fill_cells(root)


def _in_mark(node: etree._Element) -> bool:
    """A change of a paragraph mark, row or control, not a container of words."""
    parent = node.getparent()
    return parent is not None and (parent.tag in HOLDERS or local(parent) in ("rPr", "ctrlPr"))


def _deleted_mark(node: etree._Element) -> None:
    """Deleted run properties mean a deleted run; a deleted paragraph mark waits for the join."""
    parent = node.getparent()
    above = parent.getparent() if parent is not None else None
    if above is not None and above.tag == W + "pPr":
        return
    remove(node)
    if above is not None and above.tag == W + "r":
        remove(above)


def _table_changes(root: etree._Element) -> None:
    for properties in list(root.iter(W + "trPr")):
        row = properties.getparent()
        if any(properties.find(mark) is not None for mark in DROPPED_MARKS):
            _remove_row(row)
        else:
            for mark in KEPT_MARKS:
                for node in properties.findall(mark):
                    remove(node)
    for properties in list(root.iter(W + "tcPr")):
        cell = properties.getparent()
        if properties.find(W + "cellDel") is not None:
            row = cell.getparent()
            remove(cell)
            if row is not None and row.find(W + "tc") is None and row.find(W + "sdt") is None:
                _remove_row(row)
            continue
        for name in ("cellIns", "cellMerge"):
            for node in properties.findall(W + name):
                remove(node)


def _remove_row(row: etree._Element) -> None:
    table = row.getparent()
    if table is None:
        return
    remove(row)
    if table.tag == W + "tbl" and next(table.iter(W + "tr"), None) is None:
        remove(table)


def _join_paragraphs(root: etree._Element) -> None:
    """A paragraph whose mark was deleted runs on into the next one, which keeps its own look."""
    for mark in list(root.iter(*DROPPED_MARKS)):
        properties = mark.getparent().getparent()
        paragraph = properties.getparent() if properties is not None else None
        remove(mark)
        if paragraph is None or paragraph.tag != W + "p" or properties.find(W + "sectPr") is not None:
            continue
        following = _next(paragraph)
        if following is not None and following.tag == W + "p":
            _move(paragraph, following)
            remove(paragraph)
        elif is_bare(paragraph) and _may_go(paragraph):
            remove(paragraph)


def _next(paragraph: etree._Element) -> etree._Element | None:
    following = paragraph.getnext()
    while following is not None and local(following) in INVISIBLE:
        following = following.getnext()
    return following


def _move(paragraph: etree._Element, following: etree._Element) -> None:
    content = [child for child in paragraph if child.tag != W + "pPr"]
    at = 1 if len(following) and following[0].tag == W + "pPr" else 0
    following[at:at] = content


def is_bare(paragraph: etree._Element) -> bool:
    """True when nothing of the paragraph shows but its own line."""
    return all(local(child) in INVISIBLE for child in paragraph)


def _may_go(paragraph: etree._Element) -> bool:
    """A cell, a note, a header and the body each need a paragraph at their end."""
    parent = paragraph.getparent()
    if parent is None:
        return False
    others = [node for node in parent if node is not paragraph and local(node) in ("p", "tbl", "sdt")]
    before = paragraph.getprevious()
    return bool(others) and (
        paragraph.getnext() is not None or (before is not None and before.tag == W + "p")
    )


def may_go(paragraph: etree._Element) -> bool:
    properties = paragraph.find(W + "pPr")
    return _may_go(paragraph) and (properties is None or properties.find(W + "sectPr") is None)


def fill_cells(root: etree._Element) -> None:
    """A table cell must end with a paragraph."""
    for cell in root.iter(W + "tc"):
        last = cell[-1] if len(cell) else None
        if last is None or local(last) not in ("p", "sdt"):
            etree.SubElement(cell, W + "p")
