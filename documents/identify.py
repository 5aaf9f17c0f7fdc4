"""Say what a file is, by its name and by its content, or why it is not accepted.

Type = extension on the list **and** content of that type **and**, for Office files, the content type of
the main part. Every refusal has its own code and one sentence that says what to do.
"""

from __future__ import annotations

import struct
import unicodedata
import warnings
from pathlib import Path
from typing import NoReturn

from documents.package import DAMAGED, Package
from documents.report import Kind, Unreadable

ACCEPTED = "DOCX, PPTX, PDF, PNG, JPG, WebP, TXT and MD"
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000
MAX_TEXT = 10 * 2**20

EXTENSIONS = {
    "docx": Kind.DOCX,
    "dotx": Kind.DOCX,
    "pptx": Kind.PPTX,
    "ppsx": Kind.PPTX,
    "potx": Kind.PPTX,
    "pdf": Kind.PDF,
    "png": Kind.PNG,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "jfif": Kind.JPEG,
    "webp": Kind.WEBP,
    "txt": Kind.TEXT,
    "md": Kind.MARKDOWN,
    "markdown": Kind.MARKDOWN,
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
MAIN_TYPES = {
    _WORD + "document.main+xml": Kind.DOCX,
    _WORD + "template.main+xml": Kind.DOCX,
    _SLIDES + "presentation.main+xml": Kind.PPTX,
    _SLIDES + "slideshow.main+xml": Kind.PPTX,
    _SLIDES + "template.main+xml": Kind.PPTX,
}
CLEAN_TYPES = {Kind.DOCX: _WORD + "document.main+xml", Kind.PPTX: _SLIDES + "presentation.main+xml"}

MACROS = "Files with macros are not accepted. In Office, choose Save As and the type without macros (DOCX or PPTX)."
OLD_OFFICE = "This is an old Office format. Open it and choose Save As, then DOCX, PPTX or PDF."
SHORTCUT = "This is only a shortcut to a file online. Open it there and download it as DOCX, PPTX or PDF."
APPLE = "Apple's own formats are not accepted. In Pages or Keynote, choose File, Export To, then Word, PowerPoint or PDF."
SPREADSHEET = "Spreadsheets are not accepted. Print the part you want to show to a PDF and upload that."
VECTOR = "SVG drawings are not accepted, because they can hold programs. Export it as PNG or PDF."
WEB_PAGE = (
    "Web pages are not accepted, because they can hold programs. Print the page to a PDF and upload that."
)
PHONE_PHOTO = "HEIC and AVIF photos are not accepted. Export the photo as JPG and upload that."
OPEN_DOCUMENT = "OpenDocument files are not accepted. Choose Save As, then DOCX, PPTX or PDF."
PROGRAM = "Programs and scripts are not accepted."
ARCHIVE = "Archives are not accepted. Unpack it and upload the files one by one."
PICTURE = "This kind of picture is not accepted. Export it as PNG or JPG and upload that."
SOUND = "Sound and video files are not accepted here. Put them where you host them and add a link."
RICH_TEXT = "RTF files are not accepted. Choose Save As, then DOCX or PDF."

REFUSED = {
    **dict.fromkeys(("docm", "dotm", "pptm", "potm", "ppsm", "ppam", "sldm"), ("macros", MACROS)),
    **dict.fromkeys(("doc", "dot", "ppt", "pot", "pps", "wps", "wpd", "pub"), ("old-office", OLD_OFFICE)),
    **dict.fromkeys(("gdoc", "gslides", "gsheet", "gdraw", "url", "webloc", "lnk"), ("shortcut", SHORTCUT)),
    **dict.fromkeys(("pages", "key", "keynote", "numbers"), ("apple", APPLE)),
    **dict.fromkeys(("xls", "xlsx", "xlsm", "xlsb", "xltx", "csv", "tsv", "ods"), ("spreadsheet", SPREADSHEET)),
    **dict.fromkeys(("svg", "svgz"), ("svg", VECTOR)),
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "mht", "mhtml", "xml", "shtml"), ("web-page", WEB_PAGE)),
    **dict.fromkeys(("heic", "heif", "avif"), ("phone-photo", PHONE_PHOTO)),
    **dict.fromkeys(("odt", "odp", "odg", "ott", "otp", "fodt", "fodp"), ("open-document", OPEN_DOCUMENT)),
    **dict.fromkeys(("exe", "js", "mjs", "bat", "cmd", "com", "ps1", "sh", "py", "php", "jar", "vbs", "msi", "scr", "hta"), ("program", PROGRAM)),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"), ("archive", ARCHIVE)),
    **dict.fromkeys(("gif", "bmp", "tif", "tiff", "psd", "ai", "eps", "ico", "emf", "wmf", "raw", "dcm"), ("picture-type", PICTURE)),
    **dict.fromkeys(("mp3", "mp4", "m4a", "wav", "mov", "avi", "mkv", "webm", "m4v"), ("sound-or-video", SOUND)),
    "rtf": ("rich-text", RICH_TEXT),
}  # fmt: skip

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a text may begin with "PK/PD"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PILLOW = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP"}
_WORDS = {
    Kind.DOCX: "a Word document",
    Kind.PPTX: "a PowerPoint presentation",
    Kind.PDF: "a PDF",
    Kind.PNG: "a PNG picture",
    Kind.JPEG: "a JPG picture",
    Kind.WEBP: "a WebP picture",
    Kind.TEXT: "plain text",
    Kind.MARKDOWN: "plain text",
}


def identify(path: Path | str, name: str) -> Kind:
    """The kind of the file at `path` that the writer calls `name`.

    Raises `Unreadable` with a stable code: `empty`, `no-extension`, `wrong-type` and its named relatives
    (`macros`, `old-office`, `apple`, `shortcut`, `spreadsheet`, `svg`, `web-page`, `phone-photo`, …),
    `mismatch`, `password`, `damaged`, `too-large`, or an archive rule of `documents.package`.
    """
    path = Path(path)
    expected = _by_name(name)
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00"):
        _refuse(
            "empty", "This file is empty. Check that it finished saving or downloading, then upload it again."
        )
    actual = _by_content(path, head, expected)
    if actual is expected:
        return expected
    if actual.is_text and expected.is_text:
        return expected
    _mismatch(expected, actual)


def extension(name: str) -> str:
    """The last extension of a file name, in lower case, without marks a person cannot see."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c)[0] != "C")
    base = shown.replace("\\", "/").rpartition("/")[2].strip().rstrip(".")
    return base.rpartition(".")[2].lower().strip() if "." in base else ""


def decode_text(data: bytes) -> str:
    """Plain text from UTF-8, UTF-16 with its mark, or Windows Western. Raises `Unreadable`."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        elif data.startswith(b"\xef\xbb\xbf"):
            text = data.decode("utf-8-sig")
        else:
            text = _utf8_or_western(data)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "not-text", "This file is not plain text. Save it as UTF-8 text and upload it again."
        ) from error
    if any(c in text for c in "\x00\x01\x02\x03\x04\x05\x06\x0e\x0f\x7f") or "\ufffe" in text:
        _refuse("not-text", "This file is not plain text. Save it as UTF-8 text and upload it again.")
    return text


def _utf8_or_western(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _refuse(code: str, sentence: str) -> NoReturn:
    raise Unreadable(code, sentence)


def _mismatch(expected: Kind, actual: Kind) -> NoReturn:
    _refuse(
        "mismatch",
        f"The name says {_WORDS[expected]}, but inside it is {_WORDS[actual]}. "
        f"Rename it to end in .{actual.value}, or upload the file you meant.",
    )


def _by_name(name: str) -> Kind:
    ending = extension(name)
    if ending in EXTENSIONS:
        return EXTENSIONS[ending]
    if ending in REFUSED:
        _refuse(*REFUSED[ending])
    if not ending:
        _refuse("no-extension", f"The file's name has no ending that says what it is. Accepted: {ACCEPTED}.")
    _refuse(
        "wrong-type", f"This type of file is not accepted. Accepted: {ACCEPTED}. Save it as one of these."
    )


def _by_content(path: Path, head: bytes, expected: Kind) -> Kind:
    if head.startswith(_ZIP):
        return _office(path, expected)
    if head.startswith(_OLE):
        _ole(path)
    if b"%PDF-" in head[:1024] and (expected is Kind.PDF or head.startswith(b"%PDF-")):
        return _pdf(path)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _image(path, Kind.PNG)
    if head.startswith(b"\xff\xd8\xff"):
        return _image(path, Kind.JPEG)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _image(path, Kind.WEBP)
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif", b"avis"}:
        _refuse("phone-photo", PHONE_PHOTO)
    if head.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*")) and expected.is_image:
        _refuse("picture-type", PICTURE)
    if head.startswith((b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")) and not expected.is_text:
        _refuse("program", PROGRAM)
    if not expected.is_text:
        _no_such_content(head, expected)
    return _text(path, head, expected)


def _no_such_content(head: bytes, expected: Kind) -> NoReturn:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        _refuse("web-page", WEB_PAGE)
    if b"<svg" in start:
        _refuse("svg", VECTOR)
    if start.startswith(b"{\\rtf"):
        _refuse("rich-text", RICH_TEXT)
    _refuse(
        "mismatch",
        f"The name says {_WORDS[expected]}, but the content is something else or damaged. "
        "Open it in the program that made it, save it again and upload the new file.",
    )


def _text(path: Path, head: bytes, expected: Kind) -> Kind:
    if path.stat().st_size > MAX_TEXT:
        _refuse("too-large", f"Text files may have up to {MAX_TEXT // 2**20} MB. Split it into parts.")
    text = decode_text(path.read_bytes())
    start = text.lstrip()[:200].lower()
    if not text.strip():
        _refuse(
            "empty", "This file is empty. Check that it finished saving or downloading, then upload it again."
        )
    if expected is Kind.TEXT and start.startswith(("<!doctype html", "<html", "<?xml", "<svg", "<script")):
        _refuse("web-page", WEB_PAGE)
    return expected


def _pdf(path: Path) -> Kind:
    try:
        from documents.pdf import check_pdf
    except ImportError:
        return Kind.PDF
    check_pdf(path)
    return Kind.PDF


def _image(path: Path, kind: Kind) -> Kind:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=(_PILLOW[kind],)) as image:
                width, height = image.size
                _check_size(width, height)
                image.load()
    except Unreadable:
        raise
    except Image.DecompressionBombError:
        _too_many_pixels()
    except MemoryError:
        raise
    except Exception as error:  # Pillow raises many kinds for damaged data
        raise Unreadable(
            "damaged", "This picture is damaged. Open it, export it again and upload the new file."
        ) from error
    return kind


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        _too_many_pixels()


def _too_many_pixels() -> NoReturn:
    _refuse(
        "too-many-pixels",
        f"This picture is too large. It may have {MAX_PIXELS // 1_000_000} million pixels and {MAX_SIDE:,} on a side. "
        "Make it smaller and upload it again.",
    )


def _ole(path: Path) -> NoReturn:
    """The container of old Office files, which also wraps locked new ones."""
    with path.open("rb") as file:
        head = file.read(2**20)
        # The list of streams; header: sector size at 30, first sector of the list at 48.
        shift, first = struct.unpack_from("<H16xI", head, 30) if len(head) >= 512 else (0, 0)
        if shift in (9, 12):
            file.seek((first + 1) << shift)
            head += file.read(2**16)
    if "EncryptedPackage".encode("utf-16-le") in head or "EncryptionInfo".encode("utf-16-le") in head:
        _refuse(
            "password",
            "This file is locked with a password. Remove the password in Office and upload it again.",
        )
    _refuse("old-office", OLD_OFFICE)


def _office(path: Path, expected: Kind) -> Kind:
    with Package(path) as package:
        if not package.find("[Content_Types].xml"):
            _other_zip(package, expected)
        main_type = package.content_type(package.main)
        if "macroenabled" in main_type.lower() or has_macros(package):
            _refuse("macros", MACROS)
        if main_type in MAIN_TYPES:
            kind = MAIN_TYPES[main_type]
            package.xml(package.main)
            return kind
        if "spreadsheetml" in main_type or "ms-excel" in main_type:
            _refuse("spreadsheet", SPREADSHEET)
    _refuse(
        "wrong-type", f"This Office file is neither a Word document nor a presentation. Accepted: {ACCEPTED}."
    )


def has_macros(package: Package) -> bool:
    """True when a part holds macro code, by name or by content type."""
    return any(
        "vbaproject" in name.lower() or "vbaproject" in package.content_type(name).lower()
        for name in package.names
    )


def _other_zip(package: Package, expected: Kind) -> NoReturn:
    names = {name.lower() for name in package.names}
    if "mimetype" in names and package.read("mimetype").startswith(b"application/vnd.oasis"):
        _refuse("open-document", OPEN_DOCUMENT)
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        _refuse("apple", APPLE)
    if expected.is_office:
        _refuse("damaged", DAMAGED)
    _refuse("archive", ARCHIVE)
