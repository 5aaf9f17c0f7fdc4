"""Text that is in a PDF but that no reader sees, found by geometry and proved by drawing.

A piece of text is suspected when something opaque is painted over it or when it has the colour of its
background. The page is then drawn twice, with and without the suspects: a letter whose place looks the same
both times is a letter nobody sees. Shading behind text, watermarks, see-through highlights and white words on
dark bars all change the picture and are never reported.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from documents.pdf_shapes import TINY_TEXT, Box, Cover, PageShapes, TextPiece, area, overlap
from documents.pdf_text import tidy

BAND = 20.0  # points: covers are looked up by horizontal bands of the page
MOST_IN_BAND = 400
SAME_COLOUR = 16  # of 255 in every channel
SAME_PIXEL = 10
MOSTLY = 0.6  # of a word's letters
LEGIBLE = 10  # letters in one row: shorter tiny words are labels in a small drawing
LONGEST_SIDE = 1_600  # pixels of the two drawings
DPI = 110
_FILLED = {pdfium_c.FPDF_TEXTRENDERMODE_FILL, pdfium_c.FPDF_TEXTRENDERMODE_FILL_CLIP}


class Why(StrEnum):
    COVERED = "covered"  # something opaque was painted over it
    FADED = "faded"  # it has the colour of its background, or none
    OCR = "ocr"  # invisible text over the picture of a scanned page
    UNPAINTED = "unpainted"  # invisible text anywhere else
    TINY = "tiny"
    OUTSIDE = "outside"  # off the page, or beyond the crop box


@dataclass(frozen=True)
class HiddenText:
    """Words nobody sees, one entry for each page and reason. `ways` leads to the text pieces; `whole` is true
    when nothing visible is in any of these pieces."""

    page: int
    why: Why
    words: str
    ways: tuple[tuple[int, ...], ...] = ()
    whole: bool = True


@dataclass
class _Suspect:
    piece: TextPiece
    why: Why
    covers: list[Cover]
    faded: bool = False  # it also has the colour of its background


def hidden_on_page(page: pypdfium2.PdfPage, number: int, shapes: PageShapes) -> list[HiddenText]:
    """Everything unseen on one page, an entry for each reason."""
    suspects = _suspects(shapes)
    return _judged(page, number, shapes, suspects) if suspects else []


# --- suspicion: geometry only --------------------------------------------------------------------------------


def _suspects(shapes: PageShapes) -> list[_Suspect]:
    if not shapes.texts:
        return []
    bands = _bands(shapes.covers)
    found = []
    for piece in shapes.texts:
        if area(piece.box) <= 0:
            continue
        near = _near(bands, piece.box)
        suspect = _suspect(piece, near, shapes.page_box)
        if suspect is not None:
            found.append(suspect)
    return found


def _suspect(piece: TextPiece, near: list[Cover], page: Box) -> _Suspect | None:
    if overlap(piece.box, page) is None:
        return _Suspect(piece, Why.OUTSIDE, [])
    if piece.mode == pdfium_c.FPDF_TEXTRENDERMODE_CLIP:
        return None  # letters as a stencil: what is painted through them is seen
    if piece.mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
        over_image = any(c.is_image and _share(piece.box, c.box) >= 0.5 for c in near)
        return _Suspect(piece, Why.OCR if over_image else Why.UNPAINTED, [])
    faded = piece.mode in _FILLED and (piece.colour[3] < 8 or _same_as_background(piece, near))
    over = [c for c in near if c.order > piece.order and _covers_some(piece.box, c.box)]
    if over:
        return _Suspect(piece, Why.COVERED, over, faded)
    if 0 < piece.size < TINY_TEXT > piece.box[3] - piece.box[1] and piece.size < (page[3] - page[1]) / 400:
        return _Suspect(piece, Why.TINY, [])
    return _Suspect(piece, Why.FADED, [], faded) if faded else None


def _bands(covers: list[Cover]) -> dict[int, list[Cover]]:
    bands: dict[int, list[Cover]] = defaultdict(list)
    for cover in covers:
        first, last = int(cover.box[1] // BAND), int(cover.box[3] // BAND)
        for band in range(first, min(last, first + 400) + 1):
            bands[band].append(cover)
    return bands


def _near(bands: dict[int, list[Cover]], box: Box) -> list[Cover]:
    """Covers at the height of the middle of a box; the latest ones when there are very many."""
    return bands.get(int((box[1] + box[3]) / 2 // BAND), [])[-MOST_IN_BAND:]


def _share(box: Box, cover: Box) -> float:
    shared = overlap(box, cover)
    return area(shared) / area(box) if shared and area(box) else 0.0


def _covers_some(box: Box, cover: Box) -> bool:
    """At least a letter's width of the text, and more than half of its height."""
    shared = overlap(box, cover)
    if shared is None:
        return False
    tall = box[3] - box[1] > 3 * (box[2] - box[0])  # text that runs upwards
    if tall:
        return (shared[2] - shared[0]) > 0.5 * (box[2] - box[0]) and shared[3] - shared[1] > 2
    return (shared[3] - shared[1]) > 0.5 * (box[3] - box[1]) and shared[2] - shared[0] > 2


def _same_as_background(piece: TextPiece, near: list[Cover]) -> bool:
    background: tuple[int, ...] | None = (255, 255, 255, 255)
    for cover in near:
        if cover.order > piece.order:
            break
        if cover.is_filled and _share(piece.box, cover.box) > 0.9:
            background = cover.colour
    if background is None:
        # a picture or a shading: white words are looked at, because paper in a scan is white as well
        background = (255, 255, 255)
    return all(abs(a - b) <= SAME_COLOUR for a, b in zip(piece.colour[:3], background[:3], strict=True))


# --- proof: two drawings -------------------------------------------------------------------------------------


class _Letters:
    """The letters of a page in reading order. Boxes are asked for one by one: most are never needed."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self.textpage = textpage
        self.signs: list[str] = []
        self.pieces: list[int] = []  # address of the piece of text; 0 for blanks PDFium made up
        self._sides = [ctypes.c_double() for _ in range(4)]
        unicode_of, piece_of = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetTextObject
        for index in range(textpage.count_chars()):
            handle = piece_of(textpage, index)
            code = unicode_of(textpage, index) if handle else 0x20
            self.signs.append(chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "?")
            self.pieces.append(ctypes.addressof(handle.contents) if handle else 0)

    def box(self, number: int) -> Box:
        left, right, bottom, top = self._sides
        pdfium_c.FPDFText_GetCharBox(self.textpage, number, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value


def _judged(
    page: pypdfium2.PdfPage, number: int, shapes: PageShapes, suspects: list[_Suspect]
) -> list[HiddenText]:
    textpage = page.get_textpage()
    try:
        return _found(page, number, shapes, suspects, _Letters(textpage))
    finally:
        textpage.close()


def _found(
    page: pypdfium2.PdfPage, number: int, shapes: PageShapes, suspects: list[_Suspect], letters: _Letters
) -> list[HiddenText]:
    by_piece: dict[int, list[int]] = {suspect.piece.address: [] for suspect in suspects}
    for n, address in enumerate(letters.pieces):
        if address in by_piece and letters.signs[n].isalnum():
            by_piece[address].append(n)
    to_draw = [s.piece for s in suspects if s.why in {Why.COVERED, Why.FADED} and by_piece[s.piece.address]]
    unchanged = _Unchanged(page, shapes.page_box, to_draw) if to_draw else None
    again = _Again(shapes.texts)
    unseen: dict[Why, list[int]] = defaultdict(list)
    pieces: dict[Why, list[TextPiece]] = defaultdict(list)
    partly: set[Why] = set()
    for suspect in suspects:
        mine = by_piece[suspect.piece.address]
        why, gone = suspect.why, mine
        if why is Why.COVERED:
            gone = [n for n in mine if _is_covered(letters.box(n), suspect.covers, unchanged)]
            if again.has(suspect.piece):
                gone = []
            if not gone and suspect.faded:
                why = Why.FADED
            elif gone and _behind_scan(suspect, shapes):
                why = Why.OCR
        if why is Why.FADED:
            gone = [n for n in mine if unchanged.at(letters.box(n))]
        if not gone:
            continue
        unseen[why] += gone
        pieces[why].append(suspect.piece)
        if len(gone) < len(mine):
            partly.add(why)
    found = []
    for why in Why:
        chosen = set(unseen.get(why, ()))
        if why is Why.COVERED:
            chosen = _whole_words(letters, chosen)
        elif why is Why.TINY:
            chosen = _rows(letters, chosen)
        words = _words(letters, sorted(chosen))
        if sum(sign.isalnum() for sign in words) >= (2 if why is Why.COVERED else 3):
            meant = {letters.pieces[n] for n in chosen}
            ways = tuple(piece.way for piece in pieces[why] if piece.address in meant)
            found.append(HiddenText(number, why, words, ways, why not in partly))
    return found


class _Unchanged:
    """Where a page looks the same with and without some pieces of text."""

    def __init__(self, page: pypdfium2.PdfPage, box: Box, pieces: list[TextPiece]) -> None:
        self.box = box
        self.turned = page.get_rotation()
        across, down = page.get_size()
        self.scale = min(DPI / 72, LONGEST_SIDE / max(across, 1), LONGEST_SIDE / max(down, 1))
        with_them = self._drawn(page)
        for piece in pieces:
            pdfium_c.FPDFPageObj_SetIsActive(piece.handle, False)
        try:
            without = self._drawn(page)
        finally:
            for piece in pieces:
                pdfium_c.FPDFPageObj_SetIsActive(piece.handle, True)
        self.difference = ImageChops.difference(with_them, without)

    def _drawn(self, page: pypdfium2.PdfPage) -> Image.Image:
        return page.render(scale=self.scale, rev_byteorder=True).to_pil().convert("RGB")

    def at(self, box: Box, shrink: int = 0) -> bool:
        """True when no pixel of this place on the page differs."""
        left, top, right, bottom = self._pixels(box)
        left, top, right, bottom = left + shrink, top + shrink, right - shrink, bottom - shrink
        width, height = self.difference.size
        left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
        if right <= left or bottom <= top:
            return False
        extremes = self.difference.crop((left, top, right, bottom)).getextrema()
        return all(high <= SAME_PIXEL for _, high in extremes)

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        left, bottom, right, top = self.box
        x0, y0, x1, y1 = box
        if self.turned == 90:
            sides = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        elif self.turned == 180:
            sides = (right - x1, y0 - bottom, right - x0, y1 - bottom)
        elif self.turned == 270:
            sides = (top - y1, right - x1, top - y0, right - x0)
        else:
            sides = (x0 - left, top - y1, x1 - left, top - y0)
        a, b, c, d = (side * self.scale for side in sides)
        return int(a), int(b), int(c) + 1, int(d) + 1


def _is_covered(letter: Box, covers: list[Cover], unchanged: _Unchanged) -> bool:
    """Mostly under one cover, and its place looks the same without it. A sliver that sticks out is allowed."""
    for cover in covers:
        shared = overlap(letter, cover.box)
        if shared and area(shared) >= 0.6 * area(letter):
            return unchanged.at(shared, shrink=0 if area(shared) > 0.98 * area(letter) else 1)
    return False


class _Again:
    """Text painted twice in the same place: a program that paints text, then its box, then the text again."""

    GRID = 4.0  # points

    def __init__(self, texts: list[TextPiece]) -> None:
        self.places: dict[tuple[int, int], list[TextPiece]] = defaultdict(list)
        for piece in texts:
            if piece.mode != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
                self.places[self._place(piece)].append(piece)

    def _place(self, piece: TextPiece) -> tuple[int, int]:
        return int(piece.box[0] // self.GRID), int(piece.box[1] // self.GRID)

    def has(self, piece: TextPiece) -> bool:
        """True when a later piece fills the same box."""
        x, y = self._place(piece)
        near = (
            other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in self.places.get((x + i, y + j), ())
        )
        return any(
            other.order > piece.order
            and _share(piece.box, other.box) > 0.9
            and _share(other.box, piece.box) > 0.9
            for other in near
        )


def _behind_scan(suspect: _Suspect, shapes: PageShapes) -> bool:
    """Text under a picture of (nearly) the whole page: how some scanners store the words they recognised."""
    return any(cover.is_image and _share(shapes.page_box, cover.box) > 0.6 for cover in suspect.covers)


def _whole_words(letters: _Letters, chosen: set[int]) -> set[int]:
    """The words most of whose letters are chosen, whole: a bar that leaves the first letter out still hides a name,
    and a box that runs over the last letters of its neighbour hides nothing."""
    grown: set[int] = set()
    for first, end in _runs(letters):
        hit = sum(n in chosen for n in range(first, end))
        if hit >= MOSTLY * (end - first) and hit:
            grown.update(range(first, end))
    return grown


def _runs(letters: _Letters) -> Iterator[tuple[int, int]]:
    """Words as (first, end); every sign of a script that is written without blanks is a word."""
    first = None
    for number, sign in enumerate(letters.signs):
        solid = sign.isalnum()
        if first is not None and (not solid or sign >= "\u2e80"):
            yield first, number
            first = None
        if solid and first is None:
            first = number
    if first is not None:
        yield first, len(letters.signs)


def _rows(letters: _Letters, chosen: set[int]) -> set[int]:
    """Letters that stand in rows long enough to be a message."""
    kept: set[int] = set()
    row: list[int] = []
    for number in [*sorted(chosen), -1]:
        if row and (number < 0 or not _close(letters.box(row[-1]), letters.box(number))):
            if len(row) >= LEGIBLE:
                kept.update(row)
            row = []
        row.append(number)
    return kept


def _close(first: Box, second: Box) -> bool:
    """Whether two letters stand side by side, with at most a blank between them."""
    size = max(first[3] - first[1], second[3] - second[1], 0.2)
    return abs(second[1] - first[1]) < size and abs(second[0] - first[2]) < 1.5 * size


def _words(letters: _Letters, chosen: list[int]) -> str:
    """The chosen letters with the blanks and signs between those of one piece; a blank between pieces."""
    out: list[str] = []
    last = -1
    for number in chosen:
        gap = range(last + 1, number) if last >= 0 else range(0)
        ours = all(letters.pieces[n] in {0, letters.pieces[number]} for n in gap)
        out.append("".join(letters.signs[n] for n in gap) if ours and len(gap) < 4 else " ")
        out.append(letters.signs[number])
        last = number
    return " ".join(tidy("".join(out)).split())
