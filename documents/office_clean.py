"""Cleaning that Word documents and presentations share."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lxml import etree

from documents.identify import CLEAN_TYPES
from documents.office_draft import Draft, Link, drop_kinds, remove_with_empty_holder
from documents.ooxml import R, private_target, remove
from documents.package import local
from documents.report import Finding, Kind, Remedy

# Relations whose parts only serve editing, add-ins or one computer.
DROPPED = {
    "activeXControlBinary", "aFChunk", "attachedToolbars", "attachedTemplate", "authors", "changesInfo",
    "classificationlabels", "commentAuthors", "comments", "commentsExtended", "commentsExtensible", "commentsIds",
    "control", "ctrlProp", "custom-properties", "customProperty", "customXml", "customXmlProps", "documenttasks",
    "extended-properties", "extensibility", "glossaryDocument", "handoutMaster", "keyMapCustomizations",
    "legacyDiagramText", "legacyDocTextInfo", "mailMergeRecipientData", "mailMergeSource", "mailMergeHeaderSource",
    "oleObject", "origin", "package", "people", "person", "printerSettings", "recipientData", "revisionInfo", "smartTags",
    "subDocument", "tags", "threadedComment", "thumbnail", "transform", "vbaProject", "viewProps", "wordVbaData",
    "webextension", "webextensiontaskpanes", "xmlMaps", "core-properties", "stylesWithEffects",
    "presentationmetadata",
}  # fmt: skip
PLAYED = ("video", "audio")
FILTERED = re.compile(r"filtered\w*(?:Series|Title)$")  # series a chart keeps but does not show
CORE_PART = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title/><dc:creator/><cp:lastModifiedBy/></cp:coreProperties>'
)

REMOVED = {
    "comments": ("comment", "comments"),
    "people": ("list of people", "lists of people"),
    "comment-authors": ("list of people", "lists of people"),
    "tracked-changes": ("tracked change (accepted)", "tracked changes (accepted)"),
    "tracked-formatting": ("tracked change of formatting (accepted)", "tracked changes of formatting (accepted)"),
    "hidden-text": ("passage of hidden text", "passages of hidden text"),
    "hidden-shape": ("hidden shape", "hidden shapes"),
    "hidden-slide": ("hidden slide", "hidden slides"),
    "removed-slide": ("leftover slide", "leftover slides"),
    "notes": ("slide's speaker notes", "slides' speaker notes"),
    "off-slide": ("item outside its slide", "items outside their slides"),
    "sections": ("section name", "section names"),
    "slide-titles": ("old slide title", "old slide titles"),
    "unused-layout": ("unused layout", "unused layouts"),
    "change-history": ("history of changes", "histories of changes"),
    "add-in-data": ("add-in's data", "add-ins' data"),
    "notes-header": ("header or footer of printed notes", "headers or footers of printed notes"),
    "template-path": ("template's path", "templates' paths"),
    "document-variables": ("document variable", "document variables"),
    "mail-merge": ("mail-merge setting", "mail-merge settings"),
    "building-blocks": ("set of building blocks", "sets of building blocks"),
    "revision-ids": ("list of editing sessions", "lists of editing sessions"),
    "track-setting": ("Track Changes setting", "Track Changes settings"),
    "author": ("author's name", "authors' names"),
    "last-saved-by": ("name of who saved it last", "names of who saved it last"),
    "company": ("company name", "company names"),
    "manager": ("manager's name", "managers' names"),
    "link-base": ("base address of links", "base addresses of links"),
    "template": ("template's name", "templates' names"),
    "editing-time": ("editing time", "editing times"),
    "title-property": ("title property", "title properties"),
    "description": ("descriptive property", "descriptive properties"),
    "custom-property": ("custom property", "custom properties"),
    "sensitivity-label": ("sensitivity label entry", "sensitivity label entries"),
    "custom-xml": ("set of form data", "sets of form data"),
    "private-link": ("link to a private place", "links to private places"),
    "linked-picture": ("link to an outside file", "links to outside files"),
    "embedded-file": ("embedded file", "embedded files"),
    "hidden-sheet": ("hidden sheet", "hidden sheets"),
    "sheet-link": ("link inside an embedded workbook", "links inside embedded workbooks"),
    "activex": ("active control", "active controls"),
    "hidden-chart-data": ("hidden series of a chart", "charts' hidden series"),
    "cropped-picture": ("hidden part of a picture", "hidden parts of pictures"),
    "alt-text": ("description with a file name", "descriptions with file names"),
    "thumbnail": ("small picture of an earlier save", "small pictures of an earlier save"),
    "printer-settings": ("set of printer settings", "sets of printer settings"),
    "leftover-part": ("leftover part", "leftover parts"),
}  # fmt: skip


def summary(findings: list[Finding], kept: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What the clean copy leaves out, counted: "3 comments". Codes named in `kept` stay."""
    counts: Counter[str] = Counter()
    for finding in findings:
        if finding.remedy in (Remedy.REMOVED, Remedy.CHOICE):
            more, _, rest = finding.words.partition(" more like the ")
            counts[finding.code] += int(more) if rest and more.isdigit() else 1
    lines = []
    for code, count in counts.items():
        family, _, name = code.partition("-")
        if family == "image":
            continue
        if name in REMOVED and name not in kept:
            lines.append(f"{count:,} {REMOVED[name][count != 1]}")
    pictures = sum(count for code, count in counts.items() if code.startswith("image-"))
    if pictures:
        lines.append(
            f"{pictures:,} {'entries' if pictures != 1 else 'entry'} of picture data (place, camera, owner)"
        )
    return tuple(lines)


def clean_relations(draft: Draft, kind: Kind) -> list[str]:
    """Drop parts that are not for readers and addresses that are not for strangers; what changes for the eye."""
    seen = []
    if any(link.kind == "aFChunk" for link in draft.links(draft.main)):
        seen.append("Text that was brought in from another file is left out.")
    draft.drop_broken()
    drop_kinds(draft, DROPPED)
    if any(_only_linked(draft, part) for part in draft.parts()):
        seen.append("A picture that was only linked, not stored in the file, is no longer shown.")
    for part in draft.parts():
        for link in draft.links(part):
            if link.external and link.kind in PLAYED and private_target(link.target):
                link.target = "NULL"  # what PowerPoint itself writes when the film is stored in the file
    draft.drop_links(_from_outside)
    draft.types[draft.main] = CLEAN_TYPES[kind]
    draft.data[CORE_PART] = CORE
    draft.types[CORE_PART] = CORE_TYPE
    draft.trees.pop(CORE_PART, None)
    draft.links("").append(Link("rIdCore", CORE_REL, CORE_PART, CORE_PART))
    return seen


def _from_outside(_: str, link: Link) -> bool:
    """Links to private places, and everything but links and films that is fetched from outside."""
    fetched = link.kind not in ("hyperlink", *PLAYED) and "://" in link.target
    return link.external and (fetched or private_target(link.target))


def _only_linked(draft: Draft, part: str) -> bool:
    """True when a picture of this part is fetched from outside and not stored as well."""
    ids = {link.id for link in draft.links(part) if _from_outside(part, link) and link.kind == "image"}
    if not ids or not draft.is_xml(part):
        return False
    linked = (node for node in draft.xml(part).iter() if any(value in ids for value in node.attrib.values()))
    return any(R + "embed" not in node.attrib and R + "id" not in node.attrib for node in linked)


def clean_charts(draft: Draft) -> None:
    """Charts keep the values they show and lose the tie to their workbook."""
    for part in draft.parts():
        if "chart" in draft.content_type(part).lower() and draft.is_xml(part):
            for node in list(draft.xml(part).iter()):
                if local(node) == "externalData" or FILTERED.match(local(node)):
                    remove_with_empty_holder(node)


def finish(draft: Draft, out: Path) -> None:
    """Write the copy; nothing half-written stays behind."""
    draft.drop_unmentioned()
    try:
        draft.write(out)
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def strip_comments(root: etree._Element) -> None:
    """XML comments and processing instructions are for machines; they may hold anything."""
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        remove(node)
