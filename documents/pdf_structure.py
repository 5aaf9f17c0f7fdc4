"""What stands in a PDF's structure beside its pages: comments, files, scripts, forms, layers, private data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf

from documents.images import image_findings_in_bytes
from documents.pdf_layers import Layers
from documents.pdf_words import (
    annotations,
    file_name,
    is_dict,
    items,
    jpeg_bytes,
    keys,
    nested,
    part,
    place_of,
    plain,
    stream_bytes,
    words_of,
)  # fmt: skip
from documents.report import Finding, Severity
from documents.xmp import local_path, read_xmp

REMOVE = "A clean copy leaves it out."
MOST_COMMENTS = 60  # told one by one; the rest as one line
MOST_XMP = 2_000_000

COMMENTS = {
    "/Text": "A sticky note", "/FreeText": "A typed comment", "/Highlight": "A highlight", "/Underline": "An underline mark",
    "/Squiggly": "A squiggly mark", "/StrikeOut": "A strike-out mark", "/Caret": "An insertion mark", "/Stamp": "A stamp",
    "/Ink": "A drawing by hand", "/Line": "A drawn line", "/Square": "A drawn box", "/Circle": "A drawn ellipse",
    "/Polygon": "A drawn shape", "/PolyLine": "A drawn line", "/Projection": "A measured mark",
}  # fmt: skip
REPEATED = {
    "pdf-local-path",
    "pdf-inside-link",
    "pdf-metadata-path",
    "pdf-script",
    "pdf-action",
    "pdf-part-metadata",
}
MEDIA = {"/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"}
SILENT = {
    "/Link",
    "/Widget",
    "/Popup",
    "/PrinterMark",
    "/TrapNet",
    "/Watermark",
    "/Redact",
    "/FileAttachment",
}

MEDIA_ACTIONS = {"/Rendition", "/Movie", "/Sound", "/RichMediaExecute"}
SENDING_ACTIONS = {
    "/SubmitForm": "sends the form to",
    "/ImportData": "reads data from",
    "/Launch": "starts a program or file",
}
REMOTE_ACTIONS = {"/GoToR", "/GoToE"}
ACTIONS = {"/JavaScript", "/URI", *MEDIA_ACTIONS, *SENDING_ACTIONS, *REMOTE_ACTIONS}

_TOKENS = re.compile(
    rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|GoTo[RE]|EF|PieceInfo|Metadata|Thumb|URI|Rendition|Movie|Sound"
    rb"|RichMediaExecute|PTEX\.FileName|Alt|ActualText|E|GPTS|SpiderInfo|Private|DCTDecode|Type /Page)\b"
)
_INSIDE_HOST = re.compile(
    r"(?i)^https?://(?:[^/@]*@)?(?:localhost|[a-z0-9-]+|[^/:]+\.(?:local|lan|corp|internal|intranet|home|localdomain)"
    r"|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|127\.[\d.]+)(?::\d+)?(?:/|$)"
)


class Structure:
    """One look through everything numbered in a file; `findings()` tells what was seen."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.where: dict[tuple[int, int], int] = {}  # page of an annotation, its actions, a picture, a page
        self.notes: list[tuple[int, pikepdf.Object]] = []
        for number, page in enumerate(self.pages, 1):
            self._place_page(number, page)

    def findings(self) -> list[Finding]:
        """Everything found, each passage once."""
        found = [*self._comments(), *self._forms(), *self._layers(), *self._document()]
        for thing in self.pdf.objects:
            if is_dict(thing) or isinstance(thing, pikepdf.Array):
                found += self._thing(thing)
        return _once(found)

    # --- where things are ------------------------------------------------------------------------------------

    def _place_page(self, number: int, page: pikepdf.Object) -> None:
        self.where.setdefault(place_of(page), number)
        for annotation in annotations(page):
            self.notes.append((number, annotation))
            for thing in (annotation, *(annotation.get(key) for key in ("/A", "/AA", "/FS", "/PA", "/MK"))):
                self._remember(thing, number)
        self._remember(part(page, "/AA"), number)
        self._place_resources(number, page.get("/Resources"), 0)

    def _place_resources(self, number: int, resources: object, depth: int) -> None:
        named = part(resources, "/XObject")
        if not is_dict(named) or depth > 3:
            return
        for key in keys(named):
            thing = named.get(key)
            if is_dict(thing) and place_of(thing) not in self.where:
                self._remember(thing, number)
                self._remember(part(thing, "/SMask"), number)
                self._place_resources(number, thing.get("/Resources"), depth + 1)

    def _remember(self, thing: object, number: int) -> None:
        place = place_of(thing)
        if place != (0, 0):
            self.where.setdefault(place, number)

    def _place(self, thing: object) -> str:
        number = self.where.get(place_of(thing))
        return f"page {number}" if number else "whole file"

    # --- comments --------------------------------------------------------------------------------------------

    def _comments(self) -> Iterator[Finding]:
        told = 0
        for number, note in self.notes:
            kind = words_of(note.get("/Subtype"))
            place = f"page {number}"
            if kind == "/FileAttachment":
                name = file_name(note.get("/FS")) or words_of(note.get("/Contents"))
                yield _attachment(name, place)
            elif kind in MEDIA:
                yield Finding(
                    "pdf-media", Severity.BLOCK, place, words_of(note.get("/T")) or words_of(note.get("/Contents"))[:200],
                    f"A film, sound or 3D model is built into the page. {REMOVE}",
                )  # fmt: skip
            elif kind not in SILENT:
                told += 1
                if told <= MOST_COMMENTS:
                    yield _comment(note, COMMENTS.get(kind, "A mark"), place)
        if told > MOST_COMMENTS:
            yield Finding(
                "pdf-comment", Severity.BLOCK, "whole file", "",
                f"{told - MOST_COMMENTS} more comments and marks on the pages. {REMOVE}",
            )  # fmt: skip

    # --- forms -----------------------------------------------------------------------------------------------

    def _forms(self) -> Iterator[Finding]:
        form = part(self.pdf.Root, "/AcroForm")
        if form is None:
            return
        filled: dict[str, list[str]] = {}
        for name, field in self._fields(form):
            kind = words_of(field.get("/FT"))
            value = field.get("/V")
            if kind == "/Sig" and is_dict(value):
                signer = words_of(value.get("/Name"))
                yield Finding(
                    "pdf-signature", Severity.INFO, self._field_place(field), signer[:200],
                    "The file is digitally signed. A clean copy is a new file and carries no signature.",
                )  # fmt: skip
                continue
            said = _value(value)
            if said and said not in {"/Off", _value(field.get("/DV"))}:
                filled.setdefault(self._field_place(field), []).append(f"{name}: {said}" if name else said)
        for place, values in filled.items():
            fields = "1 form field holds" if len(values) == 1 else f"{len(values)} form fields hold"
            yield Finding(
                "pdf-form-values", Severity.WARN, place, "; ".join(values)[:200],
                f"{fields} what somebody typed or ticked. A clean copy shows it as plain print and drops the rest of the form.",
            )  # fmt: skip
        if part(form, "/XFA") is not None:
            yield Finding(
                "pdf-xfa", Severity.WARN, "whole file", "",
                f"The file holds a second, program-driven form with its own data. {REMOVE}",
            )  # fmt: skip

    def _fields(self, form: object) -> Iterator[tuple[str, pikepdf.Object]]:
        """(full name, field) of every field that has a value; loops and endless trees end early."""
        seen: set[tuple[int, int]] = set()
        stack = [("", each, None) for each in reversed(items(part(form, "/Fields")))]
        while stack and len(seen) < 50_000:
            above, field, kind = stack.pop()
            place = place_of(field)
            if not is_dict(field) or place in seen:
                continue
            if place != (0, 0):
                seen.add(place)
            name = ".".join(each for each in (above, words_of(field.get("/T"))) if each)[:100]
            kind = field.get("/FT", kind)
            if field.get("/V") is not None:
                if "/FT" not in field and kind is not None:
                    field = pikepdf.Dictionary({**{key: field[key] for key in keys(field)}, "/FT": kind})
                yield name, field
            stack += [(name, each, kind) for each in reversed(items(field.get("/Kids")))]

    def _field_place(self, field: pikepdf.Object) -> str:
        for thing in (field, *items(field.get("/Kids"), 50)):
            place = self._place(thing)
            if place != "whole file":
                return place
        return self._place(field.get("/P"))

    # --- layers ----------------------------------------------------------------------------------------------

    def _layers(self) -> Iterator[Finding]:
        layers = Layers(self.pdf)
        for name, pages in layers.hidden_with_pages(self.pages):
            place = f"page {pages[0]}" if pages else "whole file"
            more = f" It is used on {len(pages)} pages." if len(pages) > 1 else ""
            yield Finding(
                "pdf-hidden-layer", Severity.WARN if pages else Severity.INFO, place, name[:200],
                f"A layer is switched off, and anyone can switch it on.{more} {REMOVE}",
            )  # fmt: skip

    # --- the document's own entries --------------------------------------------------------------------------

    def _document(self) -> Iterator[Finding]:
        root = self.pdf.Root
        if part(root, "/SpiderInfo") is not None or part(root, "/Names", "/URLS") is not None:
            yield Finding(
                "pdf-web-capture", Severity.WARN, "whole file", "",
                f"The file was captured from web pages and keeps their addresses. {REMOVE}",
            )  # fmt: skip
        if part(root, "/Names", "/Templates") is not None:
            yield Finding(
                "pdf-hidden-page", Severity.WARN, "whole file", "",
                f"The file holds page templates that no reader shows. {REMOVE}",
            )  # fmt: skip
        base = words_of(part(root, "/URI", "/Base"))
        if local_path(base):
            yield _local(base, "whole file")

    # --- everything else, wherever it stands -----------------------------------------------------------------

    def _thing(self, thing: pikepdf.Object) -> Iterator[Finding]:
        is_stream = isinstance(thing, pikepdf.Stream)
        written = (thing.stream_dict if is_stream else thing).unparse(resolved=True)
        tokens = {found[0] for found in _TOKENS.finditer(written)}
        if not tokens:
            return
        place = self._place(thing)
        if b"/DCTDecode" in tokens and is_stream:
            data = jpeg_bytes(thing)
            if data is not None:
                yield from image_findings_in_bytes(
                    data, place if place != "whole file" else "a picture in the file"
                )
        if (
            b"/Type /Page" in tokens
            and thing.get("/Type") == pikepdf.Name.Page
            and place_of(thing) not in self.where
        ):
            yield Finding(
                "pdf-hidden-page", Severity.WARN, "whole file", "",
                f"The file still holds a page that was taken out. {REMOVE}",
            )  # fmt: skip
        for inside in nested(thing):
            yield from self._entries(inside, place)

    def _entries(self, inside: pikepdf.Object, place: str) -> Iterator[Finding]:
        kind = words_of(inside.get("/S"))
        if kind in ACTIONS or "/JS" in inside:
            yield from _action(inside, kind, place)
        if "/EF" in inside:
            yield _attachment(file_name(inside), place)
        if "/PieceInfo" in inside:
            yield _piece_info(inside.get("/PieceInfo"))
        if "/Thumb" in inside and isinstance(inside.get("/Thumb"), pikepdf.Stream):
            yield Finding(
                "pdf-thumbnail", Severity.INFO, "whole file", "",
                f"Pages carry small pictures of themselves, which may show an earlier state. {REMOVE}",
            )  # fmt: skip
        if "/Metadata" in inside and inside.get("/Type") != pikepdf.Name.Catalog:
            yield from _part_metadata(inside.get("/Metadata"), place)
        if "/GPTS" in inside:
            yield Finding(
                "pdf-geodata", Severity.WARN, place, "",
                f"A map on the page carries its exact place on earth. {REMOVE}",
            )  # fmt: skip
        tex = words_of(inside.get("/PTEX.FileName"))
        if local_path(tex):
            yield Finding(
                "pdf-metadata-path", Severity.WARN, place, tex[:200],
                f"A drawing on the page keeps the name of the writer's folders. {REMOVE}",
            )  # fmt: skip
        for key in ("/Alt", "/ActualText", "/E"):
            said = words_of(inside.get(key))
            if local_path(said):
                yield Finding(
                    "pdf-alt-path", Severity.WARN, place, said[:200],
                    f"The description of a picture is a path on somebody's computer. {REMOVE}",
                )  # fmt: skip


def _once(found: list[Finding]) -> list[Finding]:
    """The same passage of the same kind once, where it comes first, with the number of places."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for number, finding in enumerate(found):
        same = (
            (finding.code, finding.words, finding.message)
            if finding.code in REPEATED
            else (str(number), "", "")
        )
        groups.setdefault(same, []).append(finding)
    told = []
    for group in groups.values():
        first = group[0]
        places = len({finding.place for finding in group})
        told.append(
            replace(first, message=f"{first.message} It is in {places} places.") if places > 1 else first
        )
    return list(dict.fromkeys(told))


def _comment(note: pikepdf.Object, kind: str, place: str) -> Finding:
    said = words_of(note.get("/Contents")) or plain(words_of(note.get("/RC")))
    author = words_of(note.get("/T"))[:80]
    by = f" by {author}" if author else ""
    return Finding(
        "pdf-comment",
        Severity.BLOCK,
        place,
        (said or author or kind)[:200],
        f"{kind}{by}. Anyone who opens the file can read comments and marks. {REMOVE}",
    )


def _attachment(name: str, place: str) -> Finding:
    return Finding(
        "pdf-attachment",
        Severity.BLOCK,
        place,
        name[:200],
        f"A whole file is attached inside the PDF. {REMOVE}",
    )


def _local(path: str, place: str) -> Finding:
    return Finding(
        "pdf-local-path",
        Severity.BLOCK,
        place,
        path[:200],
        f"A link leads to somebody's computer or file server. {REMOVE}",
    )


def _value(value: object) -> str:
    if isinstance(value, pikepdf.Array):
        return ", ".join(words_of(each) for each in items(value, 50))
    if isinstance(value, pikepdf.Stream):
        return " ".join(stream_bytes(value, 400).decode("latin-1").split())
    return words_of(value)


def _action(action: pikepdf.Object, kind: str, place: str) -> Iterator[Finding]:
    if kind == "/JavaScript" or (kind not in ACTIONS and "/JS" in action):
        script = action.get("/JS")
        words = _value(script)
        yield Finding(
            "pdf-script", Severity.BLOCK, place, words[:200],
            f"The file runs a small program (JavaScript) in the reader. {REMOVE}",
        )  # fmt: skip
    elif kind in SENDING_ACTIONS:
        target = file_name(action.get("/F")) or file_name(part(action, "/Win", "/F"))
        yield Finding(
            "pdf-action", Severity.BLOCK, place, target[:200],
            f"A button or link {SENDING_ACTIONS[kind]}{' ' + target[:80] if target else ''}. {REMOVE}",
        )  # fmt: skip
    elif kind in REMOTE_ACTIONS:
        target = file_name(action.get("/F"))
        if target:
            yield Finding(
                "pdf-local-path", Severity.BLOCK, place, target[:200],
                f"A link leads to another file on the writer's computer. {REMOVE}",
            )  # fmt: skip
    elif kind in MEDIA_ACTIONS:
        yield Finding(
            "pdf-media", Severity.BLOCK, place, "", f"A film or sound is built into the file. {REMOVE}"
        )  # fmt: skip
    elif kind == "/URI":
        address = words_of(action.get("/URI"))
        if is_local(address):
            yield _local(address, place)
        elif _INSIDE_HOST.match(address):
            yield Finding(
                "pdf-inside-link", Severity.WARN, place, address[:200],
                f"A link leads to a computer that only people inside an organization reach. {REMOVE}",
            )  # fmt: skip


def is_local(address: str) -> bool:
    """True for an address on a disk or file server; web and mail addresses are fine, whatever their path."""
    lowered = address.lower()
    if lowered.startswith(("http:", "https:", "mailto:", "tel:", "ftp:", "doi:", "urn:", "www.")):
        return False
    return bool(local_path(address))


def is_inside(address: str) -> bool:
    """True for a web address only people inside an organization reach."""
    return bool(_INSIDE_HOST.match(address))


def _piece_info(info: object) -> Finding:
    """Private data of a program: mostly a date, sometimes the whole drawing with all its layers."""
    private = [each.get("/Private") for each in nested(info)]
    large = any(is_dict(each) and len(keys(each)) > 3 for each in private)
    return Finding(
        "pdf-private-data",
        Severity.WARN if large else Severity.INFO,
        "whole file",
        ", ".join(key.lstrip("/") for key in keys(info))[:200],
        f"A program left private data in the file, which may hold an editable original. {REMOVE}",
    )


def _part_metadata(stream: object, place: str) -> Iterator[Finding]:
    """XMP of a single picture or page, as layout programs leave it."""
    if not isinstance(stream, pikepdf.Stream):
        return
    xmp = read_xmp(stream_bytes(stream, MOST_XMP))
    if xmp.places:
        yield Finding(
            "pdf-gps", Severity.BLOCK, place, ", ".join(value for _, value in xmp.places)[:200],
            f"A picture says where it was taken. {REMOVE}",
        )  # fmt: skip
    told = [f"{name}: {value}" for name, value in (*xmp.people, *xmp.camera, *xmp.times)] + xmp.paths
    if told or xmp.events:
        yield Finding(
            "pdf-part-metadata", Severity.WARN, place, "; ".join(told)[:200],
            f"A picture or part of the file says who made it, with what, or where it lay. {REMOVE}",
        )  # fmt: skip
