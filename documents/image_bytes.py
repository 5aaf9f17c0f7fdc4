"""JPEG, PNG and WebP as a row of labelled pieces: what each piece is, and the same picture without the talk.

No pixel is decoded here, so a picture inside a document can be checked and stripped without losing quality.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
MOST_TEXT = 1_000_000  # bytes a compressed PNG text may unpack to

# What changes how a PNG looks; everything else is dropped. Animation is kept: it is part of the picture.
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_PNG_PIXELS = {b"IDAT", b"fdAT"}
_WEBP_PIXELS = {b"VP8 ", b"VP8L", b"ALPH", b"ANMF"}
_JPEG_NEXT = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # a marker that ends entropy-coded data
_STANDALONE = {0x01, *range(0xD0, 0xD8)}


class NotThisImage(ValueError):
    """The bytes are not a picture of a type read here, or its pieces cannot be told apart."""


@dataclass(frozen=True)
class Piece:
    """One segment or chunk: `name` like "APP1" or "tEXt", its content, and its place in the file.

    Pixels have an empty `body`: they are copied from the file by their place and never held twice.
    """

    name: str
    body: bytes
    start: int
    end: int


@dataclass(frozen=True)
class Pieces:
    """A whole picture. `trailing` is the number of bytes after its end; 0 when it ends where it says."""

    kind: str  # "jpeg", "png", "webp"
    pieces: tuple[Piece, ...]
    end: int
    trailing: int


def split(data: bytes) -> Pieces:
    """Take a JPEG, PNG or WebP apart. Raises NotThisImage."""
    if data.startswith(JPEG_START):
        return _split_jpeg(data)
    if data.startswith(PNG_START):
        return _split_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _split_webp(data)
    raise NotThisImage


def strip_image_bytes(data: bytes) -> bytes | None:
    """The same picture, pixel for pixel, without metadata, comments, thumbnails and trailing data.

    The ICC profile and the direction the picture is turned stay, because they change how it looks.
    None when it is not a JPEG, PNG or WebP whose pieces can be told apart.
    """
    try:
        parts = split(data)
    except NotThisImage:
        return None
    turned = orientation(parts)
    if parts.kind == "jpeg":
        return _join_jpeg(data, parts, turned)
    if parts.kind == "png":
        return _join_png(data, parts, turned)
    return _join_webp(data, parts, turned)


def exif_of(parts: Pieces) -> Iterator[bytes]:
    """The TIFF-shaped bytes of every EXIF piece."""
    for piece in parts.pieces:
        if piece.name == "APP1" and piece.body[:4] == b"Exif":
            yield piece.body[6:]
        elif piece.name in {"eXIf", "EXIF"}:
            yield piece.body[6:] if piece.body[:6] == b"Exif\x00\x00" else piece.body


def orientation(parts: Pieces) -> int:
    """EXIF orientation, 1 to 8; 1 when there is none."""
    for tiff in exif_of(parts):
        order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
        if order is None or len(tiff) < 10:
            continue
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        if first + 2 > len(tiff):
            continue
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for entry in range(first + 2, min(first + 2 + 12 * count, len(tiff) - 11), 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, entry)
            if tag == 0x0112 and kind == 3 and 1 <= value <= 8:
                return value
    return 1


def png_text(piece: Piece) -> tuple[str, str]:
    """Keyword and text of a tEXt, zTXt or iTXt chunk; what cannot be unpacked comes back as an empty text."""
    keyword, _, rest = piece.body.partition(b"\x00")
    label = keyword[:79].decode("latin-1")
    try:
        if piece.name == "tEXt":
            return label, rest.decode("latin-1")
        if piece.name == "zTXt":
            return label, _unpacked(rest[1:]).decode("latin-1")
        packed, rest = rest[:1] == b"\x01", rest[2:]
        _, _, rest = rest.partition(b"\x00")
        _, _, rest = rest.partition(b"\x00")
        return label, (_unpacked(rest) if packed else rest).decode("utf-8", "replace")
    except zlib.error:
        return label, ""


def _unpacked(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, MOST_TEXT)


def _split_jpeg(data: bytes) -> Pieces:
    pieces = [Piece("SOI", b"", 0, 2)]
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            at += 1  # stray bytes between segments: decoders skip them, and so does the stripped copy
            continue
        while at + 1 < len(data) and data[at + 1] == 0xFF:
            at += 1
        if at + 1 >= len(data):
            break
        marker = data[at + 1]
        if marker == 0xD9:
            pieces.append(Piece("EOI", b"", at, at + 2))
            return Pieces("jpeg", tuple(pieces), at + 2, len(data) - at - 2)
        if marker in _STANDALONE or marker == 0:
            at += 2
            continue
        if at + 4 > len(data):
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        body = data[at + 4 : end]
        if marker == 0xDA:
            following = _JPEG_NEXT.search(data, end)
            end = following.start() if following else len(data)
        pieces.append(Piece(_jpeg_name(marker), body, at, min(end, len(data))))
        at = end
    if not any(piece.name == "SOS" for piece in pieces):
        raise NotThisImage
    return Pieces("jpeg", tuple(pieces), len(data), 0)


def _jpeg_name(marker: int) -> str:
    if 0xE0 <= marker <= 0xEF:
        return f"APP{marker - 0xE0}"
    return {0xDA: "SOS", 0xFE: "COM"}.get(marker, f"{marker:02X}")


def _join_jpeg(data: bytes, parts: Pieces, turned: int) -> bytes:
    out = []
    for piece in parts.pieces:
        is_jfif = piece.name == "APP0" and piece.body[:5] == b"JFIF\x00" and len(piece.body) >= 14
        if is_jfif:
            out.append(b"\xff\xe0\x00\x10" + piece.body[:12] + b"\x00\x00")  # without its own thumbnail
        elif _jpeg_kept(piece):
            out.append(data[piece.start : piece.end])
        if piece.name == "SOI" and turned != 1:
            exif = b"Exif\x00\x00" + tiny_exif(turned)
            out.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    return b"".join(out)


def _jpeg_kept(piece: Piece) -> bool:
    """The Adobe marker says how colours are stored and the profile what they mean; other APPs only talk."""
    if piece.name == "APP2":
        return piece.body.startswith(b"ICC_PROFILE\x00")
    if piece.name == "APP14":
        return piece.body.startswith(b"Adobe")
    return not piece.name.startswith("APP") and piece.name != "COM"


def _split_png(data: bytes) -> Pieces:
    pieces = []
    at = len(PNG_START)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data) or not name.isalpha():
            break
        body = b"" if name in _PNG_PIXELS else data[at + 8 : end - 4]
        pieces.append(Piece(name.decode("ascii"), body, at, end))
        at = end
        if name == b"IEND":
            return Pieces("png", tuple(pieces), at, len(data) - at)
    raise NotThisImage


def _join_png(data: bytes, parts: Pieces, turned: int) -> bytes:
    out = [PNG_START]
    for piece in parts.pieces:
        name = piece.name.encode()
        if name in _PNG_KEPT:
            out.append(data[piece.start : piece.end])
        if name == b"IHDR" and turned != 1:
            out.append(_png_chunk(b"eXIf", tiny_exif(turned)))
    return b"".join(out)


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _split_webp(data: bytes) -> Pieces:
    stated = int.from_bytes(data[4:8], "little") + 8
    end = min(stated + stated % 2, len(data))
    pieces = []
    at = 12
    while at + 8 <= end:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        stop = at + 8 + length
        if stop > len(data):
            raise NotThisImage
        body = b"" if name in _WEBP_PIXELS else data[at + 8 : stop]
        pieces.append(Piece(name.decode("latin-1"), body, at, stop))
        at = stop + length % 2
    if not pieces:
        raise NotThisImage
    return Pieces("webp", tuple(pieces), end, len(data) - end)


def _join_webp(data: bytes, parts: Pieces, turned: int) -> bytes:
    chunks = []
    for piece in parts.pieces:
        name, body = piece.name.encode("latin-1"), piece.body
        if name not in _WEBP_KEPT:
            continue
        if name == b"VP8X" and body:
            # bit 3 says EXIF follows, bit 2 says XMP follows
            body = bytes([(body[0] & ~0b1100) | (0b1000 if turned != 1 else 0)]) + body[1:]
        chunks.append(_riff_chunk(name, body or data[piece.start + 8 : piece.end]))
    if turned != 1:
        chunks.append(_riff_chunk(b"EXIF", tiny_exif(turned)))
    inside = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def tiny_exif(turned: int) -> bytes:
    """An EXIF block that holds the orientation and nothing else."""
    return b"MM\x00\x2a\x00\x00\x00\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)
