"""EXIF blocks and IPTC records read into plain words, every offset checked, so that no block can do harm."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_ENTRIES = 300  # in one directory
MOST_BYTES = 600  # of one value

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825

_CAMERA = {0x010F: "make", 0x0110: "model", 0xA433: "lens make", 0xA434: "lens", 0xC614: "camera"}
_SERIALS = {
    0xA431: "camera serial number",
    0xA435: "lens serial number",
    0xA420: "picture id",
    0xC62F: "serial number",
}
_TIMES = {0x9003: "taken", 0x9004: "digitized", 0x0132: "changed"}
_OWNERS = {0x013B: "artist", 0x8298: "copyright", 0xA430: "owner", 0x9C9D: "author", 0x013C: "computer"}
_CAPTIONS = {
    0x010E: "description", 0x9286: "comment", 0x9C9B: "title", 0x9C9C: "comment", 0x9C9E: "keywords", 0x9C9F: "subject",
    0x010D: "document name", 0x011D: "page name",
}  # fmt: skip
_IPTC = {
    5: "title", 15: "category", 25: "keyword", 40: "instructions", 55: "date", 80: "author", 85: "author's position",
    90: "city", 92: "place", 95: "state", 101: "country", 103: "job", 105: "headline", 110: "credit", 115: "source",
    116: "copyright", 118: "contact", 120: "caption", 122: "caption writer",
}  # fmt: skip
# What cameras and programs write when nobody wrote anything.
_PLACEHOLDERS = {
    "",
    "unknown",
    "none",
    "n/a",
    "default",
    "olympus digital camera",
    "sony dsc",
    "digital camera",
    "?",
}


@dataclass
class Exif:
    """What a block gives away, as (label, words) pairs; `gps` is "latitude, longitude" or empty."""

    gps: str = ""
    camera: list[tuple[str, str]] = field(default_factory=list)
    serials: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    owners: list[tuple[str, str]] = field(default_factory=list)
    captions: list[tuple[str, str]] = field(default_factory=list)
    software: str = ""
    thumbnail: int = 0  # bytes
    maker_note: int = 0  # bytes


def read_exif(tiff: bytes) -> Exif:
    """Read a TIFF-shaped block. A broken one gives what could be read."""
    found = Exif()
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return found
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    main, second = _directory(tiff, order, first)
    inner = {}
    if _EXIF_IFD in main:
        inner, _ = _directory(tiff, order, _number(main[_EXIF_IFD], order))
    for tag, (kind, raw) in {**main, **inner}.items():
        _file_under(found, tag, kind, raw)
    if _GPS_IFD in main:
        gps, _ = _directory(tiff, order, _number(main[_GPS_IFD], order))
        found.gps = _position(gps, order)
    if second:
        small, _ = _directory(tiff, order, second)
        if 0x0202 in small:
            found.thumbnail = _number(small[0x0202], order)
        elif 0x0117 in small:
            found.thumbnail = _number(small[0x0117], order)
    return found


def read_iptc(app13: bytes) -> Iterator[tuple[str, str]]:
    """(label, words) of every IPTC record in a Photoshop segment or a bare IPTC stream."""
    at = app13.find(b"\x1c\x02")
    while at >= 0 and at + 5 <= len(app13) and app13[at] == 0x1C:
        length = int.from_bytes(app13[at + 3 : at + 5])
        if length > 0x7FFF:
            return
        if app13[at + 1] == 2 and app13[at + 2] in _IPTC:
            words = _words(app13[at + 5 : at + 5 + length])
            if words:
                yield _IPTC[app13[at + 2]], words
        at += 5 + length


def _directory(tiff: bytes, order: str, at: int) -> tuple[dict[int, tuple[int, bytes]], int]:
    """Entries of one directory as {tag: (type, value)}, and where the next one starts (0: none)."""
    if at < 8 or at + 2 > len(tiff):
        return {}, 0
    (count,) = struct.unpack_from(order + "H", tiff, at)
    entries: dict[int, tuple[int, bytes]] = {}
    for number in range(min(count, MOST_ENTRIES)):
        place = at + 2 + 12 * number
        if place + 12 > len(tiff):
            return entries, 0
        tag, kind, amount = struct.unpack_from(order + "HHI", tiff, place)
        length = _SIZES.get(kind, 0) * amount
        if 0 < length <= 4:
            start = place + 8
        else:
            (start,) = struct.unpack_from(order + "I", tiff, place + 8)
        entries[tag] = (kind, tiff[start : start + min(length, MOST_BYTES)])
        if tag == 0x927C:
            entries[tag] = (kind, str(length).encode())
    after = at + 2 + 12 * count
    if after + 4 > len(tiff):
        return entries, 0
    return entries, struct.unpack_from(order + "I", tiff, after)[0]


def _number(entry: tuple[int, bytes], order: str) -> int:
    kind, raw = entry
    shape = {3: "H", 4: "I", 13: "I"}.get(kind)
    size = _SIZES.get(kind, 0)
    return struct.unpack_from(order + shape, raw)[0] if shape and len(raw) >= size else 0


def _file_under(found: Exif, tag: int, kind: int, raw: bytes) -> None:
    if tag == 0x927C:
        found.maker_note = int(raw)
        return
    groups = (
        (_CAMERA, found.camera),
        (_SERIALS, found.serials),
        (_TIMES, found.times),
        (_OWNERS, found.owners),
        (_CAPTIONS, found.captions),
    )
    for labels, target in groups:
        if tag in labels:
            words = _words(raw, utf16=0x9C9B <= tag <= 0x9C9F, labelled=tag == 0x9286)
            if words.lower() not in _PLACEHOLDERS and words.strip("0 :") and words.strip("."):
                target.append((labels[tag], words))
    if tag == 0x0131:
        found.software = _words(raw)


def _words(raw: bytes, *, utf16: bool = False, labelled: bool = False) -> str:
    """Printable text of a value. `labelled` values start with eight bytes that name their encoding."""
    if labelled:
        name, raw = raw[:8], raw[8:]
        utf16 = name.startswith(b"UNICODE")
    if utf16:
        text = raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace")
        if labelled and raw[:1] == b"\x00":
            text = raw[: len(raw) // 2 * 2].decode("utf-16-be", "replace")
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _position(gps: dict[int, tuple[int, bytes]], order: str) -> str:
    latitude = _degrees(gps.get(2), order)
    longitude = _degrees(gps.get(4), order)
    if latitude is None or longitude is None:
        latitude, longitude = _degrees(gps.get(20), order), _degrees(gps.get(22), order)
        south, west = gps.get(19), gps.get(21)
    else:
        south, west = gps.get(1), gps.get(3)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return ""
    if south and south[1][:1] in b"Ss":
        latitude = -latitude
    if west and west[1][:1] in b"Ww":
        longitude = -longitude
    return f"{latitude:.5f}, {longitude:.5f}"


def _degrees(entry: tuple[int, bytes] | None, order: str) -> float | None:
    """Degrees from one to three rationals (degrees, minutes, seconds)."""
    if entry is None or entry[0] not in {5, 10} or len(entry[1]) < 8:
        return None
    parts = [struct.unpack_from(order + "II", entry[1], 8 * n) for n in range(min(3, len(entry[1]) // 8))]
    if parts[0][1] == 0:
        return None
    values = [above / below if below else 0.0 for above, below in parts]
    return sum(value / 60**n for n, value in enumerate(values))
