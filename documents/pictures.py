"""Pictures inside Office files: stripped of what they say about their maker, and cut to what is shown."""

from __future__ import annotations

import io
import posixpath
import re

from lxml import etree
from PIL import Image

from documents.office_draft import Draft
from documents.office_scan import CROP_FROM, IMAGES
from documents.ooxml import A, O, R, V, W, looks_like_file, path_in, remove
from documents.package import local

MOST_PIXELS = 50_000_000
SIDES = ("l", "t", "r", "b")
VML_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
_NAMED = etree.XPath(
    "//*[@descr or @alt or @title or @name or @tooltip or @w:tooltip or @o:title]",
    namespaces={"w": W[1:-1], "o": O[1:-1]},
)
PICTURE_WORDS = (b"blip", b"imagedata", b"descr=", b"cNvPr", b"docPr", b"alt=", b"tooltip=")
ORIGINALS = "imgProps"  # the untouched picture behind an effect or a removed background
SVG = "svgBlip"


def clean_pictures(draft: Draft) -> None:
    """Strip every picture's metadata; cut cropped ones; drop the originals behind effects."""
    for part in draft.parts():
        if draft.is_xml(part) and any(word in draft.read(part) for word in PICTURE_WORDS):
            _crop_all(draft, part)
            _describe(draft, part)
    draft.drop_unmentioned()
    from documents.images import strip_image_bytes

    for part in draft.parts():
        if part.lower().rpartition(".")[2] in IMAGES or draft.content_type(part).startswith("image/"):
            stripped = strip_image_bytes(draft.read(part))
            if stripped is not None:
                draft.data[part] = stripped


def _describe(draft: Draft, part: str) -> None:
    """Empty descriptions and names that are file names or paths."""
    for node in _NAMED(draft.xml(part)):
        for name in ("descr", "alt", "title", "name"):
            words = node.get(name, "")
            if words and (
                path_in(words)
                if name in ("title", "name") and local(node) not in ("cNvPr", "docPr")
                else looks_like_file(words)
            ):
                node.set(name, "Picture" if name == "name" else "")
        for name in [n for n in node.attrib if n.rpartition("}")[2] == "tooltip" and path_in(node.attrib[n])]:
            del node.attrib[name]
        if node.tag == V + "imagedata":
            for name in [n for n in node.attrib if n.endswith("}title")]:
                del node.attrib[name]


def _crop_all(draft: Draft, part: str) -> None:
    root = draft.xml(part)
    for blip in list(root.iter(A + "blip")):
        for original in [n for n in blip.iter() if local(n) == ORIGINALS]:
            _remove_extension(original)
        _crop_blip(draft, part, blip)
    for image in root.iter(V + "imagedata"):
        _crop_vml(draft, part, image)


def _remove_extension(node: etree._Element) -> None:
    parent = node.getparent()
    remove(node)
    if parent is not None and not len(parent):
        remove(parent)


def _crop_blip(draft: Draft, part: str, blip: etree._Element) -> None:
    fill = blip.getparent()
    rect = fill.find(A + "srcRect") if fill is not None else None
    if rect is None or fill.find(A + "tile") is not None:
        return
    shares = [_share(rect.get(side, "0")) for side in SIDES]
    if max(shares) * 100_000 < CROP_FROM:
        return
    new_id = _cut(draft, part, blip.get(R + "embed", ""), shares)
    if not new_id:
        return
    blip.set(R + "embed", new_id)
    for vector in [n for n in blip.iter() if local(n) == SVG]:
        _remove_extension(vector)
    for side, share in zip(SIDES, shares, strict=True):
        if share > 0:
            rect.attrib.pop(side, None)


def _crop_vml(draft: Draft, part: str, image: etree._Element) -> None:
    shares = [_vml_share(image.get(side, "0")) for side in VML_SIDES]
    name = next((n for n in image.attrib if n in (R + "id", R + "pict") or n.endswith("}relid")), "")
    if max(shares) * 100_000 < CROP_FROM or not name:
        return
    new_id = _cut(draft, part, image.get(name, ""), shares)
    if new_id:
        image.set(name, new_id)
        for side in VML_SIDES:
            image.attrib.pop(side, None)


def _share(side: str) -> float:
    try:
        return float(side.rstrip("%")) / (100 if side.endswith("%") else 100_000)
    except ValueError:
        return 0.0


def _vml_share(side: str) -> float:
    try:
        return float(side.rstrip("f")) / 65_536 if side.endswith("f") else float(side)
    except ValueError:
        return 0.0


def _cut(draft: Draft, owner: str, link_id: str, shares: list[float]) -> str:
    """Add the shown area as a new picture; its relation id, or "" when the picture cannot be cut."""
    link = draft.link(owner, link_id)
    if link is None or link.external:
        return ""
    cut = cropped(draft.read(link.part), shares)
    if cut is None:
        return ""
    data, ending = cut
    stem = re.sub(r"-cut\d+$", "", posixpath.splitext(link.part)[0])
    number = 1
    while f"{stem}-cut{number}.{ending}" in draft.data:
        number += 1
    content_type = "image/jpeg" if ending == "jpg" else "image/png"
    return draft.add_image(owner, f"{stem}-cut{number}.{ending}", data, content_type)


def cropped(data: bytes, shares: list[float]) -> tuple[bytes, str] | None:
    """(bytes, ending) of the area left after cutting shares of left, top, right and bottom; None if it cannot be cut.

    Negative shares (a margin around the picture) cut nothing on their side.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            left, top, right, bottom = (max(0.0, share) for share in shares)
            box = (
                round(image.width * left),
                round(image.height * top),
                round(image.width * (1 - right)),
                round(image.height * (1 - bottom)),
            )
            if box[2] <= box[0] or box[3] <= box[1]:
                return None
            part = image.crop(box)
            out = io.BytesIO()
            more = {"icc_profile": image.info["icc_profile"]} if image.info.get("icc_profile") else {}
            if image.format == "JPEG":
                part.save(out, "JPEG", qtables=image.quantization, subsampling=_subsampling(image), **more)
                return out.getvalue(), "jpg"
            if "transparency" in image.info:
                more["transparency"] = image.info["transparency"]
            if part.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
                part = part.convert("RGBA" if "A" in part.getbands() else "RGB")
            part.save(out, "PNG", **more)
            return out.getvalue(), "png"
    except MemoryError:
        raise
    except Exception:  # Pillow raises many kinds for damaged data; the picture then stays as it is
        return None


def _subsampling(image: Image.Image) -> int:
    from PIL import JpegImagePlugin

    return max(0, JpegImagePlugin.get_sampling(image))
