import time
from pathlib import Path

import docx
import pikepdf
import pptx
import pypdfium2
import pytest
import typst
from PIL import Image, ImageDraw

from documents import pages
from documents.pages import draw, draw_first, find_soffice, office_to_pdf, offices_to_pdf
from documents.pdf import check_pdf, text_pdf
from documents.report import Kind, Unreadable

office = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")


def typst_pdf(path: Path, source: str) -> Path:
    path.write_bytes(typst.compile(source.encode()))
    return path


def empty_pdf(path: Path, *sizes: tuple[float, float], **save) -> Path:
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
        pdf.save(path, **save)
    return path


def test_a_pdf_is_drawn_at_three_widths(tmp_path):
    path = typst_pdf(tmp_path / "a.pdf", "#set page(width: 300pt, height: 400pt)\nOne#pagebreak()Two")
    drawn = draw(path, tmp_path / "out", kind=Kind.PDF)
    assert (drawn.total, drawn.how, len(drawn.drawn)) == (2, "pdf", 2)
    second = drawn.drawn[1]
    assert second.files == {320: "p002-320.webp", 640: "p002-640.webp", 1200: "p002-1200.webp"}
    assert (second.number, second.width, second.height) == (2, 1200, 1600)
    for width, name in second.files.items():
        with Image.open(tmp_path / "out" / name, formats=("WEBP",)) as picture:
            assert picture.size == (width, -(-width * 4 // 3))
            assert picture.convert("L").getextrema()[0] < 100


def test_the_first_page_comes_alone_and_small(tmp_path):
    path = typst_pdf(tmp_path / "a.pdf", "One#pagebreak()Two")
    drawn = draw_first(path, tmp_path / "out", kind=Kind.PDF)
    assert drawn.total == 2
    assert [sorted(page.files) for page in drawn.drawn] == [[320, 640]]


def test_no_more_than_the_limit_is_drawn(tmp_path):
    path = empty_pdf(tmp_path / "a.pdf", *[(100, 100)] * 5)
    drawn = draw(path, tmp_path / "out", kind=Kind.PDF, widths=(320,), limit=3)
    assert (drawn.total, len(drawn.drawn), len(list((tmp_path / "out").iterdir()))) == (5, 3, 3)


@pytest.mark.parametrize(
    ("size", "largest"),
    [
        ((100, 14_000), (15, 2000)),  # a strip: the height decides
        ((14_000, 100), (1200, 9)),
        ((14_400, 14_400), (1200, 1200)),  # the largest page PDF knows
        ((3, 3), (1200, 1200)),
    ],
)
def test_no_page_makes_a_huge_bitmap(tmp_path, size, largest):
    path = empty_pdf(tmp_path / "a.pdf", size)
    page = draw(path, tmp_path / "out", kind=Kind.PDF).drawn[0]
    assert (page.width, page.height) == largest


def test_names_are_the_real_widths(tmp_path):
    Image.new("RGB", (500, 100), "navy").save(tmp_path / "a.png")
    page = draw(tmp_path / "a.png", tmp_path / "out", kind=Kind.PNG).drawn[0]
    assert page.files == {320: "p001-320.webp", 500: "p001-500.webp"}
    assert (page.width, page.height) == (500, 100)


def test_a_photo_is_turned_upright(tmp_path):
    picture = Image.new("RGB", (60, 40), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 29, 19), fill="red")  # red is top left
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(tmp_path / "a.jpg", exif=exif, quality=95)
    page = draw(tmp_path / "a.jpg", tmp_path / "out", kind=Kind.JPEG).drawn[0]
    with Image.open(tmp_path / "out" / page.files[40]) as drawn:
        red, _, blue = drawn.convert("RGB").getpixel((30, 10))  # now top right
        white = drawn.convert("RGB").getpixel((10, 50))
    assert drawn.size == (40, 60)
    assert red > 180 > 80 > blue
    assert min(white) > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_drawn(tmp_path, mode):
    source = Image.new("L", (64, 64), 0)
    ImageDraw.Draw(source).rectangle((32, 0, 63, 63), fill=255)
    if mode == "I;16":
        row = (0).to_bytes(2, "little") * 32 + (60_000).to_bytes(2, "little") * 32
        picture = Image.frombytes("I;16", (64, 64), row * 64)
    else:
        picture = source.convert(mode)
    picture.save(tmp_path / "a.png")
    draw(tmp_path / "a.png", tmp_path / "out", kind=Kind.PNG)
    with Image.open(tmp_path / "out" / "p001-64.webp") as drawn:
        left, right = drawn.convert("L").getpixel((8, 32)), drawn.convert("L").getpixel((56, 32))
    assert left < 30
    assert right > 210


def test_see_through_parts_become_white_paper(tmp_path):
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(tmp_path / "a.png")
    draw(tmp_path / "a.png", tmp_path / "out", kind=Kind.PNG)
    with Image.open(tmp_path / "out" / "p001-50.webp") as drawn:
        assert drawn.convert("RGB").getextrema() == ((255, 255),) * 3


def test_pictures_have_no_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "CANARYMAKE"
    Image.new("RGB", (50, 50)).save(tmp_path / "a.jpg", exif=exif, comment=b"CANARYCOMMENT")
    assert b"CANARY" in (tmp_path / "a.jpg").read_bytes()
    draw(tmp_path / "a.jpg", tmp_path / "out", kind=Kind.JPEG)
    assert b"CANARY" not in (tmp_path / "out" / "p001-50.webp").read_bytes()


def test_form_values_are_drawn(tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        look = pdf.make_stream(
            b"0 0 0 rg 0 0 100 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
        )
        look.BBox = [0, 0, 100, 50]
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="a", V="b",
                Rect=[50, 50, 150, 100], F=4, AP=pikepdf.Dictionary(N=look),
            )
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        pdf.save(tmp_path / "a.pdf")
    draw(tmp_path / "a.pdf", tmp_path / "out", kind=Kind.PDF, widths=(200,))
    with Image.open(tmp_path / "out" / "p001-200.webp") as drawn:
        assert drawn.convert("L").getpixel((100, 125)) < 60


def test_poppler_draws_what_pdfium_cannot(tmp_path, monkeypatch):
    path = typst_pdf(tmp_path / "a.pdf", "#set page(width: 300pt, height: 400pt)\nOne")
    if pages.shutil.which("pdftoppm") is None:
        pytest.skip("Poppler is not installed")

    def broken(*_, **__):
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", broken)
    drawn = draw(path, tmp_path / "out", kind=Kind.PDF)
    assert sorted(drawn.drawn[0].files) == [320, 640, 1200]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(drawn.drawn[0].files.values())


def test_damaged_pictures_are_refused_with_a_sentence(tmp_path):
    Image.effect_noise((64, 64), 50).save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:300])
    with pytest.raises(Unreadable, match="damaged") as caught:
        draw(tmp_path / "a.jpg", tmp_path / "out", kind=Kind.JPEG)
    assert caught.value.code == "image-damaged"


def test_an_office_file_has_no_pages_of_its_own(tmp_path):
    with pytest.raises(Unreadable) as caught:
        draw(tmp_path / "a.docx", tmp_path / "out", kind=Kind.DOCX)
    assert caught.value.code == "no-pages"


# --- can it be read -----------------------------------------------------------------------------------------


def test_a_password_is_named_as_the_reason(tmp_path):
    path = empty_pdf(tmp_path / "a.pdf", (9, 9), encryption=pikepdf.Encryption(owner="o", user="u", R=6))
    with pytest.raises(Unreadable, match="password") as caught:
        check_pdf(path)
    assert caught.value.code == "pdf-locked"


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_rights_of_the_owner_do_not_lock_the_reader_out(tmp_path, revision):
    rights = pikepdf.Permissions(extract=False, print_highres=False)
    lock = pikepdf.Encryption(
        owner="o", user="", R=revision, allow=rights, aes=revision > 3, metadata=revision > 3
    )
    check_pdf(empty_pdf(tmp_path / "a.pdf", (9, 9), encryption=lock))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"hello", b"%PDF-1.4\n" + bytes(5000)]
)
def test_what_is_no_pdf_is_called_damaged(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        check_pdf(tmp_path / "a.pdf")
    assert caught.value.code == "pdf-damaged"


def test_a_pdf_without_pages_is_called_empty(tmp_path):
    with pytest.raises(Unreadable) as caught:
        check_pdf(empty_pdf(tmp_path / "a.pdf"))
    assert caught.value.code == "pdf-empty"


def test_a_cut_off_file_is_read_as_far_as_it_goes(tmp_path):
    whole = typst_pdf(tmp_path / "a.pdf", "Still here").read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: whole.rindex(b"startxref")])
    check_pdf(tmp_path / "b.pdf")
    assert text_pdf(tmp_path / "b.pdf").pages == ("Still here",)


def test_thousands_of_pages_are_refused_quickly(tmp_path):
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    kids = b" ".join(b"3 0 R" for _ in range(100_000))
    (tmp_path / "a.pdf").write_bytes(
        head
        + b"2 0 obj<</Type/Pages/Count 100000/Kids[" + kids + b"]>>endobj\n"
        + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>"
    )  # fmt: skip
    began = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        check_pdf(tmp_path / "a.pdf")
    assert caught.value.code == "pdf-too-long"
    assert time.monotonic() - began < 5


# --- words --------------------------------------------------------------------------------------------------


def test_text_comes_page_by_page(tmp_path):
    path = typst_pdf(tmp_path / "a.pdf", "= Heart failure\nOne two.\n#pagebreak()\nThree four.")
    text = text_pdf(path)
    assert text.pages == ("Heart failure\nOne two.", "Three four.")
    assert (text.words, text.title, text.headings) == (6, "Heart failure", ("Heart failure",))


def test_the_stated_title_wins_unless_it_is_a_file_name(tmp_path):
    source = '#set document(title: "{}")\n#text(20pt)[Large words]\n\nSmall words'
    stated = typst_pdf(tmp_path / "a.pdf", source.format("Stroke care for nurses"))
    named = typst_pdf(tmp_path / "b.pdf", source.format("Microsoft Word - acme_v3.docx"))
    assert text_pdf(stated).title == "Stroke care for nurses"
    assert text_pdf(named).title == "Large words"


def test_a_page_without_words_is_an_empty_string(tmp_path):
    assert text_pdf(empty_pdf(tmp_path / "a.pdf", (9, 9), (9, 9))).pages == ("", "")


# --- office -------------------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.slow
@office
def test_office_files_become_pdfs_in_one_run(tmp_path):
    word, slides, broken = tmp_path / "h.docx", tmp_path / "h.pptx", tmp_path / "x.docx"
    document = docx.Document()
    document.add_paragraph("Asthma in primary care")
    document.save(word)
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Deck"
    deck.save(slides)
    broken.write_bytes(b"PK\x03\x04 nothing")
    made = offices_to_pdf([word, slides, broken], tmp_path / "out", soffice=find_soffice())
    assert made == {word: tmp_path / "out/h-docx.pdf", slides: tmp_path / "out/h-pptx.pdf", broken: None}
    assert text_pdf(made[word]).pages == ("Asthma in primary care",)
    assert text_pdf(made[slides]).pages[0].startswith("Deck")


def test_an_office_run_that_hangs_is_ended_with_all_its_children(tmp_path):
    hang = tmp_path / "soffice"
    hang.write_text(f"#!/bin/sh\nsleep 987 &\necho $! > {tmp_path}/pid\nsleep 987\n")
    hang.chmod(0o700)
    (tmp_path / "a.docx").write_bytes(b"PK")
    began = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        office_to_pdf(tmp_path / "a.docx", tmp_path / "out", soffice=str(hang), seconds=0.7)
    assert caught.value.code == "office-not-converted"
    assert time.monotonic() - began < 5
    state = Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_office_gets_no_secrets_and_no_way_out(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    spy = tmp_path / "soffice"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/env\nulimit -a > {tmp_path}/limits\n")
    spy.chmod(0o700)
    (tmp_path / "a.docx").write_bytes(b"PK")
    made = offices_to_pdf([tmp_path / "a.docx"], tmp_path / "out", soffice=str(spy))
    assert made == {tmp_path / "a.docx": None}
    seen = (tmp_path / "env").read_text()
    assert "https_proxy=http://127.0.0.1:9\n" in seen
    assert "canary" not in seen
    assert "61" in (tmp_path / "limits").read_text()
