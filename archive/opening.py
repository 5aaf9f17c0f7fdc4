"""Opening a ZIP that somebody brings back, without trusting anything in it.

The rules for archives are those for documents (documents/package.py), with room for a whole portfolio.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings

from archive.making import FORMAT, MANIFEST, SCHEMA
from documents import package
from documents.report import Unreadable

MAX_ENTRIES = 60_000
MAX_DIRECTORY = 16 * 2**20  # bytes of the list of members, read at once
MAX_JSON = 32 * 2**20  # all tables together
MAX_PARTS = 1_000_000  # lists and rows in one table: a few bytes of JSON can ask for much memory
MAX_ROWS = 200_000
_END = struct.Struct("<4s4H2LH")  # the record at the end of a ZIP

NOT_OURS = (
    "This is not a ZIP made by “Take everything out”. Choose the ZIP as it was downloaded, not unpacked."
)
CHANGED = "This ZIP was damaged or changed after it was made. Choose it as it was downloaded."


class Refused(Exception):
    """Why a ZIP is not put back, in a sentence for the writer."""


class Box:
    """An export that is open. Everything read from it has a limit."""

    def __init__(self, path: Path):
        _check_end(path)
        try:
            self._zip = zipfile.ZipFile(path)
            self._members = package.members(
                self._zip, entries=MAX_ENTRIES, total=4 * settings.QUOTA_MB * 2**20
            )
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            struct.error,
            NotImplementedError,
        ) as error:
            raise Refused(NOT_OURS) from error
        except Unreadable as problem:
            raise Refused(CHANGED) from problem
        self._json_left = MAX_JSON

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> Box:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def has(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        return self._members[name].file_size

    def manifest(self) -> dict[str, Any]:
        if not self.has(MANIFEST):
            raise Refused(NOT_OURS)
        found = self._json(MANIFEST)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise Refused(NOT_OURS)
        if found.get("schema") != SCHEMA:
            raise Refused("This ZIP was made by a newer version of CME Portfolio than this site runs.")
        if found.get("variant") != "everything":
            raise Refused("This ZIP was made to be shared. Only a ZIP of everything can be put back.")
        return found

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of one table; a table the ZIP does not have is empty."""
        path = f"data/{name}.json"
        found = self._json(path) if self.has(path) else []
        if (
            not isinstance(found, list)
            or len(found) > MAX_ROWS
            or not all(isinstance(r, dict) for r in found)
        ):
            raise Refused(CHANGED)
        return found

    def _json(self, name: str) -> Any:
        data = b"".join(self.chunks(name, most=self._json_left))
        self._json_left -= len(data)
        if data.count(b"[") + data.count(b"{") > MAX_PARTS or data.count(b",") > 5 * MAX_PARTS:
            raise Refused(CHANGED)
        try:
            return json.loads(data.decode(), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise Refused(CHANGED) from error

    def chunks(self, name: str, *, most: int):
        """The bytes of a member, at most `most`: what an archive says of itself is not believed."""
        info, seen = self._members.get(name), 0
        if info is None or info.file_size > most:
            raise Refused(CHANGED)
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(1 << 20):
                    seen += len(chunk)
                    if seen > info.file_size:
                        raise Refused(CHANGED)
                    yield chunk
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
            raise Refused(CHANGED) from error
        if seen != info.file_size:
            raise Refused(CHANGED)


def _no_constant(name: str):
    raise ValueError(name)  # NaN and Infinity are no JSON


def _check_end(path: Path) -> None:
    """Before the list of members is read into memory: is there one, and is it of a sane size?"""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if start != b"PK\x03\x04" or at < 0 or len(tail) - at < _END.size:
        raise Refused(NOT_OURS)
    _, _, _, _, entries, size, _, _ = _END.unpack_from(tail, at)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise Refused(CHANGED)
