"""Taking painted things out of a PDF page: chosen pieces of text, and everything on layers that are off.

Only what paints is taken out. What sets colours, positions and clipping stays, because later painting relies on
it; the caller draws the page before and after and keeps the result only when both look the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import pikepdf

from documents.pdf_layers import Layers
from documents.pdf_open import MOST_DEPTH
from documents.pdf_words import Place, is_dict, items, keys, part, place_of

Ways = set[tuple[int, ...]]

_PATHS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
_TEXTS = {"Tj", "TJ", "'", '"'}
_COMMENT = re.compile(rb"\((?:[^()\\]|\\.)*\)|%", re.DOTALL)


class CannotEdit(Exception):
    """The page is built in a way that cannot be followed; nothing was changed."""


class Editor:
    """Edits the pages of one file, a form that several pages share only where all of them agree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.layers = Layers(pdf)
        self.done: set[Place] = set()
        self.copies = 0

    def edit_page(self, page: pikepdf.Object, drop: Iterable[tuple[int, ...]]) -> bool:
        """Take the pieces of text that `drop` leads to, and hidden layers, out of a page. True when it changed."""
        ways = set(drop)
        resources = resources_of(page)
        try:
            program = pikepdf.parse_content_stream(page)
        except (pikepdf.PdfError, ValueError, TypeError) as error:
            raise CannotEdit from error
        kept, changed = self._edited(program, resources, ways, 0)
        if changed:
            page.Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(kept))
        self._forget_hidden(resources)
        return changed

    def _edited(self, program: list, resources: object, ways: Ways, depth: int) -> tuple[list, bool]:
        inner: dict[int, Ways] = defaultdict(set)
        for way in ways:
            if len(way) > 1:
                inner[way[0]].add(way[1:])
        texts = forms = 0
        hidden: list[bool] = []  # one entry for each open marked part: is it a layer that is off?
        kept: list = []
        changed = False
        for instruction in program:
            operator = str(instruction.operator)
            operands = instruction.operands
            away = any(hidden)
            if operator in {"BMC", "BDC"}:
                hidden.append(operator == "BDC" and self._is_off(operands, resources))
            elif operator == "EMC" and hidden:
                hidden.pop()
            elif operator in _TEXTS and _says_something(operator, operands):
                if away or (texts,) in ways:
                    kept += _moved_only(operator, operands)
                    changed = True
                    texts += 1
                    continue
                texts += 1
            elif operator == "Do":
                thing = part(resources, "/XObject", str(operands[0])) if operands else None
                number = -1
                if is_dict(thing) and thing.get("/Subtype") == pikepdf.Name.Form:
                    number, forms = forms, forms + 1
                if away or (is_dict(thing) and self.layers.is_hidden(thing.get("/OC"))):
                    changed = True
                    continue
                if number >= 0:
                    name = self._edited_form(thing, resources, inner.get(number, set()), depth)
                    if name is not None:
                        kept.append(([name], pikepdf.Operator("Do")))
                        changed = True
                        continue
            elif away and operator in _PATHS:
                kept.append(([], pikepdf.Operator("n")))
                changed = True
                continue
            elif away and operator in {"sh", "INLINE IMAGE"}:
                changed = True
                continue
            kept.append(instruction)
        if any(way[0] >= (texts if len(way) == 1 else forms) for way in ways):
            raise CannotEdit
        return kept, changed

    def _edited_form(
        self, form: pikepdf.Stream, resources: object, ways: Ways, depth: int
    ) -> pikepdf.Name | None:
        """Edit a form. With `ways` a copy is made, because another page may show the words; its name is returned."""
        if depth > MOST_DEPTH or (not ways and (not self.layers.off or place_of(form) in self.done)):
            return None
        self.done.add(place_of(form))
        own = form.get("/Resources", resources)
        try:
            program = pikepdf.parse_content_stream(form)
        except (pikepdf.PdfError, ValueError, TypeError) as error:
            if ways:
                raise CannotEdit from error
            return None
        kept, changed = self._edited(program, own, ways, depth + 1)
        self._forget_hidden(own)
        if not changed:
            return None
        data = pikepdf.unparse_content_stream(kept)
        if not ways:
            form.write(data)
            return None
        copy = self.pdf.make_stream(
            data, {key: form[key] for key in keys(form) if key not in {"/Length", "/Filter", "/DecodeParms"}}
        )
        self.copies += 1
        name = f"/Edited{self.copies}"
        resources["/XObject"][name] = copy
        return pikepdf.Name(name)

    def _is_off(self, operands: list, resources: object) -> bool:
        if len(operands) < 2 or operands[0] != pikepdf.Name.OC:
            return False
        marked = operands[1]
        if isinstance(marked, pikepdf.Name):
            marked = part(resources, "/Properties", str(marked))
        return self.layers.is_hidden(marked)

    def _forget_hidden(self, resources: object) -> None:
        """Drop pictures and names of hidden layers, so that the saved file does not reach them."""
        for kind in ("/XObject", "/Properties"):
            named = part(resources, kind)
            for key in keys(named):
                thing = named.get(key)
                group = thing if kind == "/Properties" else part(thing, "/OC")
                if self.layers.off and self.layers.is_hidden(group):
                    if kind == "/Properties":
                        named[key] = pikepdf.Dictionary()
                    else:
                        del named[key]


def resources_of(page: pikepdf.Object) -> pikepdf.Object:
    """The resources of a page, its own or inherited; an empty dictionary is added when there are none."""
    holder, depth = page, 0
    while is_dict(holder) and depth < MOST_DEPTH:
        if is_dict(holder.get("/Resources")):
            return holder.get("/Resources")
        holder, depth = holder.get("/Parent"), depth + 1
    page.Resources = pikepdf.Dictionary()
    return page.Resources


def has_comment(data: bytes) -> bool:
    """Whether a content stream may hold a comment: a percent sign outside a string."""
    return b"%" in data and any(found[0] == b"%" for found in _COMMENT.finditer(data))


def _says_something(operator: str, operands: list) -> bool:
    """An operator that shows at least one letter; PDFium makes no piece of text of the others."""
    if operator == "TJ":
        return any(
            isinstance(each, pikepdf.String) and len(bytes(each))
            for each in items(operands[0] if operands else None)
        )
    return bool(operands) and isinstance(operands[-1], pikepdf.String) and len(bytes(operands[-1])) > 0


def _moved_only(operator: str, operands: list) -> list:
    """What a text operator does besides showing text."""
    if operator == "'":
        return [([], pikepdf.Operator("T*"))]
    if operator == '"':
        return [
            ([operands[0]], pikepdf.Operator("Tw")),
            ([operands[1]], pikepdf.Operator("Tc")),
            ([], pikepdf.Operator("T*")),
        ]
    return []
