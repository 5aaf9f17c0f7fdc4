"""Runs the share check and the clean copy over seeded files and writes docs/sharecheck.md.

Run: python -m benchmarks.sharecheck [--quick] [--keep FOLDER]
Exit 1 when a figure is below its floor. `--quick` leaves out LibreOffice's opening of the clean copies.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pikepdf
import pptx
import pypdfium2
from PIL import Image, ImageChops, ImageStat

from documents.identifiers import find_identifiers
from documents.report import Finding, Kind, Severity
from documents.work import clean, scan
from tests import identifier_sentences as sentences
from tests.seeds import Seed, all_seeds, convert, has_office
from tests.seeds_slides import by_library

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sharecheck.md"
START, END = "<!-- figures: written by benchmarks/sharecheck.py -->", "<!-- end of figures -->"
FLOORS = {
    "found": 1.0,
    "right place": 0.97,
    "false alarms on twins": 0.0,
    "identifiers: recall": 0.95,
    "identifiers: false alarms": 0.02,
    "canaries left in clean copies": 0,
    "clean copies that show something else": 0,
    "clean copies that do not open": 0,
    "60 slides, seconds to check": 5.0,
}
AT_MOST = {name for name in FLOORS if not name.startswith(("found", "right", "identifiers: recall"))}


@dataclass
class Row:
    """The figures of one kind of leak in one kind of file."""

    seeded: int = 0
    producers: set[str] = field(default_factory=set)
    found: int = 0
    placed: int = 0
    alarms: int = 0
    cleaned: int = 0
    by_hand: int = 0
    left: int = 0


@dataclass
class Totals:
    rows: dict[tuple[str, str], Row] = field(default_factory=lambda: defaultdict(Row))
    notes: list[str] = field(default_factory=list)
    changed: int = 0
    unopened: int = 0
    copies: int = 0
    scan_seconds: list[float] = field(default_factory=list)
    clean_seconds: list[float] = field(default_factory=list)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true")
    options.add_argument(
        "--keep", type=Path, help="keep the seeded files and their clean copies in this folder"
    )
    options.add_argument("--deck", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.deck:
        return _measure_deck()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        totals = Totals()
        copies = [copy for each in all_seeds() if (copy := _run(each, folder, totals))]
        if has_office() and not chosen.quick:
            _open_in_office(copies, Path(scratch), totals)
        figures = _figures(totals) | _identifiers() | _deck()
    page = _page(totals, figures, with_office=has_office() and not chosen.quick)
    _write(page)
    print(page)
    for note in totals.notes:
        print("!", note)
    low = [
        name
        for name, floor in FLOORS.items()
        if (figures[name] > floor if name in AT_MOST else figures[name] < floor)
    ]
    for name in low:
        print(f"BELOW THE FLOOR: {name} is {figures[name]:.3f}, owed is {FLOORS[name]}")
    return 1 if low else 0


def _run(seed: Seed, folder: Path, totals: Totals) -> Path | None:
    """Scan and clean one seed and its twin; the path of the clean copy, when there is one."""
    row = totals.rows[_FILES[seed.kind], seed.type]
    row.seeded += 1
    row.producers.add(seed.producer)
    hidden = folder / f"{seed.name}.{seed.kind}"
    twin = folder / f"{seed.name}-twin.{seed.kind}"
    hidden.write_bytes(seed.make(seed.canary))
    twin.write_bytes(seed.make(None))
    _count_found(seed, hidden, row, totals)
    _count_alarms(seed, twin, row, totals)
    return _count_left(seed, hidden, twin, folder, row, totals)


def _scan(seed: Seed, path: Path, which: int) -> tuple[Finding, ...]:
    """The findings of the seed (0) or its twin (1), with the names and private words the seed asks for."""
    name = seed.file_name[which].format(seed.canary)
    return scan(path, kind=seed.kind, name=name, private=[seed.canary] if seed.private else []).findings


def _count_found(seed: Seed, path: Path, row: Row, totals: Totals) -> None:
    started = time.perf_counter()
    try:
        told = [finding for finding in _scan(seed, path, 0) if finding.code.startswith(seed.code)]
    except Exception as error:  # a crash counts as a miss, and the run goes on
        told = []
        totals.notes.append(f"{seed.name}: not read ({error!r})")
    totals.scan_seconds.append(time.perf_counter() - started)
    row.found += bool(told)
    if told and any(re.search(seed.place, finding.place) for finding in told):
        row.placed += 1
    elif told:
        totals.notes.append(f"{seed.name}: found in {told[0].place!r}, not {seed.place!r}")
    else:
        totals.notes.append(f"{seed.name}: {seed.code} not found")


def _count_alarms(seed: Seed, twin: Path, row: Row, totals: Totals) -> None:
    try:
        alarms = [finding for finding in _scan(seed, twin, 1) if finding.severity is not Severity.INFO]
    except Exception as error:
        alarms = [error]
    row.alarms += bool(alarms)
    totals.notes += [f"{seed.name}: false alarm {alarm}" for alarm in alarms]


def _count_left(seed: Seed, path: Path, twin: Path, folder: Path, row: Row, totals: Totals) -> Path | None:
    copy = folder / f"{seed.name}-clean.{seed.kind}"
    if not seed.wordless and not seed.stays and not survives(path.read_bytes(), seed.canary):
        totals.notes.append(
            f"{seed.name}: the seed does not hold its own word"
        )  # the next count would mean nothing
        row.left += 1
    started = time.perf_counter()
    try:
        result = clean(path, copy, kind=seed.kind, keep=seed.keep)
    except Exception as error:
        result = None
        totals.notes.append(f"{seed.name}: not cleaned ({error!r})")
    totals.clean_seconds.append(time.perf_counter() - started)
    if result is None or not result.written:
        row.by_hand += seed.refused
        if not seed.refused:
            totals.notes.append(f"{seed.name}: no clean copy")
            row.left += 1
        if copy.exists():
            totals.notes.append(f"{seed.name}: refused, but a file was written")
            row.left += 1
        return None
    totals.copies += 1
    if seed.refused:
        totals.notes.append(f"{seed.name}: cleaned, though it was to be refused")
    if seed.stays:
        row.by_hand += 1
    else:
        row.cleaned += 1
        if where := survives(copy.read_bytes(), seed.canary):
            row.left += 1
            totals.notes.append(f"{seed.name}: {seed.canary} is still in {', '.join(where)}")
        if not looks_alike(seen(copy.read_bytes(), seed.kind), seen(twin.read_bytes(), seed.kind)):
            totals.changed += 1
            totals.notes.append(f"{seed.name}: the clean copy shows something else")
    if not opens(copy, seed.kind):
        totals.unopened += 1
        totals.notes.append(f"{seed.name}: the clean copy does not open")
    return copy


def survives(data: bytes, word: str, where: str = "bytes") -> list[str]:
    """Every place inside a file, however deep, where the word still stands in some spelling."""
    low = word.lower()
    forms = {low.encode(), low.encode("utf-16-le"), low.encode("utf-16-be"), low.encode().hex().encode()}
    found = [where] if any(form in data.lower() for form in forms) else []
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                found += survives(archive.read(name), word, f"{where}/{name}")
                found += [f"name {name}"] if low in name.lower() else []
    elif data[:5] == b"%PDF-":
        found += _in_pdf(data, word, where)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        found += [f"{where}/packed text" for packed in _packed(data) if low.encode() in packed.lower()]
    return found


def _in_pdf(data: bytes, word: str, where: str) -> list[str]:
    """Every stream in the bytes (also of earlier saves), every object in use, and the words on the pages."""
    found = [f"{where}/packed stream" for packed in _packed(data) if word.lower().encode() in packed.lower()]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, each in enumerate(pdf.objects):
            if isinstance(each, pikepdf.Stream):
                found += _in_stream(each, word, f"{where}/stream {number}")
            if word.lower() in repr(each).lower():
                found.append(f"{where}/object {number}")
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found + ([f"{where}/text"] if word.lower() in text.lower() else [])


def _packed(data: bytes) -> Iterator[bytes]:
    """Everything in the bytes that unpacks as zlib does, wherever it starts."""
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start.start() :], 2_000_000)


def _in_stream(stream: pikepdf.Stream, word: str, where: str) -> list[str]:
    try:
        body = stream.read_bytes()
    except pikepdf.PdfError:
        body = stream.read_raw_bytes()
    spoken = b"".join(re.findall(rb"\(([^)]*)\)", body))  # words set letter by letter
    return survives(body + b"\n" + spoken, word, where)


def seen(data: bytes, kind: Kind) -> object:
    """What a reader sees, by programs that are not ours."""
    if kind is Kind.DOCX:
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [p.text.strip() for p in document.paragraphs if p.text.strip()] + cells
    if kind is Kind.PPTX:
        deck = pptx.Presentation(io.BytesIO(data))
        size = (deck.slide_width, deck.slide_height)
        return [
            [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and _on(shape, size)]
            for slide in deck.slides
            if slide._element.get("show") not in {"0", "false"}
        ]
    if kind is Kind.PDF:
        document = pypdfium2.PdfDocument(data)
        pictures = [page.render(scale=0.5).to_pil().tobytes() for page in document]
        document.close()
        return pictures
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


def looks_alike(one: object, other: object) -> bool:
    """Equal; or, for pictures packed with loss, a mean difference of less than 2 of 255."""
    if isinstance(one, Image.Image):
        return one.size == other.size and max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 2
    return one == other


def _on(shape, size: tuple[int, int]) -> bool:
    if shape.left is None:
        return True
    return (
        shape.left < size[0]
        and shape.top < size[1]
        and shape.left + shape.width > 0
        and shape.top + shape.height > 0
    )


def opens(path: Path, kind: Kind) -> bool:
    try:
        seen(path.read_bytes(), kind)
    except Exception:
        return False
    return True


def _open_in_office(copies: list[Path], scratch: Path, totals: Totals) -> None:
    office = [path for path in copies if path.suffix in {".docx", ".pptx"}]
    drawn = {path.stem for path in convert(office, "pdf", scratch)}
    missing = [path.name for path in office if path.stem not in drawn]
    totals.unopened += len(missing)
    totals.notes += [f"{name}: LibreOffice does not open the clean copy" for name in missing]


def _identifiers() -> dict[str, float]:
    wanted = found = lines = alarms = 0
    for code, block in [*sentences.POSITIVES.items(), *sentences.UNSEEN.items()]:
        for line in sentences.sentences(block):
            marked = [words for words in re.findall("«([^»]*)»", line) if words]
            got = {(f.code, f.words[f.start : f.end]) for f in _of(re.sub("[«»]", "", line))}
            wanted += len(marked)
            found += sum((code, words) in got for words in marked)
    for block in [*sentences.TRAPS.values(), sentences.MEDICAL, sentences.UNSEEN_TRAPS]:
        for line in sentences.sentences(block):
            lines += 1
            alarms += bool(_of(line))
    return {
        "identifiers: recall": found / wanted,
        "identifiers: false alarms": alarms / lines,
        "identifiers: passages": wanted,
        "identifiers: trap sentences": lines,
    }


def _of(line: str) -> list:
    return find_identifiers([line], places=["page 1"])


def _deck() -> dict[str, float]:
    """Sixty slides in a process of its own: seconds to check and to clean, and the most memory used."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sharecheck", "--deck"],
        capture_output=True,
        text=True,
        check=True,
        cwd=PAGE.parent.parent,
        env=os.environ,
    )
    checked, cleaned, megabytes, size = map(float, done.stdout.split())
    return {
        "60 slides, seconds to check": checked,
        "60 slides, seconds to clean": cleaned,
        "60 slides, MB of memory": megabytes,
        "60 slides, MB of file": size,
    }


def _measure_deck() -> int:
    deck = by_library(60)
    for number, slide in enumerate(deck.slides, 1):
        slide.notes_slide.notes_text_frame.text = f"Notes for slide {number}. " * 40
        buffer = io.BytesIO()
        Image.effect_noise((800, 600), number).save(buffer, "JPEG", quality=80)
        slide.shapes.add_picture(buffer, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.pptx"
        deck.save(str(path))
        started = time.perf_counter()
        scan(path, kind=Kind.PPTX, private=["Acme MedEd"])
        checked = time.perf_counter()
        clean(path, Path(folder) / "clean.pptx", kind=Kind.PPTX)
        cleaned = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
            1024 if sys.platform != "darwin" else 1024**2
        )
        print(checked - started, cleaned - checked, memory, path.stat().st_size / 2**20)
    return 0


def _figures(totals: Totals) -> dict[str, float]:
    rows = totals.rows.values()
    seeded = sum(row.seeded for row in rows)
    return {
        "files": seeded,
        "found": sum(row.found for row in rows) / seeded,
        "right place": sum(row.placed for row in rows) / seeded,
        "false alarms on twins": sum(row.alarms for row in rows) / seeded,
        "canaries left in clean copies": sum(row.left for row in rows),
        "clean copies that show something else": totals.changed,
        "clean copies that do not open": totals.unopened,
        "clean copies": totals.copies,
        "milliseconds to check, median": 1000 * sorted(totals.scan_seconds)[seeded // 2],
        "milliseconds to clean, median": 1000 * sorted(totals.clean_seconds)[seeded // 2],
    }


_FILES = {
    Kind.DOCX: "DOCX",
    Kind.PPTX: "PPTX",
    Kind.PDF: "PDF",
    Kind.PNG: "Pictures",
    Kind.JPEG: "Pictures",
    Kind.WEBP: "Pictures",
}


def _page(totals: Totals, figures: dict[str, float], *, with_office: bool) -> str:
    lines = [
        f"{figures['files']:.0f} seeded files, each with a clean twin. “Left” counts seeds whose hidden word is still somewhere",
        "in the clean copy (raw bytes, every part unpacked, every PDF stream, workbooks inside). “By hand” are seeds that",
        "only the writer can mend: words on the page, fake redaction, macros.",
        "",
        "| File | What hides | Producers | Seeded | Found | Right place | False alarms on twins | Cleaned | Left | By hand |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for (file, type_), row in totals.rows.items():
        lines.append(
            f"| {file} | {type_} | {', '.join(sorted(row.producers))} | {row.seeded} | {row.found} | {row.placed} | {row.alarms} | {row.cleaned} | {row.left} | {row.by_hand} |"
        )
    opened = "python-docx, python-pptx, PDFium, Pillow" + (" and LibreOffice" if with_office else "")
    wholes = Counter({name: figures[name] for name in figures})
    lines += [
        "",
        f"Clean copies were opened with {opened}, and what a reader sees was compared with the twin by the same programs.",
        "",
        "| Figure | Measured | Owed |",
        "|---|---|---|",
    ]
    for name, value in wholes.items():
        owed = f"{'at most' if name in AT_MOST else 'at least'} {FLOORS[name]:g}" if name in FLOORS else ""
        lines.append(
            f"| {name[0].upper()}{name[1:]} | {value:.3f} | {owed} |"
            if value != int(value)
            else f"| {name[0].upper()}{name[1:]} | {value:.0f} | {owed} |"
        )
    return "\n".join(lines)


def _write(page: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{START}\n\n{page}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
