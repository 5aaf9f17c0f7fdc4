"""Seeds in presentations, by python-pptx, by hand and by LibreOffice."""

import io

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from documents.report import Kind
from tests.seeds import NAMES, Bundle, exif, flat, office_seed, picture, saved, seed
from tests.seeds_word import workbook

PPTX = Kind.PPTX
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DECK = "ppt/presentation.xml"
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
ANYWHERE = ""


def by_library(slides: int = 3):
    deck = pptx.Presentation()
    properties = deck.core_properties
    properties.author = properties.last_modified_by = properties.title = ""
    for number in range(1, slides + 1):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Heading {number}"
        slide.placeholders[1].text = f"Point {number}"
    return deck


def box(words: str, x: int = 914400, y: int = 914400, extra: str = "") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{abs(x + y) % 9000 + 20}" name="Box"{extra}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        '<a:ext cx="1828800" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def by_hand(
    *slides: str,
    app: str = "",
    core: str = "",
    attributes: dict[int, str] | None = None,
    deck: str = "",
    layout: str = "",
) -> Bundle:
    """A deck written by hand with its own names of parts: a master, two layouts (one unused), the slides given."""
    slides = slides or (box("One"), box("Two"))
    bundle = Bundle()
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="rIdS{n}"/>' for n in range(len(slides)))
    bundle.put(
        "", DECK,
        f'<p:presentation {NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rIdM"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>'
        f'<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>{deck}</p:presentation>',
        "officeDocument", SLIDES + "presentation.main+xml",
    )  # fmt: skip
    colors = " ".join(
        f'{a}="{b}"'
        for a, b in (
            ("bg1", "lt1"),
            ("tx1", "dk1"),
            ("bg2", "lt2"),
            ("tx2", "dk2"),
            *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
            ("hlink", "hlink"),
            ("folHlink", "folHlink"),
        )
    )
    bundle.put(
        DECK, "ppt/m/master.xml",
        f"<p:sldMaster {NAMES}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld><p:clrMap {colors}/>"
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rIdL1"/><p:sldLayoutId id="2147483650" r:id="rIdL2"/></p:sldLayoutIdLst></p:sldMaster>',
        "slideMaster", SLIDES + "slideMaster+xml", "rIdM",
    )  # fmt: skip
    bundle.put(
        "ppt/m/master.xml",
        "ppt/m/theme.xml",
        _theme(),
        "theme",
        "application/vnd.openxmlformats-officedocument.theme+xml",
    )
    for number, inside in ((1, ""), (2, layout)):
        name = f"ppt/l/layout{number}.xml"
        bundle.put(
            "ppt/m/master.xml", name,
            f'<p:sldLayout {NAMES}><p:cSld name="Layout {number}"><p:spTree>{TREE}{inside}</p:spTree></p:cSld></p:sldLayout>',
            "slideLayout", SLIDES + "slideLayout+xml", f"rIdL{number}",
        )  # fmt: skip
        bundle.relate(name, "slideMaster", "/ppt/m/master.xml")
    for number, inside in enumerate(slides):
        name = f"ppt/s/page{number + 1}.xml"
        bundle.put(
            DECK, name, f"<p:sld {NAMES}{(attributes or {}).get(number + 1, '')}><p:cSld><p:spTree>{TREE}{inside}</p:spTree></p:cSld></p:sld>",
            "slide", SLIDES + "slide+xml", f"rIdS{number}",
        )  # fmt: skip
        bundle.relate(name, "slideLayout", "/ppt/l/layout1.xml")
    if core:
        bundle.put(
            "", "docProps/core.xml",
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "application/vnd.openxmlformats-package.core-properties+xml",
        )  # fmt: skip
    if app:
        bundle.put(
            "", "docProps/app.xml",
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
            f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{app}</Properties>',
            "extended-properties", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        )  # fmt: skip
    return bundle


def _theme() -> str:
    with_theme = Bundle(saved(pptx.Presentation()))
    return with_theme.parts["ppt/theme/theme1.xml"].decode()


# --- notes


@seed(PPTX, "Speaker notes", "pptx-notes", "slide 2, notes", "python-pptx")
def slide_notes(word):
    deck = by_library()
    if word:
        deck.slides[1].notes_slide.notes_text_frame.text = f"Say that {word} is late"
    return saved(deck)


@seed(PPTX, "Speaker notes", "pptx-notes", "slide 1, notes", "raw XML")
def slide_notes_by_hand(word):
    bundle = by_hand()
    if word:
        shape = f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="N"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{word}</a:t></a:r></a:p></p:txBody></p:sp>'
        bundle.put(
            "ppt/s/page1.xml",
            "ppt/n/n1.xml",
            f"<p:notes {NAMES}><p:cSld><p:spTree>{TREE}{shape}</p:spTree></p:cSld></p:notes>",
            "notesSlide",
            SLIDES + "notesSlide+xml",
        )
        bundle.relate("ppt/n/n1.xml", "slide", "/ppt/s/page1.xml")
    return bundle.bytes()


def page(words: str, *, notes: str = "", style: str = "", more: str = "", number: int = 1) -> str:
    note = (
        f'<presentation:notes><draw:frame presentation:class="notes" svg:x="2cm" svg:y="14cm" svg:width="15cm" svg:height="10cm"><draw:text-box><text:p>{notes}</text:p></draw:text-box></draw:frame></presentation:notes>'
        if notes
        else ""
    )
    named = f' draw:style-name="{style}"' if style else ""
    return f'<draw:page draw:name="page{number}" draw:master-page-name="Default"{named}><draw:frame svg:x="2cm" svg:y="2cm" svg:width="15cm" svg:height="2cm"><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame>{more}{note}</draw:page>'


STYLES = (
    '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
    '<style:style style:name="dpH" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)
MASTERS = '<style:master-page style:name="Default" style:page-layout-name="pm1"/>'


def slides(*pages: str, meta: str = "") -> str:
    return flat("presentation", "".join(pages), meta=meta, styles=STYLES, masters=MASTERS)


@office_seed(PPTX, "Speaker notes", "pptx-notes", "slide 2, notes", "pptx")
def slide_notes_by_office(word):
    return slides(page("One"), page("Two", notes=word or "", number=2))


# --- hidden slides


@seed(PPTX, "Hidden slides", "pptx-hidden-slide", "slide 2", "python-pptx")
def slide_hidden(word):
    deck = by_library()
    if word:
        hidden = deck.slides.add_slide(deck.slide_layouts[1])
        hidden.shapes.title.text = word
        hidden._element.set("show", "0")
        listed = deck.slides._sldIdLst
        listed.insert(1, listed[-1])
    return saved(deck)


@seed(PPTX, "Hidden slides", "pptx-hidden-slide", "slide 3", "raw XML")
def slide_hidden_by_hand(word):
    if not word:
        return by_hand().bytes()
    return by_hand(box("One"), box("Two"), box(word), attributes={3: ' show="false"'}).bytes()


@office_seed(PPTX, "Hidden slides", "pptx-hidden-slide", "slide 2", "pptx")
def slide_hidden_by_office(word):
    return slides(page("One"), *([page(word, style="dpH", number=2)] if word else []))


# --- off the slide


@seed(PPTX, "Off-slide objects", "pptx-off-slide", "slide 2", "python-pptx")
def slide_off_left(word):
    deck = by_library()
    if word:
        deck.slides[1].shapes.add_textbox(
            Emu(-3_000_000), 0, Emu(1_000_000), Emu(500_000)
        ).text_frame.text = word
    return saved(deck)


@seed(PPTX, "Off-slide objects", "pptx-off-slide", "slide 1", "raw XML")
def slide_off_below(word):
    return by_hand(box("One") + (box(word, y=7_000_000) if word else ""), box("Two")).bytes()


@office_seed(PPTX, "Off-slide objects", "pptx-off-slide", "slide 1", "pptx")
def slide_off_by_office(word):
    far = f'<draw:frame svg:x="40cm" svg:y="2cm" svg:width="6cm" svg:height="2cm"><draw:text-box><text:p>{word}</text:p></draw:text-box></draw:frame>'
    return slides(page("One", more=far if word else ""))


# --- comments


@seed(PPTX, "Comments and comment authors", "pptx-comments", "slide 1", "raw XML")
def slide_comment(word):
    bundle = by_hand()
    if word:
        bundle.put(
            "ppt/s/page1.xml",
            "ppt/c/c1.xml",
            f'<p:cmLst {NAMES}><p:cm authorId="0" dt="2026-01-02T03:04:05" idx="1"><p:pos x="9" y="9"/><p:text>{word}</p:text></p:cm></p:cmLst>',
            "comments",
            SLIDES + "comments+xml",
        )
        bundle.put(
            DECK,
            "ppt/c/authors.xml",
            f'<p:cmAuthorLst {NAMES}><p:cmAuthor id="0" name="Reed" initials="R" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
            "commentAuthors",
            SLIDES + "commentAuthors+xml",
        )
    return bundle.bytes()


@seed(PPTX, "Comments and comment authors", "pptx-comment-authors", "whole file", "python-pptx, zip edited")
def slide_comment_author(word):
    bundle = Bundle(saved(by_library()))
    if word:
        bundle.put(
            DECK,
            "ppt/commentAuthors.xml",
            f'<p:cmAuthorLst {NAMES}><p:cmAuthor id="0" name="{word}" initials="R" lastIdx="0" clrIdx="0"/></p:cmAuthorLst>',
            "commentAuthors",
            SLIDES + "commentAuthors+xml",
        )
    return bundle.bytes()


@office_seed(PPTX, "Comments and comment authors", "pptx-comments", "slide 1", "pptx")
def slide_comment_by_office(word):
    note = (
        f'<office:annotation svg:x="1cm" svg:y="1cm"><dc:creator>Reed</dc:creator><dc:date>2026-01-02T03:04:05</dc:date><text:p>{word}</text:p></office:annotation>'
        if word
        else ""
    )
    return slides(page("One", more=note))


# --- titles, sections


@seed(PPTX, "Slide titles and section names", "pptx-slide-titles", "properties", "raw XML")
def slide_old_title(word):
    titles = f'<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Slide Titles</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>{word}</vt:lpstr></vt:vector></TitlesOfParts>'
    return by_hand(app=titles if word else "<Slides>2</Slides>").bytes()


def _section(word: str, ids: str) -> str:
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f'<p14:section name="{word}" id="{{6A54C2E0-0000-4000-8000-000000000001}}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
    )


@seed(PPTX, "Slide titles and section names", "pptx-sections", "whole file", "raw XML")
def slide_section(word):
    return by_hand(deck=_section(word, '<p14:sldId id="256"/>') if word else "").bytes()


@seed(PPTX, "Slide titles and section names", "pptx-sections", "whole file", "python-pptx, XML edited")
def slide_section_by_library(word):
    deck = by_library()
    if word:
        deck.part._element.append(
            etree.fromstring(_section(word, "").replace("<p:extLst>", f"<p:extLst {NAMES}>"))
        )
    return saved(deck)


# --- embedded workbooks


@seed(PPTX, "Embedded workbooks behind charts", "pptx-embedded-file", "slide 2", "python-pptx")
def slide_chart(word):
    deck = by_library()
    if word:
        data = CategoryChartData()
        data.categories = ["East", "West"]
        data.add_series("Share", (1, 2))
        chart = (
            deck.slides[1]
            .shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(2), Inches(2), data)
            .chart
        )
        chart.part.chart_workbook.update_from_xlsx_blob(workbook(word, "hide"))
    return saved(deck)


@seed(PPTX, "Embedded workbooks behind charts", "pptx-embedded-file", "slide 1", "python-pptx")
def slide_workbook(word):
    deck = by_library()
    if word:
        deck.slides[0].shapes.add_ole_object(
            io.BytesIO(workbook(word)), "Excel.Sheet.12", 0, 0, icon_file=io.BytesIO(picture())
        )
    return saved(deck)


@seed(PPTX, "Embedded workbooks behind charts", "pptx-hidden-sheet", "slide 3", "python-pptx with xlsxwriter")
def slide_hidden_sheet(word):
    deck = by_library()
    if word:
        deck.slides[2].shapes.add_ole_object(
            io.BytesIO(workbook(word, "very_hidden")), "Excel.Sheet.12", 0, 0, icon_file=io.BytesIO(picture())
        )
    return saved(deck)


# --- masters and layouts


@seed(PPTX, "Masters and layouts with old brands", "pptx-unused-layout", "Layout 2", "raw XML")
def slide_layout(word):
    return by_hand(layout=box(word) if word else "").bytes()


@seed(PPTX, "Masters and layouts with old brands", "pptx-unused-layout", "Blank", "python-pptx, XML edited")
def slide_layout_by_library(word):
    deck = by_library()
    if word:
        deck.slide_layouts[6]._element.cSld.spTree.append(
            etree.fromstring(box(word).replace("<p:sp>", f"<p:sp {NAMES}>"))
        )
    return saved(deck)


@seed(
    PPTX, "Masters and layouts with old brands", "pptx-unused-layout", "Vertical", "python-pptx, XML edited"
)
def slide_layout_with_logo(word):
    deck = by_library()
    if word:
        layout = deck.slide_layouts[10]
        _, rid = layout.part.get_or_add_image_part(io.BytesIO(picture("JPEG", exif=exif(word))))
        shape = (
            f'<p:pic {NAMES}><p:nvPicPr><p:cNvPr id="90" name="{word} logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
        layout._element.cSld.spTree.append(etree.fromstring(shape))
    return saved(deck)


# --- media and links


@seed(PPTX, "Media and links", "pptx-media", "slide 2", "python-pptx", stays=True)
def slide_movie(word):
    deck = by_library()
    if word:
        movie = b"\x00\x00\x00\x18ftypmp42" + bytes(300) + word.encode()
        deck.slides[1].shapes.add_movie(
            io.BytesIO(movie),
            0,
            0,
            Inches(1),
            Inches(1),
            poster_frame_image=io.BytesIO(picture()),
            mime_type="video/mp4",
        )
    return saved(deck)


@seed(PPTX, "Media and links", "pptx-private-link", "slide 1", "raw XML")
def slide_link(word):
    link = box("One").replace("<a:r>", '<a:r><a:rPr><a:hlinkClick r:id="rIdLink"/></a:rPr>')
    bundle = by_hand(link, box("Two"))
    bundle.relate(
        "ppt/s/page1.xml",
        "hyperlink",
        f"file:///C:/Users/{word}/deck.pptx" if word else "https://www.nih.gov/",
        "rIdLink",
        external=True,
    )
    return bundle.bytes()


@seed(PPTX, "Media and links", "pptx-private-link", "slide 3", "python-pptx")
def slide_link_by_library(word):
    deck = by_library()
    run = deck.slides[2].placeholders[1].text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = f"http://intranet.{word}.local/plan" if word else "https://www.fda.gov/"
    return saved(deck)


# --- author, company


@seed(PPTX, "Author and company properties", "pptx-author", "properties", "python-pptx")
def slide_author(word):
    deck = by_library()
    deck.core_properties.author = word or ""
    return saved(deck)


@seed(PPTX, "Author and company properties", "pptx-company", "properties", "raw XML")
def slide_company(word):
    return by_hand(app=f"<Company>{word or ''}</Company>").bytes()


@office_seed(PPTX, "Author and company properties", "pptx-author", "properties", "pptx")
def slide_author_by_office(word):
    return slides(page("One"), meta=f"<meta:initial-creator>{word}</meta:initial-creator>" if word else "")


# --- alternative text


@seed(PPTX, "Alternative text with a path", "pptx-alt-text", "slide 2", "python-pptx")
def slide_alt_text(word):
    deck = by_library()
    shape = deck.slides[1].shapes.add_picture(io.BytesIO(picture()), 0, 0)
    shape._element.nvPicPr.cNvPr.set("descr", rf"C:\Clients\{word}\logo.png" if word else "A red square")
    return saved(deck)


@seed(PPTX, "Alternative text with a path", "pptx-alt-text", "slide 1", "raw XML")
def slide_alt_text_by_hand(word):
    return by_hand(
        box("One", extra=f' descr="/home/{word}/a.png"' if word else ' descr="A box"'), box("Two")
    ).bytes()


@office_seed(PPTX, "Alternative text with a path", "pptx-alt-text", "slide 1", "pptx")
def slide_alt_text_by_office(word):
    import base64

    data = base64.b64encode(picture()).decode()
    title = rf"\\server\{word}\a.png" if word else "A red square"
    frame = f'<draw:frame svg:x="5cm" svg:y="8cm" svg:width="3cm" svg:height="3cm"><draw:image><office:binary-data>{data}</office:binary-data></draw:image><svg:desc>{title}</svg:desc></draw:frame>'
    return slides(page("One", more=frame))


# --- pictures and identifiers


@seed(PPTX, "Pictures with place or camera data", "image-gps", "slide 2", "python-pptx with Pillow")
def slide_picture(word):
    deck = by_library()
    data = picture("JPEG", exif=exif(word, place=True)) if word else picture("JPEG")
    deck.slides[1].shapes.add_picture(io.BytesIO(data), 0, 0)
    return saved(deck)


@seed(PPTX, "Cropped picture parts", "pptx-cropped-picture", "slide 2", "python-pptx", wordless=True)
def slide_crop(word):
    deck = by_library()
    deck.slides[1].shapes.add_picture(io.BytesIO(picture()), 0, 0).crop_right = 0.4 if word else 0
    return saved(deck)


@seed(PPTX, "Identifiers in the text", "id-phone", "slide 1", "raw XML", stays=True)
def slide_phone(word):
    return by_hand(box("Call the owner: 312-555-0188" if word else "NCT01234567, 120/80"), box("Two")).bytes()


@seed(
    PPTX,
    "Identifiers in the text",
    "id-microchip",
    "slide 2, notes",
    "python-pptx",
    stays=True,
    keep=frozenset({"notes"}),
)
def slide_microchip(word):
    deck = by_library()
    deck.slides[1].notes_slide.notes_text_frame.text = "Microchip 985112003456789" if word else ""
    return saved(deck)
