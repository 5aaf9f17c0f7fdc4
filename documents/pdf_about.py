"""What a PDF says about itself: the information dictionary and the XMP packet, told once where both agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from documents.pdf_words import keys, part, stream_bytes, words_of
from documents.report import Finding, Severity
from documents.xmp import Xmp, local_path, read_xmp

REMOVE = "A clean copy leaves it out."
MOST_XMP = 2_000_000
MOST_CUSTOM = 30

# What programs fill in when nobody did.
NOBODY = {
    "", "anonymous", "(anonymous)", "unknown", "unspecified", "(unspecified)", "none", "n/a", "author", "user", "admin",
    "administrator", "owner", "root", "default", "python-docx", "your name", "windows user", "microsoft office user",
    "pc", "test", "untitled",
}  # fmt: skip
PROGRAM = {"/Creator", "/Producer"}
DATES = {"/CreationDate", "/ModDate"}
COMPANY = {
    "/Company",
    "/Manager",
    "/LastSavedBy",
    "/LastModifiedBy",
    "/SourceFileName",
    "/Client",
    "/Department",
}
# Entries of programs and publishers that name nobody.
TECHNICAL = re.compile(
    r"(?i)^/(trapped|ptex\.|gts_|icnapp|aapl:|epsprocessor|sourcemodified$|doi$|crossmark|robots$|wps-|rgid$|isb[nm]|"
    r"elsevier|javax?|pdfversion|sdid$|applicationname|appversion|fontversion|pages$|pagecount|xpress|pxc|"
    r"creationdate--text|moddate--text|articledoi|journaldoi|pdfa|iso_pdfe|docversion|build|version$|format$|changes$)"
)
_FILE_TITLE = re.compile(
    r"(?i)^(microsoft (word|powerpoint|excel) - )|\.(docx?|pptx?|xlsx?|indd|qxd|odt|odp|rtf|pub)$"
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def scan_about(pdf: pikepdf.Pdf, opening_words: str) -> list[Finding]:
    """Findings from both places. `opening_words` is the text of the first pages: a title that stands there for
    all to see hides nothing."""
    info = part(pdf.trailer, "/Info")
    stream = part(pdf.Root, "/Metadata")
    xmp = read_xmp(stream_bytes(stream, MOST_XMP)) if isinstance(stream, pikepdf.Stream) else Xmp()
    said = {key: words_of(part(info, key)) for key in keys(info)}
    seen = set(_WORD.findall(opening_words.lower()))
    found = [
        *_authors(said, xmp),
        *_titles(said, xmp, seen),
        *_properties(said, xmp),
        *_past(xmp),
        *_program(said, xmp),
    ]
    return list(dict.fromkeys(found))


def _whole(code: str, severity: Severity, words: str, sentence: str) -> Finding:
    return Finding(code, severity, "whole file", words[:200], f"{sentence} {REMOVE}")


def _authors(said: dict[str, str], xmp: Xmp) -> Iterator[Finding]:
    names = [said.get("/Author", "")]
    names += [
        value for name, value in xmp.people if name in {"creator", "Author", "contributor", "LastModifiedBy"}
    ]
    for name in dict.fromkeys(names):
        if name.lower() in NOBODY:
            continue
        yield _whole("pdf-author", Severity.WARN, name, "The file names its author.")


def _titles(said: dict[str, str], xmp: Xmp, seen: set[str]) -> Iterator[Finding]:
    titles = [said.get("/Title", ""), *(value for name, value in xmp.about if name == "title")]
    for title in dict.fromkeys(titles):
        if title.lower() in NOBODY:
            continue
        if local_path(title) or _FILE_TITLE.search(title):
            yield _whole(
                "pdf-title", Severity.WARN, title, "The title property holds the name of the original file."
            )
        elif _shows(title, seen):
            yield _whole(
                "pdf-title", Severity.INFO, title, "The title property repeats words of the document."
            )
        else:
            yield _whole(
                "pdf-title", Severity.WARN, title, "The title property says something the pages do not."
            )


def _shows(title: str, seen: set[str]) -> bool:
    """True when at least half of a title's longer words stand on the first pages, or it has none."""
    words = set(_WORD.findall(title.lower()))
    return len(words & seen) * 2 >= len(words)


def _properties(said: dict[str, str], xmp: Xmp) -> Iterator[Finding]:
    known = {"/Author", "/Title", *PROGRAM, *DATES}
    labels = [
        (key.lstrip("/"), value)
        for key, value in said.items()
        if key not in known and not TECHNICAL.match(key)
    ]
    labels += [pair for pair in xmp.custom if not TECHNICAL.match("/" + pair[0])]
    labels += [
        pair for pair in xmp.people if pair[0] not in {"creator", "Author", "contributor", "LastModifiedBy"}
    ]
    labels += [pair for pair in xmp.about if pair[0] != "title"]
    told: set[str] = set()
    for name, value in labels[:MOST_CUSTOM]:
        if value.lower() in NOBODY or value.lower() in told:
            continue
        told.add(value.lower())
        if f"/{name}" in COMPANY:
            yield _whole(
                "pdf-company", Severity.WARN, value, f"The property “{name}” names a person or company."
            )
        elif name.startswith("MSIP_"):
            yield _whole(
                "pdf-sensitivity-label",
                Severity.WARN,
                f"{name}: {value}",
                "A label of the organization is in it.",
            )
        else:
            yield _whole(
                "pdf-properties", Severity.WARN, f"{name}: {value}", "The file has a property no page shows."
            )


def _past(xmp: Xmp) -> Iterator[Finding]:
    if xmp.events:
        steps = "1 editing step" if xmp.events == 1 else f"{xmp.events} editing steps"
        yield _whole(
            "pdf-edit-history",
            Severity.WARN,
            "",
            f"The file keeps a list of {steps}, with dates and programs.",
        )
    if xmp.paths:
        passage = "; ".join(dict.fromkeys(xmp.paths))
        yield _whole(
            "pdf-metadata-path", Severity.WARN, passage, "The properties name files or folders of the writer."
        )
    if xmp.places:
        passage = ", ".join(value for _, value in xmp.places)
        yield _whole("pdf-gps", Severity.BLOCK, passage, "The properties say where a picture was taken.")
    if xmp.camera or xmp.times:
        passage = "; ".join(f"{name}: {value}" for name, value in (*xmp.camera, *xmp.times))
        yield _whole(
            "pdf-part-metadata",
            Severity.WARN,
            passage,
            "The properties name a camera or when a picture was taken.",
        )
    if not xmp.readable:
        yield _whole(
            "pdf-metadata-unread",
            Severity.WARN,
            "",
            "The properties (XMP) are damaged and could not be read.",
        )
    if xmp.ids:
        yield _whole(
            "pdf-document-id",
            Severity.INFO,
            xmp.ids[0][1],
            "The file carries an identification number of its own.",
        )


def _program(said: dict[str, str], xmp: Xmp) -> Iterator[Finding]:
    programs = [said.get("/Creator", ""), said.get("/Producer", ""), *(value for _, value in xmp.tools)]
    programs = [each for each in dict.fromkeys(programs) if each]
    with_path = [each for each in programs if local_path(each)]
    if with_path:
        yield _whole(
            "pdf-metadata-path",
            Severity.WARN,
            with_path[0],
            "The properties name files or folders of the writer.",
        )
    elif programs:
        yield _whole(
            "pdf-program", Severity.INFO, "; ".join(programs), "The file names the program that made it."
        )
    dates = [said[key] for key in sorted(DATES) if said.get(key)]
    if dates:
        yield _whole(
            "pdf-dates", Severity.INFO, "; ".join(dates), "The file says when it was made and saved."
        )
