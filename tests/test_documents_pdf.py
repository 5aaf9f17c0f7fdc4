import io
import time

import pikepdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont

from documents.pdf import check_pdf, clean_pdf, scan_pdf, text_pdf
from documents.report import Finding, Remedy, Severity, Unreadable
from tests.pdf_seeds import (
    BASES,
    COVERED,
    SEEDS,
    annotate,
    in_form,
    info,
    layer,
    link,
    paint,
    photo,
    planted,
    raw_pdf,
    words,
    written_page,
)

ALWAYS = {"pdf-program", "pdf-dates", "pdf-document-id"}


def found(tmp_path, data: bytes) -> list[Finding]:
    (tmp_path / "a.pdf").write_bytes(data)
    return [finding for finding in scan_pdf(tmp_path / "a.pdf") if finding.code not in ALWAYS]


def told(tmp_path, data: bytes) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in found(tmp_path, data)]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed[0])
def test_every_hidden_thing_is_found_with_its_place(tmp_path, seed, base):
    code, place, plant = seed
    assert (code, place) in told(tmp_path, planted(BASES[base](), plant))


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("seed", COVERED)
def test_words_under_a_bar_are_found_and_told(tmp_path, seed, base):
    code, plant = seed
    (finding,) = [f for f in found(tmp_path, planted(BASES[base](), plant)) if f.code == code]
    assert (finding.severity, finding.place, finding.remedy) == (Severity.BLOCK, "page 1", Remedy.BY_HAND)
    assert "CANARY" in finding.words


@pytest.mark.parametrize("base", BASES)
def test_the_pages_themselves_hide_nothing(tmp_path, base):
    assert found(tmp_path, BASES[base]()) == []


def test_severities_are_those_of_the_rules(tmp_path):
    severities = {}
    for code, _, plant in SEEDS:
        severities |= {
            f.code: f.severity for f in found(tmp_path, planted(written_page(), plant)) if f.code == code
        }
    blocking = {code for code, severity in severities.items() if severity is Severity.BLOCK}
    informing = {code for code, severity in severities.items() if severity is Severity.INFO}
    assert blocking == {
        "pdf-comment", "pdf-attachment", "pdf-media", "pdf-script", "pdf-action", "pdf-local-path", "pdf-gps", "image-gps",
    }  # fmt: skip
    assert informing == {"pdf-signature", "pdf-thumbnail"}


def test_a_comment_is_told_with_its_author_and_words(tmp_path):
    note = annotate(Subtype=Name.Text, Contents=String("Ask Acme first"), T=String("J. Patel"))
    (finding,) = found(tmp_path, planted(written_page(), note))
    assert finding.words == "Ask Acme first"
    assert finding.message.startswith("A sticky note by J. Patel.")


def test_the_author_stands_alone_so_that_it_can_be_compared(tmp_path):
    (finding,) = found(tmp_path, planted(written_page(), info("/Author", "Jane Patel")))
    assert (finding.code, finding.words) == ("pdf-author", "Jane Patel")


# --- traps --------------------------------------------------------------------------------------------------

SEE_THROUGH = b"/Half gs 1 1 0 rg 55 16 90 14 re f"


def see_through(blend: pikepdf.Object, alpha: float):
    def plant(pdf, page):
        paint(words(b"Highlighted words") + SEE_THROUGH)(pdf, page)
        page.Resources.ExtGState = Dictionary(Half=Dictionary(BM=blend, ca=alpha))

    return plant


def scanned(**options) -> bytes:
    """A page that is a picture, with its words stored unseen over it."""
    picture = Image.new("L", (800, 600), 255)
    ImageDraw.Draw(picture).text((80, 80), "Asthma in primary care", 0, ImageFont.load_default(40))
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=144, producer="", creator="")
    layer_of_words = b"BT 3 Tr /Plain 20 Tf 40 240 Td (Asthma in primary care) Tj ET"
    return planted(buffer.getvalue(), paint(layer_of_words), **options)


def visible_layer(pdf, page):
    paint(b"/OC /L BDC " + words(b"on a visible layer") + b"EMC")(pdf, page)
    page.Resources.Properties = Dictionary(L=layer(pdf, off=False))


TRAPS = {
    "table cells": planted(written_page(), paint(b"0.8 g 50 10 200 30 re f 0 g " + words(b"In a shaded cell"))),
    "dark bar": planted(written_page(), paint(b"0 0 0.4 rg 50 10 200 30 re f 1 g " + words(b"White on dark"))),
    "see-through": planted(written_page(), see_through(Name.Normal, 0.5)),
    "multiplied": planted(written_page(), see_through(Name.Multiply, 1)),
    "underline": planted(written_page(), paint(words(b"Underlined words") + b"60 18 80 1 re f")),
    "struck out": planted(written_page(), paint(words(b"Struck out words") + b"60 23 80 1.5 re f")),
    "painted twice": planted(written_page(), paint(words(b"Again") + b"1 g 50 15 80 20 re f 0 g " + words(b"Again"))),
    "frame": planted(written_page(), paint(words(b"In a frame") + b"5 w 40 10 150 40 re S")),
    "ring": planted(written_page(), paint(words(b"In a ring") + b"30 5 200 50 re 50 15 120 30 re f*")),
    "touching": planted(written_page(), paint(words(b"Just above") + b"0 g 55 2 90 17 re f")),
    "stencil": planted(written_page(), paint(b"BT /Plain 20 Tf 7 Tr 60 20 Td (Stencil) Tj ET 1 0 0 rg 50 10 150 40 re f")),
    "web links": planted(written_page(), link({"/S": Name.URI, "/URI": String("https://example.org/C:/home/x")})),
    "linearized": planted(written_page(), paint(words(b"For the web")), linearize=True),
    "packed": planted(written_page(), paint(words(b"x")), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "visible layer": planted(written_page(), visible_layer),
    "plain photo": planted(written_page(), photo()),
    "blanks": planted(written_page(), paint(b"1 g " + words(b"   .") + b"3 Tr " + words(b"  "))),
    "no author": planted(written_page(), info("/Author", "(anonymous)")),
    "locked for printing": planted(written_page(), info("/Trapped", "False"), encryption=pikepdf.Encryption(owner="o")),
    "latex": typst.compile(b"#set page(width: 300pt, height: 200pt)\n#set document(date: none)\n$ sum_(i=0)^n x_i^2 $"),
    "rotated": planted(written_page(), lambda pdf, page: setattr(page, "Rotate", 90)),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_ordinary_pages_raise_no_alarm(tmp_path, trap):
    assert [f for f in found(tmp_path, TRAPS[trap]) if f.severity is not Severity.INFO] == []


def test_words_behind_a_scan_inform_and_stay(tmp_path):
    (finding,) = found(tmp_path, scanned())
    assert (finding.code, finding.severity, finding.remedy) == ("pdf-ocr-text", Severity.INFO, Remedy.KEPT)
    clean_pdf(tmp_path / "a.pdf", tmp_path / "b.pdf")
    assert text_pdf(tmp_path / "b.pdf").pages == ("Asthma in primary care",)


def test_the_same_words_without_a_scan_warn(tmp_path):
    (finding,) = found(
        tmp_path, planted(written_page(), paint(b"BT 3 Tr /Plain 9 Tf 60 20 Td (Unprinted) Tj ET"))
    )
    assert (finding.code, finding.severity, finding.words) == (
        "pdf-invisible-text",
        Severity.WARN,
        "Unprinted",
    )


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("base", BASES)
def test_turned_and_shifted_pages_are_read_in_the_right_place(tmp_path, base, turned):
    def plant(pdf, page):
        paint(
            b"0 g 40 10 200 30 re f 1 g "
            + words(b"Seen")
            + b"0 g "
            + words(b"CANARY", x=120)
            + b"115 15 60 20 re f"
        )(pdf, page)
        page.Rotate = turned
        page.MediaBox = Array([-30, -50, 370, 290])
        page.CropBox = Array([10, -20, 360, 250])

    assert [
        (f.code, f.words) for f in found(tmp_path, planted(BASES[base](), plant)) if "text" in f.code
    ] == [("pdf-covered-text", "CANARY")]


def test_words_partly_under_a_bar_are_told_as_whole_words(tmp_path):
    covered = paint(words(b"Patient Jane Patel left") + b"0 g 97 16 45 14 re f")
    (finding,) = found(tmp_path, planted(written_page(), covered))
    assert finding.words == "Jane Patel"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Acme MedEd - CONFIDENTIAL", "CONFIDENTIAL"),
        ("DRAFT 3, for internal use only", "DRAFT"),
        ("Do not distribute", "Do not distribute"),
    ],
)
def test_secrecy_in_a_header_or_footer_is_told_once(tmp_path, line, mark):
    source = f"#set page(width: 300pt, height: 400pt, header: [{line}])\n#set document(date: none)\nOne#pagebreak()Two"
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode()))
    (finding,) = [f for f in scan_pdf(tmp_path / "a.pdf") if f.code == "pdf-secrecy-mark"]
    assert (finding.place, finding.words, finding.words[finding.start : finding.end]) == (
        "page 1",
        line,
        mark,
    )
    assert "It stands on 2 pages." in finding.message


def test_secrecy_as_a_subject_of_the_text_is_fine(tmp_path):
    source = "#set page(width: 300pt, height: 400pt, header: [Confidentiality in practice])\n#v(60pt)\nKeep drafts confidential."
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode()))
    assert [f for f in scan_pdf(tmp_path / "a.pdf") if f.code == "pdf-secrecy-mark"] == []


def test_a_watermark_of_secrecy_is_told(tmp_path):
    turned = b"BT /Plain 50 Tf 0.7 0.7 -0.7 0.7 120 60 Tm 0.8 g (DRAFT) Tj ET"
    assert told(tmp_path, planted(written_page(), paint(turned))) == [("pdf-secrecy-mark", "page 1")]


# --- earlier saves ------------------------------------------------------------------------------------------


def saved_again(data: bytes, body: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>") -> bytes:
    """An update appended the way editors do, replacing object 5."""
    previous = data.rindex(b"startxref") + 10
    previous = int(data[previous : data.index(b"\n", previous)])
    place = len(data)
    data += b"5 0 obj\n" + body + b"\nendobj\n"
    table = len(data)
    data += b"xref\n5 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % (place, previous)
    return data + b"startxref\n%d\n%%%%EOF\n" % table


@pytest.mark.parametrize("times", [1, 2, 5])
def test_earlier_saves_are_counted_calmly(tmp_path, times):
    data = written_page()
    for _ in range(times):
        data = saved_again(data)
    (finding,) = found(tmp_path, data)
    assert (finding.code, finding.severity) == ("pdf-earlier-saves", Severity.WARN)
    assert ("an earlier state" if times == 1 else f"{times} earlier states") in finding.message


def test_a_save_after_a_linearized_file_counts_once(tmp_path):
    data = planted(written_page(), paint(words(b"x")), linearize=True)
    table = data.rindex(b"startxref")
    again = data + b"\nxref\n0 0\ntrailer\n<</Size 9/Root 9 0 R/Prev 1>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(data) + 1
    )
    from documents.pdf_revisions import earlier_saves

    assert earlier_saves(data) == []
    assert [end > table for end in earlier_saves(again)] == [True]


def test_an_attached_pdf_is_not_an_earlier_save(tmp_path):
    inner = written_page()

    def plant(pdf, page):
        pdf.Root.Data = pdf.make_stream(inner)

    data = planted(written_page(), plant, compress_streams=False)
    assert data.count(b"%%EOF") == 2
    assert found(tmp_path, data) == []


# --- limits -------------------------------------------------------------------------------------------------


def refused_or_done(path, act, seconds: float = 10) -> str:
    began = time.monotonic()
    try:
        act(path)
        outcome = "done"
    except Unreadable as error:
        outcome = error.code
    assert time.monotonic() - began < seconds
    return outcome


def test_a_form_that_contains_itself_ends(tmp_path):
    def plant(pdf, page):
        in_form(b"/Inner Do " + words(b"x"))(pdf, page)
        form = page.Resources.XObject.Inner
        form.Resources.XObject = Dictionary(Inner=form)
        hidden = layer(pdf, off=True)
        page.Resources.Properties = Dictionary(L=hidden)

    path = tmp_path / "a.pdf"
    path.write_bytes(planted(written_page(), plant))
    for act in (check_pdf, text_pdf, scan_pdf, lambda p: clean_pdf(p, tmp_path / "b.pdf")):
        assert refused_or_done(path, act) == "done"


def test_page_trees_that_bite_their_tail_end(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            b"<</Type/Pages/Kids[2 0 R 4 0 R]/Count 3/Parent 4 0 R>>",
        )
    )
    for act in (check_pdf, text_pdf, scan_pdf, lambda p: clean_pdf(p, tmp_path / "b.pdf")):
        assert refused_or_done(path, act) in {"done", "pdf-damaged"}


def test_fields_and_bookmarks_that_bite_their_tail_end(tmp_path):
    def plant(pdf, page):
        field = pdf.make_indirect(Dictionary(T=String("a"), FT=Name.Tx, V=String("b")))
        field.Kids = Array([field])
        field.Parent = field
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        mark = pdf.make_indirect(Dictionary(Title=String("c")))
        mark.First = mark.Next = mark
        pdf.Root.Outlines = Dictionary(First=mark, Last=mark, Count=1)

    path = tmp_path / "a.pdf"
    path.write_bytes(planted(written_page(), plant))
    for act in (text_pdf, scan_pdf, lambda p: clean_pdf(p, tmp_path / "b.pdf")):
        assert refused_or_done(path, act) == "done"


def test_deep_nesting_ends(tmp_path):
    deep = b"[" * 5_000 + b"]" * 5_000
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R/Deep %s>>" % deep,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        )
    )
    for act in (check_pdf, scan_pdf, lambda p: clean_pdf(p, tmp_path / "b.pdf")):
        assert refused_or_done(path, act) in {"done", "pdf-damaged"}


def test_a_bomb_in_the_properties_is_not_unpacked(tmp_path):
    def plant(pdf, page):
        pdf.Root.Metadata = pdf.make_stream(b"<a>" + bytes(20_000_000))

    path = tmp_path / "a.pdf"
    path.write_bytes(planted(written_page(), plant))
    assert path.stat().st_size < 200_000
    assert refused_or_done(path, scan_pdf) == "done"


def test_too_many_pages_are_refused_by_every_door(tmp_path):
    kids = b" ".join(b"3 0 R" for _ in range(100_000))
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 100000/Kids[" + kids + b"]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        )
    )
    for act in (check_pdf, text_pdf, scan_pdf, lambda p: clean_pdf(p, tmp_path / "b.pdf")):
        assert refused_or_done(path, act) == "pdf-too-long"


def test_hundreds_of_comments_become_a_short_list(tmp_path):
    def plant(pdf, page):
        for number in range(300):
            annotate(Subtype=Name.Text, Contents=String(f"comment {number}"))(pdf, page)

    findings = found(tmp_path, planted(written_page(), plant))
    assert len(findings) == 61
    assert findings[-1].message.startswith("240 more comments")


@given(
    where=st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), max_size=20),
    cut=st.integers(0, 600),
    seed=st.integers(0, len(SEEDS) - 1),
    base=st.sampled_from(sorted(BASES)),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_never_raises_anything_else(where, cut, seed, base, tmp_path):
    data = bytearray(planted(BASES[base](), SEEDS[seed][2], compress_streams=False))
    for place, value in where:
        data[place % len(data)] = value
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: len(data) - cut])
    for act in (check_pdf, text_pdf, scan_pdf, lambda p: clean_pdf(p, tmp_path / "b.pdf")):
        refused_or_done(path, act)


def test_a_title_of_half_characters_is_no_title(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.docinfo["/Title"] = String(b"\xfe\xff\xd8\x00\x00A")
    path = tmp_path / "half.pdf"
    pdf.save(path)
    assert text_pdf(path).title == ""
