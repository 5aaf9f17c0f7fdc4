"""The one door in for bytes and the one door out."""

from __future__ import annotations

import contextlib
import logging
import mimetypes
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from documents import limits, work
from documents.report import Kind, Unreadable
from portfolio import storage
from portfolio.models import SampleFile

log = logging.getLogger("portfolio.files")

CONTENT_TYPES = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.MARKDOWN: "text/plain; charset=utf-8",
}
ACCEPT = ".docx,.pptx,.pdf,.png,.jpg,.jpeg,.webp,.txt,.md"
NOT_STORED = "The site cannot store files just now. Nothing was kept; please try again in a few minutes."
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # controls, bidi marks, zero-width, surrogates


@dataclass(frozen=True)
class Accepted:
    """An upload that was recognised and is on the disk, under a name of ours."""

    name: str  # storage name among the originals
    original_name: str
    kind: Kind
    size: int
    sha256: str


def clean_name(name, fallback="file"):
    """A file name as data: last path part, NFC, no control or direction marks, at most 120 characters + extension."""
    name = unicodedata.normalize("NFC", str(name).replace("\\", "/")).rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in _INVISIBLE)
    name = " ".join(name.split()).strip(". ") or fallback
    path = PurePosixPath(name)
    return path.stem[:120].rstrip() + path.suffix[:12]


def title_from_name(name):
    """A first title for a sample, until its document has been read: 'refill-case_v3.docx' -> 'Refill case v3'."""
    stem = name.rsplit(".", 1)[0]
    spaced = " ".join(stem.replace("_", " ").replace("-", " ").split())
    title = spaced[:1].upper() + spaced[1:]
    return title[:120] if len(title) >= 3 else f"Sample {title}".strip()


def room_left(user):
    """Bytes the writer may still upload."""
    return max(0, settings.QUOTA_MB * 1024 * 1024 - SampleFile.objects.owned_by(user).bytes_used())


def check_room(owner, name, size):
    """ValidationError when `size` bytes more are above the quota. Asked before the reading and with the row."""
    left = room_left(owner)
    if size > left:
        raise ValidationError(
            f"{name} does not fit: you have {in_words(left)} of your {in_words(settings.QUOTA_MB << 20)} left. "
            "Delete a sample or an old version first.",
            code="quota",
        )


def accept_upload(upload: UploadedFile, *, owner) -> Accepted:
    """Take one upload in: forms, imports and attachments all come through here.

    The bytes were counted and hashed while they arrived (CountingUploadHandler). They are recognised by
    content in a limited child process, then kept under a random name. ValidationError with a sentence
    that says what is wrong and what to do; nothing is kept then.
    """
    name = clean_name(upload.name)
    if upload.size == 0:
        raise ValidationError(f"{name} is empty. Save it again and choose it once more.", code="empty")
    if upload.size > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise ValidationError(too_large_words(name), code="too-large")
    check_room(owner, name, upload.size)
    try:
        kind = limits.run(work.identify, upload.temporary_file_path(), name)
    except Unreadable as problem:
        raise ValidationError(problem.sentence, code=problem.code) from None
    try:
        stored = storage.originals().save(storage.random_name("samples", f".{kind.value}"), upload)
    except OSError:
        log.exception("an upload could not be kept")
        raise ValidationError(NOT_STORED, code="not-stored") from None
    return Accepted(stored, name, kind, upload.size, upload.sha256)


def too_large_words(name):
    return (
        f"{clean_name(name)} is larger than {settings.MAX_UPLOAD_MB} MB. Save it with smaller pictures "
        "(in PowerPoint: Compress Pictures), or export it as a PDF."
    )


def in_words(size):
    """Bytes for people: '180 KB', '2.4 MB'."""
    for unit, factor in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if size >= factor * 0.9995:  # never "1024 MB"
            number = size / factor
            return f"{number:.1f} {unit}".replace(".0 ", " ") if number < 10 else f"{number:.0f} {unit}"
    return f"{size} bytes"


@contextlib.contextmanager
def local_copy(files, name):
    """A path for code that needs one, also when the storage is not on this disk."""
    try:
        yield Path(files.path(name))
    except NotImplementedError:
        with (
            tempfile.NamedTemporaryFile(suffix=PurePosixPath(name).suffix) as copy,
            files.open(name) as source,
        ):
            for chunk in source.chunks():
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)


@contextlib.contextmanager
def scratch():
    """A private folder for one reading, gone afterwards whatever happens."""
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="reading-") as folder:
        yield Path(folder)


def download(request, files, name, *, as_name="", content_type="", etag="", inline=False):
    """Send stored bytes. They can never act as part of the site: sandboxed, typed by us, never sniffed.

    The caller has asked whether this visitor may have them; that comes before any answer, 304 included.
    """
    tag = f'"{etag}"' if etag else ""
    if tag and tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        response = HttpResponseNotModified()
    else:
        content_type = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        try:
            opened = files.open(name)
        except FileNotFoundError:
            return HttpResponse(status=404)
        response = FileResponse(
            opened,
            as_attachment=not inline,
            filename=as_name or PurePosixPath(name).name,
            content_type=content_type,
        )
    if tag:
        response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def picture(request, file: SampleFile, number: int, width: int):
    """One page picture of a clean copy, or None when there is none of that page.

    Pages ask for the usual widths; of a small picture the nearest width there is.
    """
    drawn = next((p for p in file.pictures if p["n"] == number), None)
    if drawn is None:
        return None
    width = min((w for w in drawn["widths"] if w >= width), default=max(drawn["widths"]))
    name = f"{file.folder}/p{number:03d}-{width}.webp"
    return download(
        request,
        storage.derived(),
        name,
        content_type="image/webp",
        etag=f"{file.clean_sha256[:16]}-{number}-{width}",
        inline=True,
    )


def clean_copy(request, file: SampleFile):
    """The clean copy as a download."""
    return download(
        request,
        storage.derived(),
        file.clean.name,
        as_name=file.clean_name,
        content_type=CONTENT_TYPES[file.kind_enum],
        etag=file.clean_sha256,
    )


def original(request, file: SampleFile):
    """The original, for its owner only."""
    return download(
        request,
        storage.originals(),
        file.original.name,
        as_name=file.original_name,
        content_type=CONTENT_TYPES[file.kind_enum],
        etag=file.sha256,
    )
