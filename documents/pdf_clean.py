"""A copy of a PDF without what hides in it, looking the same; refused where only the writer can help."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import ImageChops, ImageFilter

from documents.pdf_content import CannotEdit, Editor
from documents.pdf_hidden import HiddenText, Why
from documents.pdf_open import open_pdfium, open_pikepdf
from documents.pdf_scan import look, scan_pdf, scan_structure
from documents.pdf_strip import strip_annotations, strip_document, strip_page_comments
from documents.pdf_words import annotations, words_of
from documents.report import CleanResult, Finding, Remedy, Severity, Unreadable

MOST_COMPARED = 60  # pages drawn before and after
COMPARED_SIDE = 700  # pixels
DIFFERS = 48  # of 255, after a slight blur

NEVER_CLEANED = {"pdf-covered-text", "pdf-redaction-pending"}
REDRAWN = {"pdf-invisible-text", "pdf-outside-text", "pdf-hidden-layer", "pdf-page-unread"}

_REMOVED = {
    "pdf-comment": ("1 comment or mark", "{} comments and marks"),
    "pdf-attachment": ("1 attached file", "{} attached files"),
    "pdf-media": ("A film, sound or model", "{} films, sounds or models"),
    "pdf-script": ("A small program (JavaScript)", "{} small programs (JavaScript)"),
    "pdf-action": ("1 button or link that acts", "{} buttons or links that act"),
    "pdf-local-path": ("1 link to a computer's own files", "{} links to a computer's own files"),
    "pdf-inside-link": (
        "1 link to an organization's own network",
        "{} links to an organization's own network",
    ),
    "pdf-form-values": ("The form behind what is filled in", "The form behind what is filled in"),
    "pdf-xfa": ("The data of a second form", "The data of a second form"),
    "pdf-signature": ("The digital signature", "{} digital signatures"),
    "pdf-hidden-layer": ("1 layer that was switched off", "{} layers that were switched off"),
    "pdf-hidden-page": ("A page that was no longer shown", "{} pages that were no longer shown"),
    "pdf-web-capture": ("Addresses of captured web pages", "Addresses of captured web pages"),
    "pdf-private-data": ("Private data of programs", "Private data of programs"),
    "pdf-thumbnail": ("Small pictures of pages", "Small pictures of pages"),
    "pdf-geodata": ("The place of a map on earth", "The places of maps on earth"),
    "pdf-alt-path": ("A path in a picture's description", "Paths in descriptions of pictures"),
    "pdf-part-metadata": ("Properties of pictures", "Properties of pictures"),
    "pdf-gps": ("The place where a picture was taken", "The places where pictures were taken"),
    "pdf-author": ("The author's name", "The names of {} authors"),
    "pdf-title": ("The title property", "The title property"),
    "pdf-company": ("The name of a person or company", "{} names of persons or companies"),
    "pdf-sensitivity-label": ("A label of the organization", "Labels of the organization"),
    "pdf-properties": ("1 property", "{} properties"),
    "pdf-edit-history": ("The editing history", "The editing history"),
    "pdf-metadata-path": ("Names of the writer's files or folders", "Names of the writer's files or folders"),
    "pdf-metadata-unread": ("Damaged properties", "Damaged properties"),
    "pdf-earlier-saves": ("Earlier states of the file", "Earlier states of the file"),
    "pdf-invisible-text": ("Words nobody can see", "Words nobody can see"),
    "pdf-outside-text": ("Words outside the visible page", "Words outside the visible page"),
    "pdf-document-id": ("The identification number", "The identification number"),
    "pdf-program": ("The name of the program", "The name of the program"),
    "pdf-dates": ("Dates of making and saving", "Dates of making and saving"),
}
_PICTURES = ("Hidden data of a picture", "Hidden data of pictures")


def clean_pdf(path: Path, out: Path, keep: Collection[str] = ()) -> CleanResult:
    """Write a copy of the last state of `path` to `out`: pages, web links and bookmarks, nothing else.

    Words under a black box are never "cleaned": the copy is refused, because only the source document can be
    changed. Unseen words go where the page looks the same without them, and the copy is refused where it does
    not. `keep` is there for all kinds of files; a PDF has nothing to choose. Raises Unreadable.
    """
    before = look(path)
    refused = [each for each in before.findings if each.code in NEVER_CLEANED]
    if refused:
        return CleanResult(written=False, refused=tuple(refused))
    with open_pikepdf(path) as pdf:
        changes = _visible_changes(pdf, before.findings)
        strip_annotations(pdf)
        failed = _edit(pdf, [each for each in before.unseen if each.why is not Why.OCR])
        if failed:
            return CleanResult(written=False, refused=tuple(failed))
        strip_page_comments(pdf)
        strip_document(pdf)
        pdf.remove_unreferenced_resources()
        _save(pdf, out)
    # the pages themselves are looked at again only where something on them was touched
    redrawn = {finding.code for finding in before.findings} & REDRAWN
    try:
        left = [
            each for each in (scan_pdf if changes or redrawn else scan_structure)(out) if _still_there(each)
        ]
    except Unreadable:
        out.unlink()
        raise
    if left:
        out.unlink()
        return CleanResult(written=False, refused=tuple(left))
    return CleanResult(written=True, removed=tuple(_told(before.findings)), visible_changes=tuple(changes))


def _still_there(finding: Finding) -> bool:
    """What the copy may not hold: proof, by the same eyes, that cleaning worked."""
    gone = finding.remedy is Remedy.REMOVED and finding.severity is not Severity.INFO
    return gone or finding.code in NEVER_CLEANED or finding.code == "pdf-page-unread"


def _edit(pdf: pikepdf.Pdf, unseen: list[HiddenText]) -> list[Finding]:
    """Take unseen words and hidden layers out; what had to stay comes back as findings for the writer."""
    ways: dict[int, list[tuple[int, ...]]] = {}
    failed: list[Finding] = []
    for each in unseen:
        if each.whole:
            ways.setdefault(each.page, []).extend(each.ways)
        else:
            failed.append(_by_hand(each))
    editor = Editor(pdf)
    if failed or not (ways or editor.layers.off):
        _drop_layers(pdf)
        return failed
    earlier = _bytes(pdf)
    changed: list[int] = []
    for number, page in enumerate(pdf.pages, 1):
        try:
            drop = ways.get(number, ())
            if (drop or editor.layers.off) and editor.edit_page(page.obj, drop):
                changed.append(number)
        except CannotEdit:
            failed += [_by_hand(each) for each in unseen if each.page == number]
    _drop_layers(pdf, editor)
    if changed and "/StructTreeRoot" in pdf.Root:
        # the tags repeat words and descriptions of what was taken out
        del pdf.Root["/StructTreeRoot"]
    differing = _differing(earlier, _bytes(pdf), changed)
    return failed + [_changed_look(number, unseen) for number in differing]


def _drop_layers(pdf: pikepdf.Pdf, editor: Editor | None = None) -> None:
    """Without the list of layers every remaining one is simply shown, and their names are gone."""
    if editor is not None:
        for layer in editor.layers.all:
            if editor.layers.is_hidden(layer):
                layer.Name = pikepdf.String("")
    if "/OCProperties" in pdf.Root:
        del pdf.Root["/OCProperties"]


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=False, fix_metadata_version=False)
    return buffer.getvalue()


def _save(pdf: pikepdf.Pdf, out: Path) -> None:
    """The same bytes for the same input: an ID made from the content, no date, no name of a program."""
    half = out.with_name(out.name + ".half")
    try:
        _write(pdf, half)
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)


def _write(pdf: pikepdf.Pdf, half: Path) -> None:
    pdf.save(
        half,
        encryption=False,
        fix_metadata_version=False,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )


def _differing(earlier: bytes, later: bytes, numbers: list[int]) -> list[int]:
    """Pages whose drawings differ by more than noise."""
    first, second = open_pdfium(earlier), open_pdfium(later)
    try:
        return [number for number in numbers[:MOST_COMPARED] if _differs(first, second, number - 1)]
    finally:
        first.close()
        second.close()


def _differs(first: pypdfium2.PdfDocument, second: pypdfium2.PdfDocument, index: int) -> bool:
    pictures = []
    for pdf in (first, second):
        page = pdf[index]
        scale = COMPARED_SIDE / max(*page.get_size(), 1)
        pictures.append(page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB"))
        page.close()
    if pictures[0].size != pictures[1].size:
        return True
    difference = ImageChops.difference(*pictures).convert("L").filter(ImageFilter.BoxBlur(1))
    return difference.getextrema()[1] > DIFFERS


def _by_hand(each: HiddenText) -> Finding:
    return Finding(
        "pdf-invisible-text",
        Severity.BLOCK,
        f"page {each.page}",
        each.words[:200],
        "Unseen words are mixed with visible ones and cannot be taken out without changing the page. "
        "Take them out of the source document and export it again.",
        Remedy.BY_HAND,
    )


def _changed_look(number: int, unseen: list[HiddenText]) -> Finding:
    words = next((each.words for each in unseen if each.page == number), "")
    return Finding(
        "pdf-look-changes",
        Severity.BLOCK,
        f"page {number}",
        words[:200],
        "This page would look different without its hidden parts. Take them out of the source document "
        "and export it again.",
        Remedy.BY_HAND,
    )


def _visible_changes(pdf: pikepdf.Pdf, before: list[Finding]) -> list[str]:
    """What a reader would miss in the copy."""
    drawn = fillable = 0
    for page in pdf.pages:
        for note in annotations(page.obj):
            kind = words_of(note.get("/Subtype"))
            if (
                kind not in {"/Link", "/Widget", "/Popup", "/Text", "/FileAttachment"}
                and note.get("/AP") is not None
            ):
                drawn += 1
            fillable += kind == "/Widget"
    codes = {finding.code for finding in before}
    changes = []
    if drawn:
        marks = "1 mark" if drawn == 1 else f"{drawn} marks"
        changes.append(f"{marks} or comments drawn over the pages are gone.")
    if fillable:
        changes.append("Form fields are plain print and can no longer be filled in.")
    if "pdf-signature" in codes:
        changes.append("The copy carries no digital signature.")
    return changes


def _told(before: list[Finding]) -> list[str]:
    """One short line for each kind of thing left out."""
    counts = Counter(finding.code for finding in before if finding.remedy is Remedy.REMOVED)
    lines: dict[str, None] = {}
    for code, count in counts.items():
        one, many = _PICTURES if code.startswith("image-") else _REMOVED[code]
        lines[one if count == 1 else many.format(count)] = None
    return list(lines)
