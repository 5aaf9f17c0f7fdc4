"""Write a copy of a Word document that shows the same and hides nothing."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from documents.docx_accept import accept_changes, fill_cells, is_bare, may_go
from documents.docx_fields import flatten_fields
from documents.docx_scan import CHANGES, FORMAT_CHANGES, hidden_shapes, scan_docx
from documents.docx_story import Styles, is_hidden, read_styles
from documents.identify import has_macros
from documents.office_clean import clean_charts, clean_relations, finish, strip_comments, summary
from documents.office_draft import Draft
from documents.ooxml import MC, V, W, is_on, remove
from documents.package import Package, local
from documents.pictures import clean_pictures
from documents.report import CleanResult, Finding, Kind, Remedy, Severity

STORIES = ("header", "footer", "footnotes", "endnotes")
ANCHORS = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference", W + "annotationRef")
SETTINGS = {
    "attachedTemplate", "attachedSchema", "docId", "docVars", "linkStyles", "mailMerge", "readModeInkLockDown",
    "revisionView", "rsids", "saveThroughXslt", "schemaLibrary", "trackRevisions", "writeProtection",
}  # fmt: skip
REVISION_WORDS = (b"rsid", b"paraId", b"textId")
FIELD_BITS = {W + "fldChar", W + "instrText", W + "footnoteReference", W + "endnoteReference"}
SHOWS = {
    W + "t",
    W + "tab",
    W + "br",
    W + "cr",
    W + "drawing",
    W + "pict",
    W + "object",
    W + "sym",
    W + "noBreakHyphen",
}
ACCEPTED = "All tracked changes are accepted: deleted words are gone, inserted words stay."
MACROS = Finding(
    "docx-macros",
    Severity.BLOCK,
    "whole file",
    "",
    "The file holds macros. Save it as DOCX without macros and upload that.",
    Remedy.BY_HAND,
)


def clean_docx(path: Path | str, out: Path | str, keep: frozenset[str] = frozenset()) -> CleanResult:
    """Write the clean copy of `path` to `out`. Raises `Unreadable`; a file with macros is refused.

    `keep` is there for the common signature; Word documents have nothing to choose.
    """
    with Package(path) as package:
        if has_macros(package):
            return CleanResult(written=False, refused=(MACROS,))
        findings = scan_docx(package)
        styles = read_styles(package)
        draft = Draft(package)
        changes: list[str] = []
        parts = [draft.main, *dict.fromkeys(draft.follow(draft.main, *STORIES))]
        if any(next(draft.xml(part).iter(*CHANGES, *FORMAT_CHANGES), None) is not None for part in parts):
            changes.append(ACCEPTED)
        for part in parts:
            changes += _clean_story(draft.xml(part), styles)
        _drop_unused_notes(draft, parts)
        changes += clean_relations(draft, Kind.DOCX)
        clean_charts(draft)
        for part in draft.follow(draft.main, "settings"):
            _clean_settings(draft.xml(part))
        for part in draft.follow(draft.main, "styles", "numbering"):
            for node in list(draft.xml(part).iter(*FORMAT_CHANGES)):
                remove(node)
        clean_pictures(draft)
        for part in draft.parts():
            if "wordprocessingml" in draft.content_type(part) and draft.is_xml(part):
                if any(word in draft.read(part) for word in REVISION_WORDS):
                    _drop_revision_ids(draft.xml(part))
                if part in draft.trees:
                    strip_comments(draft.xml(part))
        finish(draft, Path(out))
        return CleanResult(True, summary(findings), tuple(dict.fromkeys(changes)))


def _clean_story(root: etree._Element, styles: Styles) -> list[str]:
    accept_changes(root)
    for node in list(root.iter(*ANCHORS)):
        _remove_from_run(node)
    _drop_hidden_text(root, styles)
    for shape in list(hidden_shapes(root)):
        _drop_shape(shape)
    flatten_fields(root)
    for control in list(root.iter(W + "sdtPr")):
        for node in [n for n in control if local(n) == "dataBinding" or _is_long_tag(n)]:
            remove(node)
    fill_cells(root)
    return _flatten_ole(root)


def _is_long_tag(node: etree._Element) -> bool:
    """Reference managers keep whole records in the tag of a control."""
    return node.tag == W + "tag" and len(node.get(W + "val", "")) > 64


def _remove_from_run(node: etree._Element) -> None:
    run = node.getparent()
    remove(node)
    if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
        remove(run)


def _drop_hidden_text(root: etree._Element, styles: Styles) -> None:
    for row in [r for r in root.iter(W + "tr") if is_on(r.find(f"{W}trPr/{W}hidden"))]:
        table = row.getparent()
        remove(row)
        if table is not None and next(table.iter(W + "tr"), None) is None:
            remove(table)
    touched: list[etree._Element] = []
    for run in list(root.iter(W + "r")):
        if not is_hidden(run, styles) or not any(
            child.tag in SHOWS or child.tag == MC + "AlternateContent" for child in run
        ):
            continue
        paragraph = next(run.iterancestors(W + "p"), None)
        if any(child.tag in FIELD_BITS for child in run):
            for child in [c for c in run if c.tag in SHOWS]:
                remove(child)
        else:
            remove(run)
        if paragraph is not None and paragraph not in touched[-1:]:
            touched.append(paragraph)
    for paragraph in touched:
        hidden_mark = is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish"))
        if hidden_mark and is_bare(paragraph) and may_go(paragraph):
            remove(paragraph)


def _drop_shape(shape: etree._Element) -> None:
    """The whole drawing around a hidden shape, or the shape alone when it stands in a group."""
    for ancestor in shape.iterancestors():
        kind = local(ancestor)
        if kind in ("drawing", "pict", "object"):
            holder = ancestor.getparent()
            twins = holder.getparent() if holder is not None else None
            remove(twins if twins is not None and twins.tag == MC + "AlternateContent" else ancestor)
            return
        if kind in ("group", "wgp", "grpSp") and shape.tag.startswith("{urn:schemas-microsoft-com:vml}"):
            remove(shape)
            return


def _flatten_ole(root: etree._Element) -> list[str]:
    """Embedded files become the picture they show; active controls become what they look like."""
    seen = []
    for node in list(root.iter(W + "object")):
        for inner in [
            n for n in node.iter() if local(n) in ("OLEObject", "objectEmbed", "objectLink", "control")
        ]:
            remove(inner)
        for shape in node.iter(V + "shape"):
            if not shape.get("type") and not shape.get("stroked"):
                shape.set("stroked", "f")  # an embedded file has no frame of its own
            for name in [n for n in shape.attrib if n.rpartition("}")[2] in ("ole", "oleicon")]:
                del shape.attrib[name]
        if any(
            local(n) in ("imagedata", "textpath", "textbox", "drawing", "stroke", "fill", "rect", "shape")
            for n in node.iter()
        ):
            node.tag = W + "pict"
            for name in [n for n in node.attrib if n.startswith(W)]:
                del node.attrib[name]
            for drawing in list(node.iterchildren(W + "drawing")):
                node.addprevious(drawing)
            if not len(node):
                remove(node)
        else:
            seen.append("A control or embedded file that has no picture is left out.")
            _remove_from_run(node)
    for node in list(root.iter(W + "control")):
        remove(node)
    return seen


def _drop_unused_notes(draft: Draft, parts: list[str]) -> None:
    """Footnotes and endnotes whose mark went with deleted or hidden text."""
    for kind, word in (("footnotes", "footnote"), ("endnotes", "endnote")):
        used = {node.get(W + "id") for part in parts for node in draft.xml(part).iter(f"{W}{word}Reference")}
        for part in draft.follow(draft.main, kind):
            for note in [n for n in draft.xml(part) if n.tag == W + word]:
                if note.get(W + "type", "normal") == "normal" and note.get(W + "id") not in used:
                    remove(note)


def _clean_settings(root: etree._Element) -> None:
    for node in [n for n in root if local(n) in SETTINGS]:
        remove(node)


def _drop_revision_ids(root: etree._Element) -> None:
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for name in [n for n in node.attrib if _is_revision_id(n)]:
            del node.attrib[name]
    for node in list(root.iter(W + "rsid")):
        remove(node)


def _is_revision_id(name: str) -> bool:
    last = name.rpartition("}")[2]
    return last.startswith("rsid") or last in ("paraId", "textId")
