"""Pictures: what hides beside the pixels, and copies that are pixels only."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from documents.exif import read_exif, read_iptc
from documents.image_bytes import (
    NotThisImage,
    Pieces,
    exif_of,
    orientation,
    png_text,
    split,
    strip_image_bytes,
)
from documents.report import CleanResult, Finding, Kind, Remedy, Severity, Unreadable
from documents.xmp import local_path, read_xmp

__all__ = [
    "clean_image",
    "image_findings_in_bytes",
    "open_image",
    "orientation_of",
    "scan_image",
    "square_photo",
    "srgb",
    "strip_image_bytes",
    "upright",
]

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 12_000  # pixels
MOST_RECODED = 13_000_000  # pixels; above, the clean copy is made without decoding, to stay within memory
FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP"}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What a broken picture makes Pillow raise.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    TypeError,
    KeyError,
    OverflowError,
    ZeroDivisionError,
)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS

_REMOVE = "Make a clean copy to leave it out."
_SOFTWARE_TEXTS = {
    "software",
    "date:create",
    "date:modify",
    "date:timestamp",
    "creation time",
    "xmp toolkit",
    "dpi",
}


@contextmanager
def _only_bombs_warn() -> Iterator[None]:
    """Pillow warns about odd metadata, which says nothing about the pixels, and about bombs, which must stop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


@contextmanager
def open_image(path: Path, kind: Kind) -> Iterator[Image.Image]:
    """Open a picture of exactly this kind, not yet decoded, its size checked. Raises Unreadable."""
    try:
        with _only_bombs_warn():
            picture = Image.open(path, formats=(FORMATS[kind],))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except BROKEN as error:
        raise _damaged() from error
    with picture:
        if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
            raise _too_large()
        yield picture


def decoded(picture: Image.Image) -> Image.Image:
    """The picture with its pixels loaded. Raises Unreadable."""
    try:
        with _only_bombs_warn():
            picture.load()
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _damaged() from error
    return picture


def upright(picture: Image.Image, turned: int) -> Image.Image:
    """`picture` turned the way an EXIF orientation of 1 to 8 says."""
    turn = TURNS.get(turned)
    return picture if turn is None else picture.transpose(turn)


def orientation_of(path: Path) -> int:
    """EXIF orientation of a picture file, 1 to 8; 1 when it does not say."""
    try:
        return orientation(split(path.read_bytes()))
    except NotThisImage:
        return 1


def srgb(picture: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB; a profile that cannot be used is ignored."""
    transparent = "A" in picture.getbands() or "transparency" in picture.info
    target = "RGBA" if transparent else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=target,
            )
        except (*BROKEN, ImageCms.PyCMSError):
            return picture.convert(target)
    return picture.convert(target)


def scan_image(path: Path) -> list[Finding]:
    """Everything beside the pixels of a JPEG, PNG or WebP, worst first. Raises Unreadable."""
    data = path.read_bytes()
    return _findings(data, _parts(data), "whole file")


def _parts(data: bytes) -> Pieces:
    try:
        return split(data)
    except NotThisImage as error:
        raise _damaged() from error


def image_findings_in_bytes(data: bytes, place: str) -> list[Finding]:
    """The same for a picture inside a document; an empty list for types that are not read here."""
    try:
        return _findings(data, split(data), place)
    except NotThisImage:
        return []


def clean_image(path: Path, out: Path) -> CleanResult:
    """Write a copy that holds the pixels and their colour profile, turned upright, and nothing else.

    PNG and lossless WebP stay lossless; JPEG keeps its own quality tables. Raises Unreadable.
    """
    kind = _kind_of(path)
    with open_image(path, kind) as picture:
        decoded(picture)
        large = picture.width * picture.height > MOST_RECODED
        moving = kind is not Kind.JPEG and getattr(picture, "n_frames", 1) > 1
        data = path.read_bytes()
        parts = _parts(data)
        removed = dict.fromkeys(_REMOVED[finding.code] for finding in _findings(data, parts, "whole file"))
        if moving or not large:
            try:
                _recode(picture, parts, kind, out)
            except BROKEN as error:
                raise _damaged() from error
    if large and not moving:
        out.write_bytes(strip_image_bytes(data) or b"")
    changes = ("The animation stands still: only its first picture is kept.",) if moving else ()
    return CleanResult(written=True, removed=tuple(removed), visible_changes=changes)


def square_photo(path: Path, out: Path, size: int = 512) -> None:
    """Write the middle square of a photo, `size` pixels at most, as WebP (or JPEG when `out` says so).

    Raises Unreadable.
    """
    kind = _kind_of(path)
    with open_image(path, kind) as picture:
        if kind is Kind.JPEG:
            picture.draft("RGB", (size, size))
        small = upright(decoded(picture), orientation_of(path))
        small.info["icc_profile"] = picture.info.get("icc_profile")
        cut = ImageOps.fit(small, (min(size, *small.size),) * 2, Image.Resampling.LANCZOS)
        cut.info["icc_profile"] = picture.info.get("icc_profile")
        face = srgb(cut)
    if "A" in face.getbands():
        paper = Image.new("RGB", face.size, "white")
        paper.paste(face, mask=face.getchannel("A"))
        face = paper
    fresh = Image.frombytes("RGB", face.size, face.tobytes())
    if out.suffix.lower() in {".jpg", ".jpeg"}:
        fresh.save(out, "JPEG", quality=85, optimize=True)
    else:
        fresh.save(out, "WEBP", quality=80, method=4)


def _kind_of(path: Path) -> Kind:
    with path.open("rb") as file:
        start = file.read(12)
    if start.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if start.startswith(b"\x89PNG"):
        return Kind.PNG
    if start[:4] == b"RIFF" and start[8:] == b"WEBP":
        return Kind.WEBP
    raise Unreadable(
        "image-unknown", "This is not a JPEG, PNG or WebP picture. Choose a picture of one of these types."
    )


def _damaged() -> Unreadable:
    return Unreadable(
        "image-damaged", "This picture is damaged and could not be read. Save it again and upload that copy."
    )


def _too_large() -> Unreadable:
    return Unreadable(
        "image-too-large",
        "This picture is larger than 50 megapixels or 12,000 pixels on a side. Make it smaller and upload it again.",
    )


def _recode(picture: Image.Image, parts: Pieces, kind: Kind, out: Path) -> None:
    """Save the bare pixels: a new picture, so nothing Pillow remembers of the old file can be written."""
    profile = picture.info.get("icc_profile")
    transparency = picture.info.get("transparency")
    tables = getattr(picture, "quantization", None)
    turned = upright(picture, orientation(parts))
    fresh = Image.new(turned.mode, turned.size)
    fresh.paste(turned)
    if turned.mode == "P":
        fresh.putpalette(turned.getpalette("RGB") or [])
    extra = {"icc_profile": profile} if profile else {}
    if kind is Kind.JPEG:
        # An inverted CMYK file is read back upright by Pillow, so it is written through RGB.
        if fresh.mode not in {"L", "RGB"}:
            fresh.info["icc_profile"] = profile
            fresh, extra = srgb(fresh), {}
        if tables and 1 <= len(tables) <= 4:
            extra["qtables"] = tables
        else:
            extra["quality"] = 95
        fresh.save(out, "JPEG", subsampling=_subsampling(parts), **extra)
    elif kind is Kind.PNG:
        if transparency is not None:
            extra["transparency"] = transparency
        fresh.save(out, "PNG", optimize=False, **extra)
    else:
        lossless = any(piece.name == "VP8L" for piece in parts.pieces)
        fresh.save(
            out, "WEBP", lossless=lossless, quality=80 if lossless else 95, exact=lossless, method=4, **extra
        )


def _subsampling(parts: Pieces) -> int:
    """How coarsely colour is stored: 0 full, 1 half across, 2 half both ways. Kept as it was."""
    for piece in parts.pieces:
        if piece.name in {"C0", "C1", "C2"} and len(piece.body) >= 9 and piece.body[5] == 3:
            return {0x11: 0, 0x21: 1, 0x22: 2}.get(piece.body[7], 0)
    return 0


# --- findings ----------------------------------------------------------------------------------------------

_REMOVED = {
    "image-gps": "The place where the picture was taken",
    "image-camera": "The camera",
    "image-serial": "Serial numbers",
    "image-time": "The time the picture was taken",
    "image-owner": "The names of people",
    "image-caption": "Captions, keywords and comments",
    "image-path": "A path on somebody's computer",
    "image-history": "The editing history",
    "image-thumbnail": "A small preview of an earlier state",
    "image-trailing": "Data after the end of the picture",
    "image-software": "The name of the program",
    "image-other": "Other data beside the pixels",
}


# Pieces of the picture itself, or told from elsewhere (EXIF). Any other piece is a program's own data.
_PNG_PLAIN = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD",
    "hIST", "sPLT", "pHYs", "tIME", "oFFs", "sCAL", "pCAL", "acTL", "fcTL", "fdAT", "eXIf",
}  # fmt: skip
_WEBP_PLAIN = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP "}


def _findings(data: bytes, parts: Pieces, place: str) -> list[Finding]:
    """One finding per kind of leak, in a fixed order, so that a photo gives five lines and not fifty."""
    told: dict[str, list[str]] = {}
    for tiff in exif_of(parts):
        _tell_exif(told, tiff)
    for piece in parts.pieces:
        if parts.kind == "jpeg":
            _tell_jpeg(told, piece.name, piece.body)
        elif parts.kind == "png":
            if piece.name in {"tEXt", "zTXt", "iTXt"}:
                _tell_png_text(told, *png_text(piece))
            elif piece.name not in _PNG_PLAIN:
                told.setdefault("image-other", []).append(f"{piece.name}: {_plain(piece.body[:80])}")
        elif piece.name == "XMP ":
            _tell_xmp(told, piece.body)
        elif piece.name not in _WEBP_PLAIN:
            told.setdefault("image-other", []).append(f"{piece.name}: {_plain(piece.body[:80])}")
    rest = data[parts.end :]
    if rest.strip(b"\x00\r\n\t \xff"):
        kind = "another picture" if rest[:3] == b"\xff\xd8\xff" else "data"
        told.setdefault("image-trailing", []).append(
            f"{len(rest):,} bytes of {kind} after the end of the picture"
        )
    return [_finding(code, told[code], place) for code in _REMOVED if code in told]


def _tell_exif(told: dict[str, list[str]], tiff: bytes) -> None:
    exif = read_exif(tiff)
    if exif.gps:
        told.setdefault("image-gps", []).append(exif.gps)
    groups = (
        ("image-camera", exif.camera),
        ("image-serial", exif.serials),
        ("image-time", exif.times),
        ("image-owner", exif.owners),
        ("image-caption", exif.captions),
    )
    for code, pairs in groups:
        for label, words in pairs:
            told.setdefault(code, []).append(f"{label}: {words}")
    if exif.software:
        told.setdefault("image-software", []).append(exif.software)
    if exif.thumbnail:
        told.setdefault("image-thumbnail", []).append(f"{exif.thumbnail:,} bytes")
    if exif.maker_note:
        told.setdefault("image-other", []).append("the camera maker's own notes")


def _tell_jpeg(told: dict[str, list[str]], name: str, body: bytes) -> None:
    if name == "APP1" and body.startswith(
        (b"http://ns.adobe.com/xap/1.0/\x00", b"http://ns.adobe.com/xmp/extension/\x00")
    ):
        if b"xmp/extension" in body[:40]:
            told.setdefault("image-other", []).append("extended XMP")
        else:
            _tell_xmp(told, body.partition(b"\x00")[2])
    elif name == "APP13":
        for label, words in read_iptc(body):
            code = (
                "image-owner"
                if "author" in label or label in {"credit", "copyright", "contact"}
                else "image-caption"
            )
            told.setdefault(code, []).append(f"{label}: {words}")
    elif name == "COM":
        words = _plain(body)
        if words:
            code = "image-software" if _is_program(words) else "image-caption"
            told.setdefault(code, []).append(words)
    elif name == "APP0" and body[:4] == b"JFXX":
        told.setdefault("image-thumbnail", []).append(f"{len(body):,} bytes")
    elif name == "APP11" and b"jumb" in body[:40]:
        told.setdefault("image-other", []).append("content credentials (who made it, and with what)")
    elif (
        name in {"APP3", "APP4", "APP5", "APP6", "APP7", "APP8", "APP9", "APP10", "APP15"} and len(body) > 16
    ):
        told.setdefault("image-other", []).append(f"{name}: {_plain(body[:80])}")


def _tell_png_text(told: dict[str, list[str]], keyword: str, text: str) -> None:
    lowered = keyword.lower()
    if lowered == "xml:com.adobe.xmp":
        _tell_xmp(told, text.encode())
    elif lowered.startswith("raw profile type"):
        raw = _unhex(text)
        if lowered.endswith(("exif", "app1")):
            _tell_exif(told, raw[6:] if raw[:4] == b"Exif" else raw)
        elif lowered.endswith("xmp"):
            _tell_xmp(told, raw)
        elif lowered.endswith(("iptc", "8bim")):
            _tell_jpeg(told, "APP13", raw)
    elif lowered in _SOFTWARE_TEXTS:
        told.setdefault("image-software", []).append(f"{keyword}: {text[:200]}")
    elif text.strip("\x00 \r\n\t"):
        code = "image-owner" if lowered in {"author", "artist", "copyright"} else "image-caption"
        if local_path(text):
            code = "image-path"
        told.setdefault(code, []).append(f"{keyword}: {text[:200]}")


def _tell_xmp(told: dict[str, list[str]], packet: bytes) -> None:
    xmp = read_xmp(packet)
    if xmp.places:
        told.setdefault("image-gps", []).append(", ".join(value for _, value in xmp.places))
    serials = [pair for pair in xmp.camera if "Serial" in pair[0]]
    groups = (
        ("image-camera", [pair for pair in xmp.camera if pair not in serials]),
        ("image-serial", serials),
        ("image-time", xmp.times),
        ("image-owner", xmp.people),
        ("image-caption", [*xmp.about, *xmp.custom]),
    )
    for code, pairs in groups:
        for label, words in pairs:
            told.setdefault(code, []).append(f"{label}: {words}")
    for path in xmp.paths:
        told.setdefault("image-path", []).append(path)
    if xmp.events:
        told.setdefault("image-history", []).append(f"{xmp.events} editing steps")
    if not xmp.readable:
        told.setdefault("image-other", []).append("XMP that could not be read")
    if xmp.ids or xmp.tools:
        told.setdefault("image-software", []).extend(value for _, value in (*xmp.tools, *xmp.ids))


def _unhex(text: str) -> bytes:
    """ImageMagick's "raw profile": a name, a length and the bytes in hex."""
    digits = "".join(text.split("\n")[3:])
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""


def _plain(body: bytes) -> str:
    return " ".join(
        "".join(c if c.isprintable() else " " for c in body[:500].decode("utf-8", "replace")).split()
    )


def _is_program(words: str) -> bool:
    """Comments that programs write by themselves."""
    known = ("creator: gd-jpeg", "lead technologies", "file written by adobe", "lavc", "compressed by jpeg",
             "intel(r)", "created with gimp", "optimized by jpegmini", "handmade software", "lgpl")  # fmt: skip
    return words.lower().startswith(known)


_MESSAGES = {
    "image-gps": (Severity.BLOCK, "The picture says where it was taken, to a few meters."),
    "image-camera": (Severity.WARN, "The picture names the camera or phone it was taken with."),
    "image-serial": (
        Severity.WARN,
        "The picture holds a serial number that leads to one camera and its owner.",
    ),
    "image-time": (Severity.WARN, "The picture says when it was taken or changed."),
    "image-owner": (Severity.WARN, "The picture names a person, or who holds the rights."),
    "image-caption": (
        Severity.WARN,
        "The picture carries a caption, keywords or comments nobody sees in it.",
    ),
    "image-path": (Severity.WARN, "The picture holds a path on somebody's computer."),
    "image-history": (Severity.WARN, "The picture keeps a list of how it was edited."),
    "image-thumbnail": (
        Severity.WARN,
        "A small second picture is stored inside; it may show what was cropped away later.",
    ),
    "image-trailing": (
        Severity.WARN,
        "Something is stored after the end of the picture, where no viewer shows it.",
    ),
    "image-software": (Severity.INFO, "The picture names the program that wrote it."),
    "image-other": (Severity.INFO, "The picture carries other data beside its pixels."),
}


def _finding(code: str, words: list[str], place: str) -> Finding:
    severity, sentence = _MESSAGES[code]
    passage = "; ".join(dict.fromkeys(words))
    return Finding(code, severity, place, passage[:200], f"{sentence} {_REMOVE}", Remedy.REMOVED)
