"""Taking out of a PDF's structure what no page needs: allow-lists for pages, links, pictures and the document."""

from __future__ import annotations

import pikepdf

from documents.image_bytes import strip_image_bytes
from documents.pdf_content import has_comment
from documents.pdf_structure import ACTIONS, is_inside, is_local
from documents.pdf_words import (
    Place,
    annotations,
    is_dict,
    jpeg_bytes,
    keys,
    nested,
    part,
    place_of,
    stream_bytes,
    words_of,
)
from documents.xmp import local_path

MOST_BOOKMARKS = 50_000
MOST_CONTENT = 20_000_000  # bytes of one content stream

ROOT = {
    "/Type", "/Pages", "/PageLabels", "/PageLayout", "/PageMode", "/ViewerPreferences", "/Outlines", "/Dests", "/Names",
    "/OpenAction", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents", "/Version", "/OCProperties",
}  # fmt: skip
PAGES = {"/Type", "/Kids", "/Count", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate"}
PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/Contents",
    "/Group", "/Annots", "/StructParents", "/Tabs", "/UserUnit", "/BoxColorInfo",
}  # fmt: skip
LINK = {
    "/Type", "/Subtype", "/Rect", "/Border", "/BS", "/C", "/H", "/A", "/Dest", "/QuadPoints", "/F", "/StructParent",
}  # fmt: skip
BOOKMARK = {"/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest", "/A", "/C", "/F"}
STREAM = {"/Length", "/Filter", "/DecodeParms"}
IMAGE = STREAM | {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
    "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Name", "/StructParent", "/OC",
}  # fmt: skip
FORM = STREAM | {
    "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParent", "/StructParents",
    "/Name", "/OC",
}  # fmt: skip
ANYWHERE = {"/Metadata", "/PieceInfo", "/LastModified", "/Measure", "/PtData", "/OPI", "/Alternates", "/AF"}


def empty(thing: object) -> None:
    """Delete every entry, so that whatever still points here finds nothing."""
    for key in keys(thing):
        if key not in STREAM or not isinstance(thing, pikepdf.Stream):
            del thing[key]


def keep_only(thing: pikepdf.Object, allowed: set[str]) -> None:
    """Delete the entries that are not allowed."""
    for key in keys(thing):
        if key not in allowed:
            del thing[key]


def strip_annotations(pdf: pikepdf.Pdf) -> None:
    """Drop every annotation but web and page links; print what form fields show into their pages."""
    links: list[list[pikepdf.Object]] = []
    widgets: list[pikepdf.Object] = []
    for page in pdf.pages:
        kept: list[pikepdf.Object] = []
        fields: list[pikepdf.Object] = []
        for note in annotations(page.obj):
            kind = words_of(note.get("/Subtype"))
            if kind == "/Link" and _clean_link(note):
                kept.append(note)
            elif kind == "/Widget":
                fields.append(note)
            else:
                empty(note)
        links.append(kept)
        widgets += fields
        if fields:
            page.obj.Annots = pikepdf.Array(fields)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    if widgets:
        _flatten(pdf)
    for page, kept in zip(pdf.pages, links, strict=True):
        if kept:
            page.obj.Annots = pikepdf.Array(kept)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    for widget in widgets:
        _forget_field(widget)


def _flatten(pdf: pikepdf.Pdf) -> None:
    if part(pdf.Root, "/AcroForm") is None:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
    elif part(pdf.Root, "/AcroForm", "/NeedAppearances") is True:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _forget_field(widget: pikepdf.Object) -> None:
    """A field and the fields it belongs to: the tag structure may still point at them."""
    field, depth = widget, 0
    while is_dict(field) and depth < 20:
        above = field.get("/Parent")
        empty(field)
        field, depth = above, depth + 1


def _clean_link(link: pikepdf.Object) -> bool:
    """Reduce a link to its place and target; False when its target may not stay."""
    action = link.get("/A")
    if action is not None:
        harmless = harmless_action(action)
        if harmless is None:
            return False
        link.A = harmless
    keep_only(link, LINK)
    return True


def harmless_action(action: object) -> pikepdf.Dictionary | None:
    """The same action with nothing but its target, or None when it is not a link to the web or to a page."""
    kind = words_of(part(action, "/S"))
    if kind == "/URI":
        address = words_of(action.get("/URI"))
        if (
            not address
            or is_local(address)
            or is_inside(address)
            or address.lower().startswith(("javascript:", "data:", "file:"))
        ):
            return None
        return pikepdf.Dictionary(S=pikepdf.Name.URI, URI=action.get("/URI"))
    if kind == "/GoTo" and action.get("/D") is not None:
        return pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=action.get("/D"))
    if kind == "/Named" and isinstance(action.get("/N"), pikepdf.Name):
        return pikepdf.Dictionary(S=pikepdf.Name.Named, N=action.get("/N"))
    return None


def strip_document(pdf: pikepdf.Pdf) -> None:
    """Everything outside the pages: properties, attachments, scripts, private entries, what nothing points at."""
    root = pdf.Root
    for key in keys(pdf.trailer):
        if key not in {"/Root", "/Size"}:
            del pdf.trailer[key]
    keep_only(root, ROOT)
    if is_dict(root.get("/Names")):
        keep_only(root.Names, {"/Dests"})
    opening = root.get("/OpenAction")
    if is_dict(opening):
        harmless = harmless_action(opening)
        if harmless is None:
            del root["/OpenAction"]
        else:
            root.OpenAction = harmless
    if root.get("/PageMode") in {pikepdf.Name.UseAttachments, pikepdf.Name.UseOC, pikepdf.Name.UseThumbs}:
        del root["/PageMode"]
    _strip_bookmarks(root.get("/Outlines"))
    pages = {place_of(page.obj) for page in pdf.pages}
    for page in pdf.pages:
        keep_only(page.obj, PAGE)
    for thing in pdf.objects:
        if is_dict(thing) or isinstance(thing, pikepdf.Array):
            _strip_thing(thing, pages)


def _strip_bookmarks(outlines: object) -> None:
    seen: set[Place] = set()
    stack = [part(outlines, "/First")]
    while stack and len(seen) < MOST_BOOKMARKS:
        mark = stack.pop()
        if not is_dict(mark) or place_of(mark) in seen:
            continue
        seen.add(place_of(mark))
        action = mark.get("/A")
        if action is not None:
            harmless = harmless_action(action)
            if harmless is None:
                del mark["/A"]
            else:
                mark.A = harmless
        keep_only(mark, BOOKMARK)
        stack += [mark.get("/Next"), mark.get("/First")]


def _strip_thing(thing: pikepdf.Object, pages: set[Place]) -> None:
    kind = part(thing, "/Type")
    subtype = part(thing, "/Subtype")
    if kind == pikepdf.Name.Page and place_of(thing) not in pages:
        empty(thing)
        return
    if kind == pikepdf.Name.Pages:
        keep_only(thing, PAGES)
    if isinstance(thing, pikepdf.Stream):
        if subtype == pikepdf.Name.Image:
            keep_only(thing, IMAGE)
            _strip_picture(thing)
        elif subtype == pikepdf.Name.Form:
            keep_only(thing, FORM)
            _strip_comments(thing)
    for inside in nested(thing):
        _strip_entries(inside)


def _strip_entries(inside: pikepdf.Object) -> None:
    if "/EF" in inside or words_of(inside.get("/S")) in ACTIONS - {"/URI"} or "/JS" in inside:
        empty(inside)
        return
    for key in keys(inside):
        if (key in ANYWHERE or key.startswith("/PTEX.")) or (
            key in {"/Alt", "/ActualText", "/E"} and local_path(words_of(inside.get(key)))
        ):
            del inside[key]


def _strip_picture(picture: pikepdf.Stream) -> None:
    data = jpeg_bytes(picture)
    bare = strip_image_bytes(data) if data is not None else None
    if bare is not None and bare != data:
        parameters = picture.get("/DecodeParms")
        picture.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)


def _strip_comments(form: pikepdf.Stream) -> None:
    if has_comment(stream_bytes(form, MOST_CONTENT)):
        form.write(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(form)))


def strip_page_comments(pdf: pikepdf.Pdf) -> None:
    """Remarks of a programmer between the drawing commands of pages."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        streams = [contents] if isinstance(contents, pikepdf.Stream) else list(contents or [])
        if any(
            isinstance(each, pikepdf.Stream) and has_comment(stream_bytes(each, MOST_CONTENT))
            for each in streams
        ):
            program = pikepdf.parse_content_stream(page.obj)
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(program))
