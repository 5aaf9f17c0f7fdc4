"""Earlier saves that are still in a PDF file: its bytes up to an older end are a whole PDF of their own."""

from __future__ import annotations

import re

from documents.report import Finding, Remedy, Severity

_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_SIGNED = re.compile(rb"/ByteRange\s*\[")
_LINEARIZED = re.compile(rb"/Linearized\s")


def earlier_saves(data: bytes) -> list[int]:
    """Lengths in bytes of the earlier states of the file, oldest first; empty for most files.

    A file arranged for the web ("linearized") has two ends by design, and a file may hold another PDF as an
    attachment: neither counts. An end counts only when the table it points to lies before it and after the
    previous end's table.
    """
    ends = [(int(found[1]), found.end()) for found in _END.finditer(data)]
    start = max(0, data.find(b"%PDF-", 0, 1024))
    valid = [(table, end) for table, end in ends if _is_table(data, table, end, start)]
    if _LINEARIZED.search(data, 0, 2048) and valid:
        # the first table of a linearized file stands near its start, belongs to its last part, and has no words of its own
        main = valid[0][1]
        valid = [
            (table, end)
            for table, end in valid
            if not (table < end <= main and end < len(data) // 2 and table < 4096)
        ]
    return [end for _, end in valid[:-1]]


def _is_table(data: bytes, table: int, end: int, start: int) -> bool:
    return any(0 < place < end and _TABLE.match(data, place) is not None for place in {table, table + start})


def scan_revisions(data: bytes) -> list[Finding]:
    """One calm finding when the file still holds earlier states of itself."""
    saves = earlier_saves(data)
    if not saves:
        return []
    count = "an earlier state" if len(saves) == 1 else f"{len(saves)} earlier states"
    signed = " The signature in it ends with the clean copy." if _SIGNED.search(data) else ""
    return [
        Finding(
            "pdf-earlier-saves",
            Severity.WARN,
            "whole file",
            "",
            f"The file still holds {count} of itself. Signing and filling in forms do that, and so does editing: "
            f"then words that were taken out can be brought back. A clean copy holds the last state only.{signed}",
            Remedy.REMOVED,
        )
    ]
