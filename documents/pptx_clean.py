"""Write a copy of a presentation that shows the same and hides nothing."""

from __future__ import annotations

import copy
from pathlib import Path

from lxml import etree

from documents import pptx_deck as deck
from documents.identify import has_macros
from documents.office_clean import clean_charts, clean_relations, finish, strip_comments, summary
from documents.office_draft import CLICKS, IMAGE_REL, Draft, drop_kinds, remove_with_empty_holder
from documents.ooxml import MC, A, P, R, V, names_in, plain_text, remove
from documents.package import Package, local
from documents.pictures import clean_pictures
from documents.pptx_scan import FOOTERS, hidden_shapes, off_slide, scan_pptx
from documents.report import CleanResult, Finding, Kind, Remedy, Severity

RUNS = tuple(f"ppaction://{what}" for what in ("program", "macro", "hlinkfile", "hlinkpres"))
SECTION_LISTS = {"sectionLst", "sectionPr"}
MACROS = Finding(
    "pptx-macros",
    Severity.BLOCK,
    "whole file",
    "",
    "The file holds macros. Save it as PPTX without macros and upload that.",
    Remedy.BY_HAND,
)
ALL_HIDDEN = Finding(
    "pptx-hidden-slide",
    Severity.BLOCK,
    "whole file",
    "",
    "Every slide is hidden, so a clean copy would be empty. Show the slides that belong to the sample and upload it again.",
    Remedy.BY_HAND,
)


def clean_pptx(path: Path | str, out: Path | str, keep: frozenset[str] = frozenset()) -> CleanResult:
    """Write the clean copy of `path` to `out`; "notes" in `keep` leaves the speaker notes in, cleaned.

    Raises `Unreadable`. A file with macros, or with hidden slides only, is refused and nothing is written.
    """
    with Package(path) as package:
        if has_macros(package):
            return CleanResult(written=False, refused=(MACROS,))
        slides = deck.slides(package)
        if slides and all(slide.hidden for slide in slides):
            return CleanResult(written=False, refused=(ALL_HIDDEN,))
        findings = scan_pptx(package)
        size = deck.slide_size(package)
        draft = Draft(package)
        _drop_slides(draft, [slide for slide in slides if slide.hidden])
        notes_kept = "notes" in keep
        if not notes_kept:
            drop_kinds(draft, ("notesSlide", "notesMaster"))
        _drop_unused_layouts(draft)
        shown = [slide for slide in slides if not slide.hidden]
        changes = []
        for slide in shown:
            changes += _flatten_ole(draft, slide)
        changes += clean_relations(draft, Kind.PPTX)
        clean_charts(draft)
        for part in draft.parts():
            if "presentationml" in draft.content_type(part) and draft.is_xml(part):
                stopped = _drop_shapes(draft.xml(part), size)
                if stopped:
                    number = next((str(s.number) for s in shown if s.part == part), "")
                    changes.append(
                        f"The animations of slide {number} are gone: some moved items from outside of it."
                    )
        if notes_kept:
            _clean_notes(draft)
        _clean_presentation(draft)
        clean_pictures(draft)
        for part in draft.parts():
            if draft.is_xml(part) and part in draft.trees:
                strip_comments(draft.xml(part))
        finish(draft, Path(out))
        kept = frozenset({"notes"}) if notes_kept else frozenset()
        return CleanResult(True, summary(findings, kept), tuple(dict.fromkeys(changes)))


def _drop_slides(draft: Draft, hidden: list[deck.Slide]) -> None:
    """Hidden slides, the links that lead to them, and slides that are in no list."""
    gone = {slide.part for slide in hidden}
    listed = {slide.part for slide in deck.slides(draft.package)}
    draft.drop_links(lambda _, link: link.kind == "slide" and (link.part in gone or link.part not in listed))
    root = draft.xml(draft.main)
    for show in list(root.iterfind(f"{P}custShowLst/{P}custShow")):
        if show.find(f"{P}sldLst/{P}sld") is None:
            remove(show)
    shows = root.find(P + "custShowLst")
    if shows is not None and not len(shows):
        remove(shows)


def _drop_unused_layouts(draft: Draft) -> None:
    slides = draft.follow(draft.main, "slide")
    used = {layout for slide in slides for layout in draft.follow(slide, "slideLayout")}
    masters = {master for layout in used for master in draft.follow(layout, "slideMaster")}
    if used:
        draft.drop_links(
            lambda owner, link: (
                (link.kind == "slideLayout" and owner in masters and link.part not in used)
                or (link.kind == "slideMaster" and owner == draft.main and link.part not in masters)
            )
        )


def _drop_shapes(root: etree._Element, size: tuple[int, int]) -> bool:
    """Take out hidden shapes and shapes outside the slide; True when animations had to go with them."""
    gone = [*hidden_shapes(root), *off_slide(root, size)]
    ids = set()
    for shape in gone:
        ids |= {node.get("id", "") for node in names_in(shape, "cNvPr")}
        holder = shape.getparent()
        twins = holder.getparent() if holder is not None and holder.tag == MC + "Choice" else None
        remove(twins if twins is not None else shape)
    timing = root.find(P + "timing")
    if timing is None or not ids:
        return False
    if not any(node.get("spid") in ids for node in timing.iter()):
        return False
    remove(timing)
    return True


def _clean_notes(draft: Draft) -> None:
    """Speaker notes stay; headers and footers of the printed page go."""
    for part in draft.parts():
        kind = draft.content_type(part).lower()
        if not kind.endswith(("notesslide+xml", "notesmaster+xml")):
            continue
        tree = deck.shape_tree(draft.xml(part))
        for shape in deck.shapes(tree) if tree is not None else ():
            role = deck.placeholder(shape)
            if role in FOOTERS or (
                not role and kind.endswith("notesmaster+xml") and plain_text(shape).strip()
            ):
                remove(shape)


def _clean_presentation(draft: Draft) -> None:
    root = draft.xml(draft.main)
    for node in [n for n in root.iter() if local(n) in SECTION_LISTS]:
        remove_with_empty_holder(node)
    for name in ("notesMasterIdLst", "handoutMasterIdLst", "custDataLst", "modifyVerifier"):
        node = root.find(P + name)
        if node is not None and (not len(node) or name == "modifyVerifier"):
            remove(node)
    for part in draft.parts():
        if not draft.is_xml(part):
            continue
        for node in list(draft.xml(part).iter(*CLICKS)):
            if not node.get(R + "id") and node.get("action", "").startswith(RUNS):
                remove(node)


def _flatten_ole(draft: Draft, slide: deck.Slide) -> list[str]:
    """An embedded file becomes the picture it shows; a control too."""
    seen = []
    root = draft.xml(slide.part)
    for frame in list(root.iter(P + "graphicFrame")):
        inner = next(frame.iter(P + "oleObj"), None)
        if inner is None:
            continue
        picture = next(frame.iter(P + "pic"), None)
        if picture is None:
            picture = _from_drawing(draft, slide.part, inner.get("spid", ""))
        if picture is None:
            seen.append(f"An embedded file on slide {slide.number} that has no picture is left out.")
            remove(frame)
            continue
        frame.addprevious(_as_picture(frame, picture))
        remove(frame)
    for controls in list(root.iter(P + "controls")):
        seen.append(f"An active control on slide {slide.number} is left out.")
        holder = controls.getparent()
        twins = next(controls.iterancestors(MC + "AlternateContent"), None)
        remove(twins if twins is not None else controls)
        if holder is not None and local(holder) == "extLst" and not len(holder):
            remove(holder)
    return seen


def _as_picture(frame: etree._Element, picture: etree._Element) -> etree._Element:
    """The picture at the place and under the name of the frame that held it."""
    shown = copy.deepcopy(picture)
    shown.tail = None
    name, own = deck.shape_name(frame), deck.shape_name(shown)
    if name is not None and own is not None:
        for key in ("id", "name", "descr"):
            if name.get(key):
                own.set(key, name.get(key))
    place, properties = frame.find(P + "xfrm"), shown.find(P + "spPr")
    if place is not None and properties is not None:
        for old in properties.findall(A + "xfrm"):
            remove(old)
        transform = etree.Element(A + "xfrm", dict(place.attrib))
        transform.extend(copy.deepcopy(list(place)))
        properties.insert(0, transform)
    return shown


def _from_drawing(draft: Draft, part: str, shape_id: str) -> etree._Element | None:
    """The picture of an embedded file that only an older drawing part knows."""
    for drawing in draft.follow(part, "vmlDrawing"):
        for shape in draft.xml(drawing).iter(V + "shape"):
            if shape.get("id") != shape_id:
                continue
            image = shape.find(V + "imagedata")
            link_id = (
                next((v for k, v in image.attrib.items() if k.rpartition("}")[2] in ("relid", "id")), "")
                if image is not None
                else ""
            )
            link = draft.link(drawing, link_id)
            if link is not None and link.part:
                return _new_picture(draft.relate(part, IMAGE_REL, link.part))
    return None


def _new_picture(link_id: str) -> etree._Element:
    picture = etree.Element(P + "pic", nsmap={"p": P[1:-1], "a": A[1:-1], "r": R[1:-1]})
    outer = etree.SubElement(picture, P + "nvPicPr")
    etree.SubElement(outer, P + "cNvPr", id="0", name="Picture")
    etree.SubElement(outer, P + "cNvPicPr")
    etree.SubElement(outer, P + "nvPr")
    fill = etree.SubElement(picture, P + "blipFill")
    etree.SubElement(fill, A + "blip", {R + "embed": link_id})
    etree.SubElement(etree.SubElement(fill, A + "stretch"), A + "fillRect")
    properties = etree.SubElement(picture, P + "spPr")
    etree.SubElement(etree.SubElement(properties, A + "prstGeom", prst="rect"), A + "avLst")
    return picture
