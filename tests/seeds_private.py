"""Seeds of words on the writer's private list, in every place where a reader or a search may meet them."""

import io

import pikepdf
import pptx
from pikepdf import Array, Dictionary, Name, String
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from documents.report import Kind
from tests import seeds_pdf, seeds_slides, seeds_word
from tests.seeds import NAMES, flat, office_seed, picture, saved, seed

DOCX, PPTX, PDF = Kind.DOCX, Kind.PPTX, Kind.PDF
TYPE = "Words on the private list"
LINK = "https://www.{}.com/plan"


def private(kind, place, producer, **more):
    return seed(kind, TYPE, "private-word", place, producer, private=True, stays=True, **more)


@private(DOCX, "under “Gaps”", "python-docx")
def private_paragraph(word):
    document = seeds_word.by_library()
    document.add_paragraph(f"Written for {word}'s team" if word else "Written for a team")
    return saved(document)


@private(DOCX, "header", "python-docx")
def private_header(word):
    document = seeds_word.by_library()
    document.sections[0].first_page_footer.paragraphs[0].text = "Page"
    document.sections[0].header.paragraphs[0].text = f"{(word or 'a client').upper()} deck"
    return saved(document)


@private(DOCX, "footnote", "raw XML")
def private_footnote(word):
    bundle = seeds_word.by_hand(
        '<w:p><w:r><w:t>Noted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    note = f'<w:footnotes {NAMES}><w:footnote w:id="2"><w:p><w:r><w:t>Paid by {word or "a client"}.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    bundle.put(seeds_word.MAIN, "word/footnotes.xml", note, "footnotes", seeds_word.WORD + "footnotes+xml")
    return bundle.bytes()


@private(DOCX, "", "raw XML")
def private_text_box(word):
    inner = f"<w:txbxContent>{seeds_word.p(word or 'In a box')}</w:txbxContent>"
    return seeds_word.by_hand(
        f'<w:p><w:r><w:pict><v:shape id="b1" style="width:90pt;height:30pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r></w:p>'
    ).bytes()


@private(DOCX, "", "raw XML")
def private_link(word):
    bundle = seeds_word.by_hand(
        '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>the plan</w:t></w:r></w:hyperlink></w:p>'
    )
    bundle.relate(seeds_word.MAIN, "hyperlink", LINK.format(word or "example"), "rIdLink", external=True)
    return bundle.bytes()


@private(DOCX, "", "raw XML")
def private_split_run(word):
    halves = (word[:4], word[4:]) if word else ("Split", "words")
    runs = "".join(
        f"<w:r><w:rPr>{bold}</w:rPr><w:t>{half}</w:t></w:r>"
        for half, bold in zip(halves, ("<w:b/>", ""), strict=True)
    )
    return seeds_word.by_hand(f"<w:p>{runs}</w:p>").bytes()


@private(DOCX, "properties", "raw XML")
def private_title_property(word):
    return seeds_word.by_hand(core=f"<dc:title>{word or 'Plan'} plan</dc:title>").bytes()


@office_seed(DOCX, TYPE, "private-word", "", "docx", private=True, stays=True)
def private_bookmark(word):
    return flat("text", f'<text:p><text:bookmark text:name="{word or "start"}"/>Words.</text:p>')


@private(PPTX, "slide 2", "python-pptx")
def private_table(word):
    deck = seeds_slides.by_library()
    deck.slides[1].shapes.add_table(1, 1, 0, 0, Inches(2), Inches(1)).table.cell(0, 0).text = word or "cell"
    return saved(deck)


@private(PPTX, "slide 2", "python-pptx")
def private_group(word):
    deck = seeds_slides.by_library()
    deck.slides[1].shapes.add_group_shape().shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = (
        word or "grouped"
    )
    return saved(deck)


@private(PPTX, "slide 3, notes", "python-pptx", keep=frozenset({"notes"}))
def private_notes(word):
    deck = seeds_slides.by_library()
    deck.slides[2].notes_slide.notes_text_frame.text = f"{word} wants this." if word else ""
    return saved(deck)


def _chart(word, part):
    deck = seeds_slides.by_library()
    data = CategoryChartData()
    data.categories = [word if word and part == "category" else "East", "West"]
    data.add_series(word if word and part == "series" else "Share", (1, 2))
    chart = (
        deck.slides[1]
        .shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(2), Inches(2), data)
        .chart
    )
    chart.has_title = True
    chart.chart_title.text_frame.text = word if word and part == "title" else "Shares"
    for relation in list(chart.part.rels.values()):  # the workbook is another matter
        chart.part.drop_rel(relation.rId)
    for reference in chart.part._element.xpath("c:externalData"):
        chart.part._element.remove(reference)
    return saved(deck)


@private(PPTX, "slide 2", "python-pptx")
def private_chart_title(word):
    return _chart(word, "title")


@private(PPTX, "slide 2", "python-pptx")
def private_chart_category(word):
    return _chart(word, "category")


@private(PPTX, "slide 2", "python-pptx")
def private_alt_text(word):
    deck = seeds_slides.by_library()
    deck.slides[1].shapes.add_picture(io.BytesIO(picture()), 0, 0)._element.nvPicPr.cNvPr.set(
        "descr", f"Logo of {word}" if word else "A square"
    )
    return saved(deck)


@private(PPTX, "", "python-pptx, XML edited")
def private_layout_in_use(word):
    deck = seeds_slides.by_library()
    from lxml import etree

    shape = seeds_slides.box(word or "Our brand").replace("<p:sp>", f"<p:sp {NAMES}>")
    deck.slide_layouts[1]._element.cSld.spTree.append(etree.fromstring(shape))
    return saved(deck)


@private(PPTX, "", "python-pptx")
def private_slide_link(word):
    deck = seeds_slides.by_library()
    deck.slides[2].placeholders[1].text_frame.paragraphs[0].runs[0].hyperlink.address = LINK.format(
        word or "example"
    )
    return saved(deck)


@private(PDF, "page 2", "pikepdf")
def private_pdf_page(word):
    return seeds_pdf.saved(seeds_pdf.new(extra=seeds_pdf.show(word or "Words", 400), on=2))


@private(PDF, "", "pikepdf")
def private_pdf_title(word):
    pdf = seeds_pdf.new()
    pdf.docinfo["/Title"] = f"Opening words {word or ''}".strip()
    return seeds_pdf.saved(pdf)


@private(PDF, "", "pikepdf")
def private_pdf_bookmark(word):
    pdf = seeds_pdf.new()
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(word or "Start", 0))
    return seeds_pdf.saved(pdf)


@private(PDF, "", "pikepdf")
def private_pdf_link(word):
    pdf = seeds_pdf.new(pages=1)
    action = Dictionary(S=Name.URI, URI=String(LINK.format(word or "example")))
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 690, 200, 715]), Border=Array([0, 0, 0]), A=action
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
    return seeds_pdf.saved(pdf)


@private(PDF, "", "Typst")
def private_pdf_hyphenated(word):
    halves = f"{word[:5]}-#linebreak(){word[5:]}" if word else "Words of the page."
    return seeds_pdf.typeset(halves)


@seed(
    DOCX,
    "The file's name",
    "id-mrn",
    "file name",
    "python-docx",
    stays=True,
    file_name=("case MRN_00412345.docx", "case_final_v2.docx"),
)
def named_by_record(word):
    return saved(seeds_word.by_library())


@seed(
    PDF,
    "The file's name",
    "id-name",
    "file name",
    "pikepdf",
    stays=True,
    file_name=("Mrs_Paterson_case.pdf", "spec-needs-assessment-hypertension.pdf"),
)
def named_by_patient(word):
    return seeds_pdf.saved(seeds_pdf.new())


@seed(
    PPTX,
    "The file's name",
    "private-word",
    "file name",
    "python-pptx",
    private=True,
    stays=True,
    file_name=("2024_{}Deck-v2.pptx", "2024_Deck-v2.pptx"),
)
def named_by_client(word):
    return saved(seeds_slides.by_library())


@seed(PPTX, "Pictures with place or camera data", "image-gps", "slide 1", "raw XML")
def slide_fill_with_place(word):
    data = picture("JPEG", exif=seeds_slides.exif(word, place=True)) if word else picture("JPEG")
    fill = '<a:blipFill><a:blip r:embed="rIdPic"/><a:stretch><a:fillRect/></a:stretch></a:blipFill></p:spPr>'
    bundle = seeds_slides.by_hand(seeds_slides.box("One").replace("</p:spPr>", fill), seeds_slides.box("Two"))
    bundle.put("ppt/s/page1.xml", "ppt/media/p.jpg", data, "image", "image/jpeg", "rIdPic")
    return bundle.bytes()


@seed(PPTX, "Pictures with place or camera data", "image-owner", "slide 3", "python-pptx with Pillow")
def slide_picture_with_owner(word):
    deck = pptx.Presentation(io.BytesIO(saved(seeds_slides.by_library())))
    deck.slides[2].shapes.add_picture(io.BytesIO(picture("PNG", exif=seeds_slides.exif(word))), 0, 0)
    return saved(deck)


@seed(PPTX, "Cropped picture parts", "pptx-cropped-picture", "slide 1", "python-pptx", wordless=True)
def slide_crop_top(word):
    deck = seeds_slides.by_library()
    deck.slides[0].shapes.add_picture(io.BytesIO(picture("JPEG", (300, 200))), 0, 0).crop_top = (
        0.25 if word else 0
    )
    return saved(deck)


@seed(PPTX, "Cropped picture parts", "pptx-cropped-picture", "slide 2", "python-pptx", wordless=True)
def slide_crop_in_a_group(word):
    deck = seeds_slides.by_library()
    group = deck.slides[1].shapes.add_group_shape()
    group.shapes.add_picture(io.BytesIO(picture()), 0, 0).crop_left = 0.5 if word else 0
    return saved(deck)


@seed(PPTX, "Identifiers in the text", "id-name", "slide 3", "python-pptx", stays=True)
def slide_owner(word):
    deck = seeds_slides.by_library()
    deck.slides[2].placeholders[1].text = "Owner: Maria Lopez" if word else "Owner: Marketing"
    return saved(deck)
