"""Open an Office file (a ZIP of XML parts) without trusting anything in it.

The limits follow the written rules for archives: entries, unpacked size, ratio, names, overlap,
encryption. Every XML part of the product is parsed by `parse_xml` and by nothing else.
"""

from __future__ import annotations

import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from lxml import etree

from documents.report import Unreadable

MAX_ENTRIES = 3_000
MAX_TOTAL = 150 * 2**20
MAX_RATIO = 200
RATIO_FROM = 2**20  # members up to this size may shrink as much as they like
MAX_XML = 40 * 2**20
MAX_NAME = 512

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_STRICT_NAMES = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {
    "utf-8",
    "utf8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "windows-1252",
}

AGAIN = "Open it in the program that made it, save it again and upload the new file."
DAMAGED = f"This file is damaged: its parts cannot be unpacked. {AGAIN}"


class Unsafe(Unreadable):
    """An archive that no office program makes."""


def _unsafe(code: str, why: str) -> Unsafe:
    return Unsafe(code, f"{why} {AGAIN}")


@dataclass(frozen=True)
class Relation:
    """One line of a `.rels` part. `part` is the part it points to, or "" when it points outside."""

    id: str
    type: str  # the last word of the type's address: "image", "comments"
    target: str
    external: bool
    part: str


class Package:
    """The parts of one OOXML file. Raises `Unreadable` for everything that is not one.

    Use as a context manager. Part names are as in the archive, without a leading slash; lookups do not
    mind upper and lower case, as the standard says.
    """

    def __init__(self, source: Path | str | BinaryIO):
        self._file: BinaryIO = open(source, "rb") if isinstance(source, str | Path) else source  # noqa: SIM115 - closed by close()
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        start = self._file.read(4)
        if start != b"PK\x03\x04":
            raise Unreadable("damaged", DAMAGED)
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            struct.error,
            NotImplementedError,
            OverflowError,
        ) as error:
            raise Unreadable("damaged", DAMAGED) from error
        self._infos = members(self._zip)
        self._trees: dict[str, etree._Element] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._by_lower = {name.lower(): name for name in self._infos}

    def close(self) -> None:
        self._zip.close()
        self._file.close()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name, sorted."""
        return tuple(sorted(self._infos))

    def find(self, name: str) -> str:
        """The archive's spelling of `name`, or ""."""
        return self._by_lower.get(name.lstrip("/").lower(), "")

    def size(self, name: str) -> int:
        """Unpacked bytes, as the archive states them."""
        found = self.find(name)
        return self._infos[found].file_size if found else 0

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises `Unreadable` when it is missing, damaged or larger than stated."""
        found = self.find(name)
        if not found:
            raise Unreadable("damaged", DAMAGED)
        info = self._infos[found]
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            struct.error,
        ) as error:
            raise Unreadable("damaged", DAMAGED) from error
        if len(data) != info.file_size:
            raise Unreadable("damaged", DAMAGED)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part, parsed once. Callers that change it must parse their own copy."""
        found = self.find(name)
        if found not in self._trees:
            if self.size(name) > MAX_XML:
                raise Unreadable(
                    "too-large", "This file holds more text than can be read here. Split it into parts."
                )
            self._trees[found] = parse_xml(self.read(name))
        return self._trees[found]

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """The relations of a part ("" = of the whole package), in the order of the file."""
        if name not in self._relations:
            rels = self.find(rels_name(name))
            found = _relations(self, self.xml(rels), posixpath.dirname(name)) if rels else ()
            self._relations[name] = tuple(found)
        return self._relations[name]

    def relation(self, name: str, relation_id: str) -> Relation | None:
        return next((r for r in self.relations(name) if r.id == relation_id), None)

    @cached_property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """(by extension, by part name), keys in lower case, part names without the leading slash."""
        if not self.find("[Content_Types].xml"):
            raise Unreadable("damaged", DAMAGED)
        defaults, overrides = {}, {}
        for child in self.xml("[Content_Types].xml"):
            kind = local(child)
            if kind == "Default":
                defaults[child.get("Extension", "").lower()] = child.get("ContentType", "")
            elif kind == "Override":
                overrides[child.get("PartName", "").lstrip("/").lower()] = child.get("ContentType", "")
        return defaults, overrides

    def content_type(self, name: str) -> str:
        defaults, overrides = self.content_types
        lower = name.lstrip("/").lower()
        return overrides.get(lower) or defaults.get(posixpath.splitext(lower)[1].lstrip("."), "")

    @cached_property
    def main(self) -> str:
        """The name of the main part (`word/document.xml`)."""
        for relation in self.relations():
            if relation.type == "officeDocument" and relation.part:
                return relation.part
        raise Unreadable("damaged", DAMAGED)

    def follow(self, name: str, *types: str) -> tuple[str, ...]:
        """The parts that `name` points to by relations of these types."""
        return tuple(r.part for r in self.relations(name) if r.type in types and r.part)


def rels_name(name: str) -> str:
    """Where the relations of a part are kept ("" = of the package)."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def local(node: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def parse_xml(data: bytes) -> etree._Element:
    """Parse one XML part: no DTD, no entities, no network, no huge tree. Raises `Unreadable`.

    Parts in the strict dialect of the standard (ISO/IEC 29500 strict) come back in the usual names.
    """
    plain = data.replace(b"\x00", b"") if b"\x00" in data[:4096] else data
    if b"<!DOCTYPE" in plain or b"<!doctype" in plain or b"<!ENTITY" in plain:
        raise _unsafe(
            "doctype", "This file holds instructions that office programs do not write, so it is not opened."
        )
    declared = _DECLARED.match(plain[:200].lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if declared and declared[1].decode("ascii").lower() not in _ENCODINGS:
        raise Unreadable("damaged", DAMAGED)
    if b"http://purl.oclc.org/ooxml/" in data:
        data = _STRICT.sub(_transitional, data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", DAMAGED) from error
    except ValueError as error:
        raise Unreadable("damaged", DAMAGED) from error
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise _unsafe(
            "doctype", "This file holds instructions that office programs do not write, so it is not opened."
        )
    return root


def _transitional(match: re.Match[bytes]) -> bytes:
    family, name = match[1], _STRICT_NAMES.get(match[2], match[2])
    return b"http://schemas.openxmlformats.org/" + family + b"/2006/" + name


def _relations(package: Package, root: etree._Element, folder: str) -> Iterator[Relation]:
    for node in root:
        if local(node) != "Relationship":
            continue
        target = node.get("Target", "")
        external = node.get("TargetMode", "") == "External"
        part = "" if external else package.find(_resolve(folder, target))
        kind = node.get("Type", "").rstrip("/").rpartition("/")[2]
        yield Relation(node.get("Id", ""), kind, target, external, part)


def _resolve(folder: str, target: str) -> str:
    try:
        path = unquote(urlsplit(target).path)
    except ValueError:
        return ""
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def members(
    archive: zipfile.ZipFile, *, entries: int = MAX_ENTRIES, total: int = MAX_TOTAL
) -> dict[str, zipfile.ZipInfo]:
    """The members by name after every rule for archives held. Raises `Unsafe`.

    `entries` and `total` (bytes, unpacked) are the most there may be: an export holds more than a document.
    """
    infos = archive.infolist()
    if not infos:
        raise Unreadable("damaged", DAMAGED)
    if len(infos) > entries:
        raise _unsafe(
            "too-many-parts", f"This file is made of {len(infos):,} parts; {entries:,} is the most."
        )
    if sum(info.file_size for info in infos) > total:
        raise Unsafe(
            "unpacks-too-large",
            f"This file unpacks to more than {total // 2**20} MB. Make its pictures smaller and upload it again.",
        )
    _check_layout(archive, infos)
    found: dict[str, zipfile.ZipInfo] = {}
    lower: set[str] = set()
    for info in infos:
        _check_member(info)
        if info.is_dir():
            continue
        if info.filename.lower() in lower:
            raise _unsafe("duplicate-parts", "This file holds two parts of the same name.")
        lower.add(info.filename.lower())
        found[info.filename] = info
    return found


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    parts = name.split("/")
    if (
        name.startswith("/")
        or "\\" in name
        or "\x00" in name
        or ".." in parts
        or len(name) > MAX_NAME
        or re.match(r"[A-Za-z]:", name)
    ):
        raise _unsafe("odd-part-names", "This file holds parts with names that point outside of it.")
    if info.flag_bits & 0x41:
        raise Unsafe(
            "password", "This file is locked with a password. Remove the password and upload it again."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _unsafe("links-inside", "This file holds links to other places on a disk.")
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise _unsafe("bomb", "A part of this file unpacks to far more than it should.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("damaged", DAMAGED)


def _check_layout(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    """Members start at offset 0 and none reaches into the next."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    if ordered[0].header_offset != 0:
        raise Unreadable("damaged", DAMAGED)
    ends = [info.header_offset for info in ordered[1:]] + [archive.start_dir]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset + 30 + info.compress_size > end:
            raise _unsafe("overlapping-parts", "Parts of this file overlap each other.")
