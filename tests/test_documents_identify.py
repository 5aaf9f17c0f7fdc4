"""A file is what its name **and** its content say; every refusal has its own code."""

import contextlib
import io
import struct
import zipfile
import zlib

import docx
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from documents import package as packages
from documents.identify import decode_text, extension, identify
from documents.package import Package, parse_xml
from documents.report import Kind, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def picture(kind, size=(3, 2)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return buffer.getvalue()


def repacked(data, change=None, add=None, drop=()):
    """The same archive with changed, added or dropped members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in drop:
                content = old.read(info)
                new.writestr(info.filename, (change or {}).get(info.filename, lambda b: b)(content))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


DOCX = saved(docx.Document())
PPTX = saved(pptx.Presentation())


def typed(data, old, new):
    return repacked(data, {"[Content_Types].xml": lambda b: b.replace(old.encode(), new.encode())})


WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDE_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


@pytest.fixture
def put(tmp_path):
    def _put(data):
        path = tmp_path / "upload"
        path.write_bytes(data)
        return path

    return _put


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (DOCX, "Needs assessment.docx", Kind.DOCX),
        (DOCX, "A.DOCX", Kind.DOCX),
        (typed(DOCX, WORD_MAIN, WORD_MAIN.replace("document.main", "template.main")), "a.dotx", Kind.DOCX),
        (PPTX, "deck.pptx", Kind.PPTX),
        (
            typed(PPTX, SLIDE_MAIN, SLIDE_MAIN.replace("presentation.main", "slideshow.main")),
            "a.ppsx",
            Kind.PPTX,
        ),
        (
            typed(PPTX, SLIDE_MAIN, SLIDE_MAIN.replace("presentation.main", "template.main")),
            "a.potx",
            Kind.PPTX,
        ),
        (picture("PNG"), "a.png", Kind.PNG),
        (picture("JPEG"), "a.jpeg", Kind.JPEG),
        (picture("WEBP"), "a.webp", Kind.WEBP),
        (b"Plain words\n", "a.txt", Kind.TEXT),
        (b"# Title\n", "a.md", Kind.MARKDOWN),
        (b"<b>bold</b> is allowed in Markdown", "a.md", Kind.MARKDOWN),
        ("na\u00efve \u65e5".encode(), "a.txt", Kind.TEXT),
        ("\ufeffwith a mark".encode(), "a.txt", Kind.TEXT),
        ("sixteen \u65e5".encode("utf-16"), "a.txt", Kind.TEXT),
        ("caf\u00e9".encode("cp1252"), "a.txt", Kind.TEXT),
    ],
)
def test_accepts(put, data, name, kind):
    assert identify(put(data), name) is kind


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b"\x00" * 500, "a.pdf", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (DOCX, "a", "no-extension"),
        (DOCX, "a.xyz", "wrong-type"),
        (DOCX, "a.pptx", "mismatch"),
        (DOCX, "a.pdf", "mismatch"),
        (DOCX, "a.txt", "mismatch"),
        (picture("PNG"), "a.jpg", "mismatch"),
        (b"MZ" + b"x" * 100, "a.png", "program"),
        (b"just words", "a.docx", "mismatch"),
        (b"<!DOCTYPE html><p>", "a.docx", "web-page"),
        (b"<html>", "a.txt", "web-page"),
        (b"{\\rtf1}", "a.docx", "rich-text"),
        (b"<svg/>", "a.png", "svg"),
        (b"x", "a.svg", "svg"),
        (b"x", "a.html", "web-page"),
        (b"x", "a.js", "program"),
        (b"x", "a.heic", "phone-photo"),
        (b"\x00\x00\x00\x18ftypheic" + b"x" * 40, "a.jpg", "phone-photo"),
        (b"x", "a.gdoc", "shortcut"),
        (b"x", "a.key", "apple"),
        (b"x", "a.odt", "open-document"),
        (b"x", "a.xlsx", "spreadsheet"),
        (b"x", "a.zip", "archive"),
        (b"GIF89a....", "a.png", "picture-type"),
        (b"x", "a.mp4", "sound-or-video"),
        (DOCX, "a.docm", "macros"),
        (repacked(DOCX, add={"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
        (
            typed(DOCX, WORD_MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"),
            "a.docx",
            "macros",
        ),
        (OLE + b"x" * 600, "a.doc", "old-office"),
        (OLE + b"x" * 600, "a.docx", "old-office"),
        (OLE + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (DOCX[: len(DOCX) // 2], "a.docx", "damaged"),
        (b"junk" + DOCX, "a.docx", "mismatch"),
        (repacked(DOCX, drop={"_rels/.rels"}), "a.docx", "damaged"),
        (repacked(DOCX, drop={"word/document.xml"}), "a.docx", "damaged"),
        (repacked(DOCX, drop={"[Content_Types].xml"}), "a.docx", "damaged"),
        (repacked(DOCX, {"word/document.xml": lambda b: b[:200]}), "a.docx", "damaged"),
        (picture("PNG", (200, 200))[:60], "a.png", "damaged"),
        (picture("PNG", (12_001, 1)), "a.png", "too-many-pixels"),
        (b"\x00\x01binary", "a.txt", "not-text"),
        (b"\x81\x8d nothing", "a.txt", "not-text"),
        (b"words" * (3 * 2**20), "a.txt", "too-large"),
    ],
)
def test_refuses_each_with_its_own_code(put, data, name, code):
    with pytest.raises(Unreadable) as caught:
        identify(put(data), name)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")


def test_a_text_may_begin_like_an_archive(put):
    assert identify(put(b"PK/PD of apixaban: what the audits show."), "pk.txt") is Kind.TEXT


def test_pixels_are_counted_before_they_are_unpacked(put):
    data = bytearray(picture("PNG"))
    struct.pack_into(">II", data, 16, 11_000, 11_000)
    struct.pack_into(">I", data, 29, zlib.crc32(data[12:29]))
    with pytest.raises(Unreadable) as caught:
        identify(put(bytes(data)), "a.png")
    assert caught.value.code == "too-many-pixels"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        ("a", ""),
        ("a.pdf.", "pdf"),
        ("..\\x\\b.docx ", "docx"),
        ("a\u202efdp.exe", "exe"),
    ],
)
def test_the_ending_of_a_name(name, ending):
    assert extension(name) == ending


def test_text_in_four_encodings():
    words = "Café 10 µg"
    encoded = [words.encode(), words.encode("utf-8-sig"), words.encode("utf-16"), words.encode("cp1252")]
    assert [decode_text(data) for data in encoded] == [words] * 4


def archive(members, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members:
            new.writestr(name, content)
    return out.getvalue()


def link():
    info = zipfile.ZipInfo("word/link")
    info.external_attr = 0o120777 << 16
    return info


def locked():
    data = bytearray(archive([("word/document.xml", b"<a/>")]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def overlapping():
    """Two entries of the directory point at one member."""
    data = archive([("word/a.xml", b"<a/>"), ("word/b.xml", b"<b/>")])
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    changed = bytearray(data)
    struct.pack_into("<I", changed, second + 42, 0)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive([(f"word/{n}.xml", b"") for n in range(packages.MAX_ENTRIES + 1)]), "too-many-parts"),
        (archive([("word/a.bin", b"\x00" * (packages.MAX_TOTAL + 1))]), "unpacks-too-large"),
        (archive([("word/a.bin", b"\x00" * 4 * 2**20)]), "bomb"),
        (archive([("word/A.xml", b"a"), ("word/a.xml", b"b")]), "duplicate-parts"),
        (archive([("../a.xml", b"a")]), "odd-part-names"),
        (archive([("/etc/a.xml", b"a")]), "odd-part-names"),
        (archive([("C:/a.xml", b"a")]), "odd-part-names"),
        (archive([("word\\a.xml", b"a")]), "odd-part-names"),
        (archive([(link(), b"/etc/passwd")]), "links-inside"),
        (locked(), "password"),
        (overlapping(), "overlapping-parts"),
        (b"MZ" + archive([("word/a.xml", b"a")]), "damaged"),
        (archive([]), "damaged"),
    ],
)
def test_archives_no_office_program_makes(put, data, code):
    with pytest.raises(Unreadable) as caught:
        Package(put(data))
    assert caught.value.code == code


def test_a_member_larger_than_it_says_is_damage(put):
    data = bytearray(archive([("word/a.xml", b"a" * 5000)]))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 10)
    with Package(put(bytes(data))) as package, pytest.raises(Unreadable) as caught:
        package.read("word/a.xml")
    assert caught.value.code == "damaged"


def test_parts_are_found_whatever_their_case(put):
    with Package(put(DOCX)) as package:
        assert package.main == "word/document.xml"
        assert package.find("/WORD/Document.XML") == "word/document.xml"
        assert package.content_type("word/document.xml") == WORD_MAIN
        assert [r.type for r in package.relations(package.main)][:2] != []


EXTERNAL = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY x "ha">'
    + b"".join(b'<!ENTITY x%d "%s">' % (n, b"&x%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><a>&x11;</a>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (EXTERNAL, "doctype"),
        (LAUGHS, "doctype"),
        (('<?xml version="1.0" encoding="UTF-16"?>' + EXTERNAL.decode()).encode("utf-16"), "doctype"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-+ACE-DOCTYPE a+AD4-<a/>', "damaged"),
        (b"<a>" * 5000 + b"</a>" * 5000, "damaged"),
        (b"<a>&nbsp;</a>", "damaged"),
        (b"", "damaged"),
        (b"<a", "damaged"),
    ],
)
def test_xml_with_instructions_is_refused(data, code):
    with pytest.raises(Unreadable) as caught:
        parse_xml(data)
    assert caught.value.code == code


def test_the_strict_dialect_reads_as_the_usual_one():
    root = parse_xml(b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>')
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(DOCX) - 1), junk=st.binary(min_size=1, max_size=40), cut=st.booleans())
def test_any_mutation_is_accepted_or_refused(put, place, junk, cut):
    data = DOCX[:place] + junk + (b"" if cut else DOCX[place + len(junk) :])
    path = put(data)
    with contextlib.suppress(Unreadable):
        assert identify(path, "a.docx") is Kind.DOCX
