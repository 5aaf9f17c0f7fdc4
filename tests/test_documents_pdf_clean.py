import io
import re
from itertools import cycle

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageChops, ImageFilter

from documents.pages import find_soffice, office_to_pdf
from documents.pdf import clean_pdf, scan_pdf, text_pdf
from documents.report import Severity
from tests.pdf_seeds import (
    BASES,
    COVERED,
    SEEDS,
    annotate,
    form_field,
    hidden_layer,
    in_form,
    info,
    link,
    outside_crop,
    paint,
    planted,
    typst_page,
    with_look,
    words,
    written_page,
)  # fmt: skip
from tests.test_documents_pdf import saved_again, scanned

NAMES = re.compile(rb"(?i)canary|\x00c\x00a\x00n\x00a\x00r\x00y")


def everything(data: bytes) -> bytes:
    """Raw bytes, every object as text and every stream unpacked."""
    parts = [data]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.stream_dict.unparse(resolved=True))
                parts.append(thing.read_raw_bytes())
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:
                    continue
            elif isinstance(thing, pikepdf.Object):
                parts.append(thing.unparse(resolved=True))
        parts.append(pdf.trailer.unparse(resolved=True))
    text = b"\n".join(parts)
    return text + b"".join(
        bytes.fromhex(found.decode()) for found in re.findall(rb"<((?:[0-9a-f]{2})+)>", text)
    )


def look(data: bytes, annotations: bool = False):
    with pypdfium2.PdfDocument(data) as pdf:
        if annotations:
            pdf.init_forms()
        page = pdf[0]
        return (
            page.render(scale=2, draw_annots=annotations, may_draw_forms=annotations).to_pil().convert("RGB")
        )


def same(first, second) -> bool:
    if first.size != second.size:
        return False
    # PDFium smooths the letters of form fields in colour and those of pages in grey
    difference = ImageChops.difference(first.convert("L"), second.convert("L")).filter(ImageFilter.BoxBlur(2))
    return difference.getextrema()[1] <= 16


def cleaned(tmp_path, data: bytes):
    (tmp_path / "a.pdf").write_bytes(data)
    result = clean_pdf(tmp_path / "a.pdf", tmp_path / "b.pdf")
    return result, (tmp_path / "b.pdf").read_bytes() if result.written else b""


@pytest.mark.parametrize(
    ("seed", "base"), list(zip(SEEDS, cycle(BASES), strict=False)), ids=lambda each: each[0]
)
def test_no_planted_word_survives_and_the_page_looks_the_same(tmp_path, seed, base):
    data = planted(BASES[base](), seed[2])
    assert seed[0] == "image-gps" or NAMES.search(everything(data))
    result, copy = cleaned(tmp_path, data)
    assert (result.written, result.refused) == (True, ())
    assert NAMES.search(everything(copy)) is None
    assert [f for f in scan_pdf(tmp_path / "b.pdf") if f.severity is not Severity.INFO] == []
    is_form = seed[0] in {"pdf-form-values", "pdf-signature", "pdf-xfa"}
    assert same(look(data, annotations=is_form), look(copy))
    assert len(result.removed) >= 1


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("seed", COVERED)
def test_words_under_a_bar_are_refused_with_what_to_do(tmp_path, seed, base):
    result, _ = cleaned(tmp_path, planted(BASES[base](), seed[1]))
    assert (result.written, result.removed) == (False, ())
    assert not (tmp_path / "b.pdf").exists()
    assert seed[0] in {finding.code for finding in result.refused}
    assert all("export it again" in finding.message for finding in result.refused)


@pytest.mark.parametrize("base", BASES)
def test_a_page_that_hides_nothing_stays_as_it_is(tmp_path, base):
    result, copy = cleaned(tmp_path, BASES[base]())
    assert result.visible_changes == ()
    assert same(look(BASES[base]()), look(copy))
    assert text_pdf(tmp_path / "a.pdf").pages == text_pdf(tmp_path / "b.pdf").pages
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert sorted(pdf.trailer.keys()) == ["/ID", "/Root", "/Size"] or "/XRef" in str(
            pdf.trailer.get("/Type")
        )
        assert "/Info" not in pdf.trailer


def test_the_original_is_not_touched(tmp_path):
    data = planted(typst_page(), info("/Author", "CANARY"))
    cleaned(tmp_path, data)
    assert (tmp_path / "a.pdf").read_bytes() == data


def test_the_same_file_gives_the_same_copy(tmp_path):
    data = planted(typst_page(), info("/Author", "CANARY"))
    assert cleaned(tmp_path, data)[1] == cleaned(tmp_path, data)[1]


def test_two_files_that_differ_in_their_past_only_give_the_same_copy(tmp_path):
    first = planted(written_page(), info("/Author", "One"))
    second = planted(written_page(), info("/Author", "Another"))
    assert cleaned(tmp_path, first)[1] == cleaned(tmp_path, second)[1]


def test_web_links_and_bookmarks_stay(tmp_path):
    def plant(pdf, page):
        link({"/S": Name.URI, "/URI": String("https://example.org/a")})(pdf, page)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Methods", 0))
            outline.root.append(
                pikepdf.OutlineItem("Local", action=Dictionary(S=Name.URI, URI=String("file:///C:/CANARY")))
            )

    _, copy = cleaned(tmp_path, planted(written_page(), plant))
    assert NAMES.search(everything(copy)) is None
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        (note,) = pdf.pages[0].Annots
        assert (note.Subtype, str(note.A.URI)) == (Name.Link, "https://example.org/a")
    assert text_pdf(tmp_path / "b.pdf").headings == ("Methods", "Local")


def test_earlier_saves_are_gone(tmp_path):
    data = saved_again(written_page(), b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>")
    data = saved_again(
        data.replace(b"Helvetica", b"CANARYFnt"), b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
    )
    assert b"CANARYFnt" in data
    result, copy = cleaned(tmp_path, data)
    assert result.removed == ("Earlier states of the file",)
    assert NAMES.search(everything(copy)) is None


def test_what_is_filled_in_stays_to_be_read(tmp_path):
    result, copy = cleaned(tmp_path, planted(written_page(), form_field(FT=Name.Tx, V=String("CANARY"))))
    assert "shown" in text_pdf(tmp_path / "b.pdf").pages[0]
    assert result.visible_changes == ("Form fields are plain print and can no longer be filled in.",)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0].obj


def test_marks_that_are_seen_are_named_as_a_change(tmp_path):
    def plant(pdf, page):
        annotate(
            Subtype=Name.FreeText, Contents=String("CANARY"), AP=with_look(pdf, b"1 0 0 rg 0 0 50 5 re f")
        )(pdf, page)

    result, copy = cleaned(tmp_path, planted(written_page(), plant))
    assert result.visible_changes == ("1 mark or comments drawn over the pages are gone.",)
    assert same(look(written_page()), look(copy))


def test_tags_that_point_at_a_comment_do_not_keep_it(tmp_path):
    def plant(pdf, page):
        annotate(Subtype=Name.Text, Contents=String("CANARY"))(pdf, page)
        element = Dictionary(
            Type=Name.StructElem, S=Name.Annot, K=Dictionary(Type=Name.OBJR, Obj=page.Annots[-1])
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))

    _, copy = cleaned(tmp_path, planted(written_page(), plant))
    assert NAMES.search(everything(copy)) is None


def test_remarks_between_drawing_commands_go(tmp_path):
    data = planted(written_page(), paint(b"% CANARY remark\n" + words(b"50% of (all) patients")))
    _, copy = cleaned(tmp_path, data)
    assert NAMES.search(everything(copy)) is None
    assert "50% of (all) patients" in text_pdf(tmp_path / "b.pdf").pages[0]
    assert same(look(data), look(copy))


def test_drawing_that_nothing_shows_goes(tmp_path):
    def plant(pdf, page):
        in_form(words(b"CANARY"))(pdf, page)
        page.Contents = pdf.make_stream(b"0 g 10 10 50 50 re f")

    _, copy = cleaned(tmp_path, planted(written_page(), plant))
    assert NAMES.search(everything(copy)) is None


def test_a_picture_shared_by_two_pages_is_cut_for_each(tmp_path):
    """A drawing of two pages side by side, shown half on each: what is outside on one is seen on the other."""

    def plant(pdf, page):
        in_form(words(b"LEFT", x=20) + words(b"RIGHT", x=420))(pdf, page)
        other = pikepdf.Page(pdf.make_indirect(Dictionary({key: page[key] for key in sorted(page.keys())})))
        other.obj.MediaBox = Array([400, 0, 800, 300])
        pdf.pages.append(other)

    _, copy = cleaned(tmp_path, planted(written_page(), plant))
    pages = text_pdf(tmp_path / "b.pdf").pages
    assert ["LEFT" in page for page in pages] == [True, False]
    assert ["RIGHT" in page for page in pages] == [False, True]
    assert copy


def test_unseen_words_that_carry_seen_ones_along_are_refused(tmp_path):
    """The second word starts where the first, white one ends: without it the page would look different."""
    mixed = paint(b"BT /Plain 10 Tf 60 20 Td 1 g (CANARY white words) Tj 0 g (black words) Tj ET")
    result, _ = cleaned(tmp_path, planted(written_page(), mixed))
    assert [(f.code, f.place) for f in result.refused] == [("pdf-look-changes", "page 1")]
    assert result.written is False


def test_every_kind_of_text_command_is_taken_out(tmp_path):
    commands = (
        b"BT /Plain 10 Tf 12 TL 60 60 Td 1 g (CANARY a) Tj [(CANARY) -20 (b)] TJ (CANARY c) ' 1 2 (CANARY d) \" "
        b"0 g (seen) ' ET"
    )
    data = planted(written_page(), paint(commands))
    result, copy = cleaned(tmp_path, data)
    assert result.written
    assert NAMES.search(everything(copy)) is None
    assert same(look(data), look(copy))


def test_a_layer_that_sets_colours_for_later_painting(tmp_path):
    def plant(pdf, page):
        hidden_layer(pdf, page)
        pikepdf.Page(page).contents_add(b"\n200 20 40 20 re f")  # red, as set inside the hidden layer

    data = planted(written_page(), plant)
    _, copy = cleaned(tmp_path, data)
    assert NAMES.search(everything(copy)) is None
    assert same(look(data), look(copy))
    assert look(copy).getpixel((440, 540)) == (255, 0, 0)


def test_a_scan_keeps_its_search_words(tmp_path):
    result, copy = cleaned(tmp_path, scanned())
    assert result.refused == ()
    assert same(look(scanned()), look(copy))


def test_a_locked_file_comes_out_open(tmp_path):
    lock = pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(extract=False))
    _, copy = cleaned(tmp_path, planted(written_page(), info("/Author", "CANARY"), encryption=lock))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert pdf.is_encrypted is False


def test_words_in_the_slug_are_gone_but_the_page_box_is_kept(tmp_path):
    _, copy = cleaned(tmp_path, planted(written_page(), outside_crop))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert [float(each) for each in pdf.pages[0].CropBox] == [0, 0, 400, 300]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_pages_made_by_libreoffice(tmp_path):
    import docx

    document = docx.Document()
    document.core_properties.author = "CANARY Patel"
    document.add_heading("Asthma in primary care", 0)
    table = document.add_table(2, 2, style="Medium Shading 1 Accent 1")
    table.cell(0, 0).text, table.cell(1, 1).text = "White on blue", "Low dose"
    document.save(tmp_path / "h.docx")
    made = office_to_pdf(tmp_path / "h.docx", tmp_path / "out", soffice=find_soffice())
    assert [f.code for f in scan_pdf(made) if f.severity is not Severity.INFO] == ["pdf-author"]
    for code, _, plant in SEEDS:
        data = planted(made.read_bytes(), plant)
        (tmp_path / "a.pdf").write_bytes(data)
        assert code in {f.code for f in scan_pdf(tmp_path / "a.pdf")}
        _, copy = cleaned(tmp_path, data)
        assert NAMES.search(everything(copy)) is None
