"""Tables in and out as CSV. Plain functions on bytes and strings.

In: whatever a spreadsheet or a contacts program writes, or one sentence that says what is wrong.
Out: one writer, whose cells can never act as a formula in the spreadsheet that opens them.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 120
MAX_CELL = 5_000
TOO_LARGE = f"This file is larger than {MAX_BYTES >> 20} MB. Split it, or export fewer people."
MAX_LINE = 60_000  # a header or row longer than this is no table of people

# What a spreadsheet may take for a formula, after blanks: OWASP's list, its full-width forms, DDE's bars.
FORMULA_STARTS = "=+-@|%\t\r\n＝＋－＠｜％"
_SEPARATORS = ",;\t"


class NotATable(Exception):
    """Why the file cannot be read, in one sentence for the writer."""


@dataclass
class Table:
    """A header and its rows. `rows` are (row number in the file, cells), as many cells as the header."""

    header: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    padded: list[int] = field(default_factory=list)  # rows that were shorter; missing cells count as empty


def decode(data: bytes) -> str:
    """The text of a file by its byte-order mark, else UTF-8, else what Windows programs write.

    Raises `NotATable` for what is no text in any of them.
    """
    if len(data) > MAX_BYTES:
        raise NotATable(TOO_LARGE)
    if not data.strip():
        raise NotATable("This file is empty.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise NotATable("This is not a CSV file. In the spreadsheet, choose Save as, then CSV.")
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, name)
    if data[:200].count(0) > 20:  # UTF-16 without its mark
        return _decoded(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NotATable(
            f"The letters in line {line} cannot be read. Save the file again as CSV UTF-8."
        ) from None


def read(data: bytes, known: Iterable[str] = ()) -> Table:
    """The table in a CSV file.

    `known` are column names; with them, notes above the header (LinkedIn writes some) are passed over.
    Raises `NotATable`; whatever is wrong with single rows is in `Table.problems`, by row number.
    """
    text = decode(data)
    if "\x00" in text:
        raise NotATable("There are empty bytes in this file. Save it again as CSV UTF-8.")
    if max(map(len, text.splitlines()), default=0) > MAX_LINE:
        line = next(n for n, row in enumerate(text.splitlines(), 1) if len(row) > MAX_LINE)
        raise NotATable(
            f"Line {line} has more than {MAX_LINE:,} characters. That is no list of people; check the file."
        )
    rows = _rows(text, _separator(text))
    return _table(rows, {name.casefold() for name in known})


def _separator(text: str) -> str:
    """The sign between cells: the commonest of the three in the first lines."""
    start = text[:4000]
    return max(_SEPARATORS, key=start.count)


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, [_plain(cell) for cell in cells]))
            if len(rows) > MAX_ROWS + 30:
                raise NotATable(f"More than {MAX_ROWS:,} rows. Split the file, or export fewer people.")
    except csv.Error:
        raise NotATable(
            f"Row {number + 1} cannot be taken apart: a quotation mark is open or in the wrong place."
        ) from None
    return rows


def _plain(cell: str) -> str:
    """Without control signs, direction marks and the quote that protects a formula."""
    cell = unicodedata.normalize("NFC", cell)
    cell = "".join(c for c in cell if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    cell = cell.strip()
    if cell.startswith("'") and cell[1:2] and cell[1] in FORMULA_STARTS:
        cell = cell[1:]
    return cell


def _table(rows: list[tuple[int, list[str]]], known: set[str]) -> Table:
    at = _header_at(rows, known)
    header = rows[at][1]
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MAX_COLUMNS:
        raise NotATable(f"{len(header)} columns are more than we read. Keep those about people.")
    body = rows[at + 1 :]
    if not body:
        raise NotATable("There is a header and no row below it.")
    if len(body) > MAX_ROWS:
        raise NotATable(f"{len(body):,} rows are more than {MAX_ROWS:,}. Split the file.")
    table = Table([name or f"Column {n}" for n, name in enumerate(header, 1)])
    for number, cells in body:
        _take(table, number, cells)
    return table


def _header_at(rows: list[tuple[int, list[str]]], known: set[str]) -> int:
    """The row that names the columns: the first with two known names, else the first row."""
    if not rows:
        raise NotATable("This file is empty.")
    for at, (_, cells) in enumerate(rows[:15]):
        if len({cell.casefold() for cell in cells} & known) >= 2:
            return at
    return 0


def _take(table: Table, number: int, cells: list[str]) -> None:
    width = len(table.header)
    if any(cells[width:]):
        table.problems.append(
            (
                number,
                f"{len(cells)} cells under {width} headings. A comma inside a cell needs quotation marks.",
            )
        )
        return
    too_long = next((n for n, cell in enumerate(cells[:width]) if len(cell) > MAX_CELL), None)
    if too_long is not None:
        table.problems.append((number, f"{table.header[too_long]} has more than {MAX_CELL:,} characters."))
        return
    if len(cells) < width:
        table.padded.append(number)
    table.rows.append((number, [*cells[:width], *[""] * (width - len(cells))]))


# Out ----------------------------------------------------------------------------------------------------


def neutral(value: object) -> str:
    """A cell no spreadsheet runs: a quote before anything that could start a formula."""
    text = "" if value is None else str(value)
    bare = text.lstrip(" \u00a0\u200b\ufeff")
    return f"'{text}" if bare[:1] and bare[0] in FORMULA_STARTS else text


def write(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as spreadsheets like it: UTF-8 with its mark, every cell quoted, no cell a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([neutral(name) for name in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
