"""What an embedded workbook or other embedded file holds, in one line."""

from __future__ import annotations

import io
from dataclasses import dataclass

from documents.ooxml import path_in
from documents.package import Package, local
from documents.report import Unreadable

_OLE_LOOKED_AT = 512 * 1024


@dataclass(frozen=True)
class Embedded:
    """`summary` is one line; the rest is empty for files that are not workbooks."""

    summary: str
    hidden_sheets: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def look(name: str, data: bytes) -> Embedded:
    """Describe an embedded file. Never raises: what cannot be read is described by name and size."""
    base = name.rpartition("/")[2]
    plain = f"{base}, {max(1, round(len(data) / 1024)):,} kB"
    if data.startswith(b"PK"):
        try:
            with Package(io.BytesIO(data)) as package:
                if "spreadsheetml" in package.content_type(package.main):
                    return _workbook(base, package)
        except Unreadable:
            return Embedded(plain)
    head = data[:_OLE_LOOKED_AT]
    path = path_in(head.decode("latin-1")) or path_in(head[::2].decode("latin-1"))
    return Embedded(f"{plain}, from {path[:120]}" if path and path.isprintable() else plain)


def _workbook(base: str, package: Package) -> Embedded:
    names, hidden = [], []
    for sheet in package.xml(package.main).iter():
        if local(sheet) == "sheet":
            name = sheet.get("name", "")
            names.append(name)
            if sheet.get("state", "visible") != "visible":
                hidden.append(name)
    rows = 0
    for part in package.follow(package.main, "worksheet"):
        rows += package.read(part).count(b"<row ") if package.size(part) < 20 * 2**20 else 0
    links = tuple(
        relation.target
        for part in package.names
        if "externallinks/" in part.lower() and not part.endswith(".rels")
        for relation in package.relations(part)
        if relation.external
    )
    listed = ", ".join(f"{name} (hidden)" if name in hidden else name for name in names)
    summary = (
        f"{base}: {len(names)} sheet{'s' * (len(names) != 1)} ({listed}), {rows:,} row{'s' * (rows != 1)}"
    )
    return Embedded(summary, tuple(hidden), links)
