"""What is painted on a PDF page, in painting order: pieces of text, and what can cover them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium_c

from documents.report import Unreadable

MOST_SHAPES = 2_500_000  # in one file: some seconds of looking
MOST_DEPTH = 12  # forms inside forms
SMALLEST_COVER = 3.0  # points; thinner things are rules and underlines
TINY_TEXT = 1.2  # points: below, nobody can read it
HUGE_TEXT = 34.0  # points: from here it may be a watermark
THICK_LINE = 4.0  # points; from here a line can hide words

Box = tuple[float, float, float, float]  # left, bottom, right, top in page points
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]  # red, green, blue, alpha

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_UNSEEN_ANNOTATIONS = {pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP}
_HIDDEN_FLAGS = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW


@dataclass(frozen=True, slots=True)
class TextPiece:
    """One piece of text as painted. `way` leads to it: form number by form number, then its own number."""

    order: int
    box: Box
    handle: object
    mode: int
    colour: Colour
    size: float  # points, after all scaling; the height of the box where it is neither tiny nor huge
    way: tuple[int, ...]

    @property
    def address(self) -> int:
        return ctypes.addressof(self.handle.contents)


@dataclass(frozen=True, slots=True)
class Cover:
    """Something that can hide what was painted before it. `colour` is None when it has no single one."""

    order: int
    box: Box
    colour: Colour | None
    is_image: bool = False
    is_filled: bool = True


@dataclass(frozen=True)
class PageShapes:
    page_box: Box
    texts: list[TextPiece]
    covers: list[Cover]


class ShapeReader:
    """Reads page after page of one file and counts, so that a made-up file cannot keep it busy."""

    def __init__(self) -> None:
        self.seen = 0
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._shades = [ctypes.c_uint() for _ in range(4)]
        self._one = ctypes.c_float()
        self._mode = ctypes.c_int()
        self._stroke = ctypes.c_int()
        self._matrix = pdfium_c.FS_MATRIX()

    def read(self, page: pypdfium2.PdfPage) -> PageShapes:
        """All text and covers of a page. Raises Unreadable when the file has too many shapes."""
        texts: list[TextPiece] = []
        covers: list[Cover] = []
        order = 0
        for handle, matrix, way in self._walk(page):
            order += 1
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                texts.append(self._text(handle, matrix, way, order))
            else:
                cover = self._cover(handle, kind, matrix, order)
                if cover is not None:
                    covers.append(cover)
        covers += self._annotations(page, order + 1)
        return PageShapes(page_box(page), texts, covers)

    def _walk(self, page: pypdfium2.PdfPage) -> Iterator[tuple[object, Matrix, tuple[int, ...]]]:
        stack = [self._items(page.raw, IDENTITY, ())]
        while stack:
            item = next(stack[-1], None)
            if item is None:
                stack.pop()
                continue
            handle, matrix, way = item
            self.seen += 1
            if self.seen > MOST_SHAPES:
                raise Unreadable(
                    "pdf-too-complex",
                    "This PDF is drawn with too many shapes to check. Print it to a new PDF and upload that.",
                )
            if pdfium_c.FPDFPageObj_GetType(handle) != pdfium_c.FPDF_PAGEOBJ_FORM:
                yield item
            elif len(stack) < MOST_DEPTH:
                pdfium_c.FPDFPageObj_GetMatrix(handle, self._matrix)
                m = self._matrix
                inner = multiply((m.a, m.b, m.c, m.d, m.e, m.f), matrix)
                stack.append(self._items(handle, inner, way))

    def _items(
        self, holder: object, matrix: Matrix, way: tuple[int, ...]
    ) -> Iterator[tuple[object, Matrix, tuple[int, ...]]]:
        """Children of a page or form. Text and forms are numbered among their own kind, as operators are."""
        if way or matrix is not IDENTITY:
            count, get = pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject
        else:
            count, get = pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject
        texts = forms = 0
        for index in range(max(0, count(holder))):
            handle = get(holder, index)
            if not handle:
                continue
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            number = -1
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                number, texts = texts, texts + 1
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                number, forms = forms, forms + 1
            yield handle, matrix, (*way, number)

    def _bounds(self, handle: object, matrix: Matrix) -> Box:
        left, bottom, right, top = self._floats
        if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            return (0.0, 0.0, 0.0, 0.0)
        box = (left.value, bottom.value, right.value, top.value)
        return box if matrix is IDENTITY else transformed(box, matrix)

    def _fill(self, handle: object) -> Colour | None:
        red, green, blue, alpha = self._shades
        if not pdfium_c.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
            return None
        return red.value, green.value, blue.value, alpha.value

    def _text(self, handle: object, matrix: Matrix, way: tuple[int, ...], order: int) -> TextPiece:
        box = self._bounds(handle, matrix)
        height = box[3] - box[1]
        # the exact size matters only for text that looks tiny or huge, and asking takes as long as all the rest
        size = self._size(handle, matrix) if height < 2 * TINY_TEXT or height > HUGE_TEXT / 2 else height
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
        return TextPiece(order, box, handle, mode, self._fill(handle) or (0, 0, 0, 255), size, way)

    def _size(self, handle: object, matrix: Matrix) -> float:
        if not pdfium_c.FPDFTextObj_GetFontSize(handle, self._one):
            return 0.0
        pdfium_c.FPDFPageObj_GetMatrix(handle, self._matrix)
        m = self._matrix
        size = abs(self._one.value) * abs(m.a * m.d - m.b * m.c) ** 0.5
        return size * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5

    def _cover(self, handle: object, kind: int, matrix: Matrix, order: int) -> Cover | None:
        box = self._bounds(handle, matrix)
        if box[2] - box[0] < SMALLEST_COVER or box[3] - box[1] < SMALLEST_COVER:
            return None
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            return Cover(order, box, None, is_image=True)
        if kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
            return Cover(order, box, None)
        if kind != pdfium_c.FPDF_PAGEOBJ_PATH or not pdfium_c.FPDFPath_GetDrawMode(
            handle, self._mode, self._stroke
        ):
            return None
        if self._mode.value:
            colour = self._fill(handle)
            return None if colour is not None and colour[3] < 250 else Cover(order, box, colour)
        if self._stroke.value and pdfium_c.FPDFPageObj_GetStrokeWidth(handle, self._one):
            scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
            if self._one.value * scale >= THICK_LINE or self._one.value >= THICK_LINE:
                return Cover(order, box, None, is_filled=False)
        return None

    def _annotations(self, page: pypdfium2.PdfPage, order: int) -> Iterator[Cover]:
        rectangle = pdfium_c.FS_RECTF()
        for index in range(min(max(0, pdfium_c.FPDFPage_GetAnnotCount(page)), 2_000)):
            annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
            flags = pdfium_c.FPDFAnnot_GetFlags(annotation)
            placed = pdfium_c.FPDFAnnot_GetRect(annotation, rectangle)
            pdfium_c.FPDFPage_CloseAnnot(annotation)
            if not placed or kind in _UNSEEN_ANNOTATIONS or flags & _HIDDEN_FLAGS:
                continue
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            if box[2] - box[0] >= SMALLEST_COVER and box[3] - box[1] >= SMALLEST_COVER:
                yield Cover(order + index, box, None)


def page_box(page: pypdfium2.PdfPage) -> Box:
    """What a viewer shows of the page: the crop box inside the media box, in page points."""
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, rectangle)
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def transformed(box: Box, matrix: Matrix) -> Box:
    """The upright box around a box after `matrix`."""
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def overlap(first: Box, second: Box) -> Box | None:
    """What two boxes share, or None."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if right > left and top > bottom else None


def area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
