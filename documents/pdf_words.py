"""Small readings of PDF parts that scan and clean share: words, streams, nested dictionaries, page annotations."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from decimal import Decimal

import pikepdf

from documents.pdf_open import MOST_DEPTH

MOST_ANNOTATIONS = 20_000  # on one page
MOST_NESTED = 20_000  # dictionaries inside one numbered object
MOST_PACKED = 300_000  # bytes of a stream with an unusual filter that may be unpacked

Place = tuple[int, int]  # number and generation of an object

_MARKUP = re.compile(r"<[^<>]{0,500}>")


def words_of(value: object) -> str:
    """Text of a PDF string, name or number on one line; empty for anything else."""
    if isinstance(value, pikepdf.Name):
        text = str(value)
    elif isinstance(value, pikepdf.String):
        try:
            text = str(value)
        except (UnicodeDecodeError, ValueError):
            text = bytes(value).decode("latin-1")
    elif isinstance(value, int | Decimal):
        text = str(value)
    else:
        return ""
    text = "".join(sign if sign.isprintable() else " " for sign in text[:20_000].lstrip("\ufeff"))
    return " ".join(text.split())


def plain(rich: str) -> str:
    """Rich text of a comment without its markup."""
    return " ".join(_MARKUP.sub(" ", rich).split())


def is_dict(value: object) -> bool:
    """A dictionary or the dictionary of a stream."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def part(value: object, *names: str) -> object:
    """`value[a][b]…`, or None when a step is missing or not a dictionary."""
    for name in names:
        if not is_dict(value):
            return None
        value = value.get(name)
    return value


def keys(value: object) -> list[str]:
    """The keys of a dictionary in a fixed order; none for anything else."""
    return sorted(value.keys()) if is_dict(value) else []


def items(value: object, most: int = MOST_NESTED) -> list:
    """The elements of an array, at most `most`; empty for anything else."""
    if not isinstance(value, pikepdf.Array):
        return []
    return [value[index] for index in range(min(len(value), most))]


def place_of(value: object) -> Place:
    """Number and generation; (0, 0) for what stands inside something else."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def nested(value: object) -> Iterator[pikepdf.Object]:
    """`value` and every dictionary written inside it, not following references."""
    stack = [(value, 0)]
    count = 0
    while stack:
        current, depth = stack.pop()
        count += 1
        if count > MOST_NESTED or depth > MOST_DEPTH:
            return
        if is_dict(current):
            yield current
            inner = [current.get(key) for key in keys(current)]
        elif isinstance(current, pikepdf.Array):
            inner = items(current)
        else:
            continue
        stack += [
            (each, depth + 1) for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect
        ]


def annotations(page: pikepdf.Object) -> list[pikepdf.Object]:
    """The annotation dictionaries of a page."""
    return [
        each for each in items(page.get("/Annots"), MOST_ANNOTATIONS) if isinstance(each, pikepdf.Dictionary)
    ]


def stream_bytes(stream: pikepdf.Stream, most: int) -> bytes:
    """Unpacked bytes of a stream, no more than `most`; empty when it cannot be unpacked within bounds."""
    filters = stream.get("/Filter")
    names = (
        [words_of(each) for each in items(filters)]
        if isinstance(filters, pikepdf.Array)
        else [words_of(filters)]
    )
    names = [name for name in names if name]
    try:
        raw = stream.read_raw_bytes()
        if not names:
            return raw[:most]
        if names == ["/FlateDecode"] and "/DecodeParms" not in stream:
            return zlib.decompressobj().decompress(raw, most)
        if len(raw) <= MOST_PACKED:
            return stream.read_bytes()[:most]
    except (pikepdf.PdfError, zlib.error, ValueError, RuntimeError):
        return b""
    return b""


def jpeg_bytes(stream: pikepdf.Stream) -> bytes | None:
    """The JPEG file inside an image stream, or None."""
    filters = stream.get("/Filter")
    names = (
        [words_of(each) for each in items(filters)]
        if isinstance(filters, pikepdf.Array)
        else [words_of(filters)]
    )
    if names != ["/DCTDecode"]:
        return None
    try:
        return stream.read_raw_bytes()
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return None


def file_name(value: object) -> str:
    """The path in a file specification, which is a string or a dictionary of several spellings."""
    if is_dict(value):
        for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac"):
            text = words_of(value.get(key))
            if text:
                return text
        return ""
    return words_of(value)
