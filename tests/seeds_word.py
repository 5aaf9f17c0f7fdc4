"""Seeds in Word documents, by python-docx, by hand and by LibreOffice."""

import io

import docx
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Inches

from documents.report import Kind
from tests.seeds import NAMES, Bundle, exif, flat, office_seed, picture, saved, seed

DOCX = Kind.DOCX
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = "word/document.xml"
WHO = 'w:id="7" w:author="{0} Reed" w:date="2026-02-03T04:05:00Z"'
ANYWHERE = ""
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def by_hand(
    body: str = "", *, core: str = "", app: str = "", settings: str = "", section: str = ""
) -> Bundle:
    """A document written by hand: two paragraphs, and what is given between them."""
    bundle = Bundle()
    bundle.put(
        "", MAIN,
        f"<w:document {NAMES}><w:body><w:p><w:r><w:t>Opening words.</w:t></w:r></w:p>{body}"
        f"<w:p><w:r><w:t>Closing words.</w:t></w:r></w:p><w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "officeDocument", WORD + "document.main+xml",
    )  # fmt: skip
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
            f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{app}</Properties>',
            "extended-properties", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        )  # fmt: skip
    if settings:
        bundle.put(
            MAIN,
            "word/settings.xml",
            f"<w:settings {NAMES}>{settings}</w:settings>",
            "settings",
            WORD + "settings+xml",
        )
    return bundle


def by_library(heading: str = "Gaps"):
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    document.add_heading(heading, 1)
    document.add_paragraph("Opening words.")
    return document


def xml(snippet: str):
    end = min(at for at in (snippet.find(" "), snippet.find(">")) if at > 0)
    return parse_xml(f"{snippet[:end]} {NAMES}{snippet[end:]}")


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


# --- tracked changes


@seed(DOCX, "Tracked changes", "docx-tracked-changes", "paragraph 2", "raw XML")
def word_deletion(word):
    gone = f"<w:del {WHO.format('A')}><w:r><w:delText>{word}</w:delText></w:r></w:del>" if word else ""
    return by_hand(
        f'<w:p><w:r><w:t xml:space="preserve">Kept </w:t></w:r>{gone}<w:r><w:t>words.</w:t></w:r></w:p>'
    ).bytes()


@seed(DOCX, "Tracked changes", "docx-tracked-changes", "under “Gaps”", "python-docx")
def word_move_in_a_table(word):
    document = by_library()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "In a cell"
    if word:
        cell.paragraphs[0]._p.append(
            xml(f"<w:moveFrom {WHO.format('B')}><w:r><w:t>{word}</w:t></w:r></w:moveFrom>")
        )
    return saved(document)


@office_seed(DOCX, "Tracked changes", "docx-tracked-changes", "paragraph", "docx")
def word_deletion_by_office(word):
    tracked = (
        '<text:tracked-changes text:track-changes="false"><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Reed</dc:creator>'
        f"<dc:date>2026-01-02T03:04:05</dc:date></office:change-info><text:p>{word}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        if word else ""
    )  # fmt: skip
    mark = '<text:change text:change-id="c1"/>' if word else ""
    return flat("text", f"{tracked}<text:p>Kept{mark} words.</text:p>")


# --- comments


@seed(DOCX, "Comments and replies", "docx-comments", "paragraph", "python-docx")
def word_comment(word):
    document = by_library()
    run = document.add_paragraph("Commented words.").runs[0]
    if word:
        document.add_comment(run, text=f"Ask {word} first", author="P. Reed", initials="PR")
    return saved(document)


@seed(DOCX, "Comments and replies", "docx-comments", "paragraph 2", "raw XML")
def word_comment_with_reply(word):
    marks = (
        '<w:r><w:commentReference w:id="3"/></w:r><w:r><w:commentReference w:id="4"/></w:r>' if word else ""
    )
    bundle = by_hand(f"<w:p><w:r><w:t>Commented.</w:t></w:r>{marks}</w:p>")
    if word:
        one = '<w:comment w:id="{0}" w:author="Reed"><w:p w14:paraId="0000000{0}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:r><w:t>{1}</w:t></w:r></w:p></w:comment>'
        bundle.put(
            MAIN,
            "word/notes/c.xml",
            f"<w:comments {NAMES}>{one.format(3, 'First')}{one.format(4, word)}</w:comments>",
            "comments",
            WORD + "comments+xml",
        )
        bundle.put(
            MAIN, "word/notes/cx.xml",
            '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="00000004" w15:paraIdParent="00000003" w15:done="1"/></w15:commentsEx>',
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", WORD + "commentsExtended+xml",
        )  # fmt: skip
    return bundle.bytes()


@office_seed(DOCX, "Comments and replies", "docx-comments", "paragraph", "docx")
def word_comment_by_office(word):
    note = (
        f"<office:annotation><dc:creator>Reed</dc:creator><dc:date>2026-01-02T03:04:05</dc:date><text:p>{word}</text:p></office:annotation>"
        if word
        else ""
    )
    return flat("text", f"<text:p>Commented{note} words.</text:p>")


# --- hidden text


@seed(DOCX, "Hidden text", "docx-hidden-text", "under “Gaps”", "python-docx")
def word_hidden_run(word):
    document = by_library()
    paragraph = document.add_paragraph("Seen.")
    if word:
        paragraph.add_run(f" {word}").font.hidden = True
    return saved(document)


@seed(DOCX, "Hidden text", "docx-hidden-text", "paragraph 2", "raw XML")
def word_hidden_by_paragraph_style(word):
    bundle = by_hand(
        f'<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr><w:r><w:t>{word}</w:t></w:r></w:p>' if word else ""
    )
    bundle.put(
        MAIN, "word/styles.xml",
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Base"/></w:style></w:styles>',
        "styles", WORD + "styles+xml",
    )  # fmt: skip
    return bundle.bytes()


@office_seed(DOCX, "Hidden text", "docx-hidden-text", "paragraph", "docx")
def word_hidden_by_office(word):
    hidden = f'<text:span text:style-name="T1">{word}</text:span>' if word else ""
    style = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    return flat("text", f"<text:p>Seen{hidden} words.</text:p>", styles=style)


# --- author, company, properties


@seed(DOCX, "Author, last saved by", "docx-author", "properties", "python-docx")
def word_author(word):
    document = by_library()
    document.core_properties.author = word or ""
    return saved(document)


@seed(DOCX, "Author, last saved by", "docx-last-saved-by", "properties", "raw XML")
def word_last_saved_by(word):
    return by_hand(core=f"<cp:lastModifiedBy>{word or ''}</cp:lastModifiedBy>").bytes()


@office_seed(DOCX, "Author, last saved by", "docx-author", "properties", "docx")
def word_author_by_office(word):
    return flat(
        "text",
        "<text:p>Words.</text:p>",
        meta=f"<meta:initial-creator>{word}</meta:initial-creator>" if word else "",
    )


@seed(DOCX, "Company, manager, template", "docx-company", "properties", "raw XML")
def word_company(word):
    return by_hand(app=f"<Company>{word or ''}</Company>").bytes()


@seed(DOCX, "Company, manager, template", "docx-manager", "properties", "raw XML")
def word_manager(word):
    return by_hand(app=f"<Manager>{word or ''}</Manager>").bytes()


@seed(DOCX, "Company, manager, template", "docx-template", "properties", "python-docx, zip edited")
def word_template(word):
    bundle = Bundle(saved(by_library()))
    return bundle.edit(
        "docProps/app.xml", "<Template>Normal.dotm", f"<Template>{word or 'Normal'}.dotm"
    ).bytes()


def _custom(bundle: Bundle, name: str, word: str | None) -> bytes:
    if word:
        bundle.put(
            "", "docProps/custom.xml",
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
            f'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{word}</vt:lpwstr></property></Properties>',
            "custom-properties", "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        )  # fmt: skip
    return bundle.bytes()


@seed(DOCX, "Custom properties and labels", "docx-custom-property", "properties", "raw XML")
def word_custom_property(word):
    return _custom(by_hand(), "Client", word)


@seed(DOCX, "Custom properties and labels", "docx-sensitivity-label", "properties", "python-docx, zip edited")
def word_label(word):
    return _custom(Bundle(saved(by_library())), "MSIP_Label_0aa_SiteId", word)


@office_seed(DOCX, "Custom properties and labels", "docx-custom-property", "properties", "docx")
def word_custom_property_by_office(word):
    return flat(
        "text",
        "<text:p>Words.</text:p>",
        meta=f'<meta:user-defined meta:name="Project">{word}</meta:user-defined>' if word else "",
    )


# --- paths


@seed(DOCX, "Linked paths and servers", "docx-private-link", "paragraph 2", "raw XML")
def word_link_to_a_disk(word):
    bundle = by_hand('<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>the draft</w:t></w:r></w:hyperlink></w:p>')
    bundle.relate(
        MAIN,
        "hyperlink",
        f"file:///D:/Clients/{word}/plan.docx" if word else "https://www.accme.org/",
        "rIdLink",
        external=True,
    )
    return bundle.bytes()


@seed(DOCX, "Linked paths and servers", "docx-private-link", "under “Gaps”", "python-docx")
def word_link_to_a_share(word):
    document = by_library()
    target = rf"\\{word}-server\projects\a.docx" if word else "https://www.who.int/"
    rid = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.add_paragraph()._p.append(
        xml(f'<w:hyperlink r:id="{rid}"><w:r><w:t>the file</w:t></w:r></w:hyperlink>')
    )
    return saved(document)


@office_seed(DOCX, "Linked paths and servers", "docx-private-link", "paragraph", "docx")
def word_link_by_office(word):
    target = f"file:///C:/Users/{word}/notes.odt" if word else "https://www.cdc.gov/"
    return flat(
        "text", f'<text:p>See <text:a xlink:type="simple" xlink:href="{target}">here</text:a>.</text:p>'
    )


# --- embedded files


def workbook(word: str, hide: str = "") -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Shown").write(0, 0, 1 if hide else word)
        if hide:
            sheet = book.add_worksheet("Budget")
            sheet.write(0, 0, word)
            getattr(sheet, hide)()
    return buffer.getvalue()


def _object(word: str | None, data: bytes, name: str, kind: str, type_: str) -> bytes:
    draw = (
        '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Icon" ObjectID="_1" r:id="rIdFile"/>'
        if word
        else ""
    )
    bundle = by_hand(
        f'<w:p><w:r><w:object><v:shape id="s1" style="width:20pt;height:20pt" o:ole=""><v:imagedata r:id="rIdIcon"/></v:shape>{draw}</w:object></w:r></w:p>'
    )
    bundle.put(MAIN, "word/media/icon.png", picture(), "image", "image/png", "rIdIcon")
    if word:
        bundle.put(MAIN, f"word/embeddings/{name}", data, kind, type_, "rIdFile")
    return bundle.bytes()


@seed(DOCX, "Embedded files and OLE objects", "docx-embedded-file", ANYWHERE, "raw XML with xlsxwriter")
def word_workbook(word):
    return _object(word, workbook(word or ""), "sheet1.xlsx", "package", SHEET)


@seed(DOCX, "Embedded files and OLE objects", "docx-embedded-file", ANYWHERE, "raw XML")
def word_ole_object(word):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + (word or "").encode("utf-16-le")
    return _object(
        word, data, "oleObject1.bin", "oleObject", "application/vnd.openxmlformats-officedocument.oleObject"
    )


@seed(DOCX, "Embedded files and OLE objects", "docx-embedded-file", ANYWHERE, "python-docx")
def word_embedded_document(word):
    document = by_library()
    if word:
        inner = docx.Document()
        inner.add_paragraph(word)
        part = Part(
            PackURI("/word/embeddings/inner.docx"), WORD + "document", saved(inner), document.part.package
        )
        document.part.relate_to(
            part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
        )
    return saved(document)


@seed(DOCX, "Hidden sheets and links in embedded XLSX", "docx-hidden-sheet", ANYWHERE, "xlsxwriter")
def word_hidden_sheet(word):
    return _object(word, workbook(word or "", "hide"), "sheet1.xlsx", "package", SHEET)


@seed(DOCX, "Hidden sheets and links in embedded XLSX", "docx-hidden-sheet", ANYWHERE, "xlsxwriter")
def word_very_hidden_sheet(word):
    return _object(word, workbook(word or "", "very_hidden"), "sheet1.xlsx", "package", SHEET)


@seed(DOCX, "Hidden sheets and links in embedded XLSX", "docx-sheet-link", ANYWHERE, "xlsxwriter, zip edited")
def word_sheet_link(word):
    bundle = Bundle(workbook("plain"))
    bundle.put(
        "xl/workbook.xml", "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{NAMES.split(chr(34))[3]}"><externalBook r:id="rId1"/></externalLink>',
        "externalLink", "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
    )  # fmt: skip
    bundle.relate(
        "xl/externalLinks/externalLink1.xml",
        "externalLinkPath",
        f"file:///C:/{word}/budget.xlsx",
        "rId1",
        external=True,
    )
    return _object(word, bundle.bytes(), "sheet1.xlsx", "package", SHEET)


# --- pictures


@seed(DOCX, "Pictures with place or camera data", "image-gps", "under “Gaps”", "python-docx with Pillow")
def word_picture_with_place(word):
    document = by_library()
    data = picture("JPEG", exif=exif(word, place=True)) if word else picture("JPEG")
    document.add_picture(io.BytesIO(data), Inches(1))
    return saved(document)


@seed(DOCX, "Pictures with place or camera data", "image-owner", "paragraph", "raw XML with Pillow")
def word_picture_with_owner(word):
    return _shown_picture(picture("JPEG", exif=exif(word)), "jpg")


@seed(DOCX, "Pictures with place or camera data", "image-", "paragraph", "raw XML with Pillow")
def word_picture_with_caption(word):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    if word:
        info.add_text("Description", f"{word} ward 3")
    return _shown_picture(picture("PNG", pnginfo=info), "png")


def _shown_picture(data: bytes, ending: str, crop: str = "", extra: str = "") -> bytes:
    bundle = by_hand(
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="4" name="P"{extra}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="4" name="P"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdPic"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    bundle.put(
        MAIN,
        f"word/media/p.{ending}",
        data,
        "image",
        "image/jpeg" if ending == "jpg" else "image/png",
        "rIdPic",
    )
    return bundle.bytes()


@seed(DOCX, "Cropped picture parts", "docx-cropped-picture", "paragraph [12]", "raw XML", wordless=True)
def word_crop(word):
    return _shown_picture(picture(), "png", '<a:srcRect l="50000"/>' if word else "")


@seed(
    DOCX,
    "Cropped picture parts",
    "docx-cropped-picture",
    "under “Gaps”",
    "python-docx, XML edited",
    wordless=True,
)
def word_crop_below(word):
    document = by_library()
    document.add_picture(io.BytesIO(picture("JPEG")), Inches(1))
    if word:
        fill = document.element.body.xpath(".//pic:blipFill")[0]
        fill.insert(1, parse_xml(f'<a:srcRect {NAMES} b="30000"/>'))
    return saved(document)


@office_seed(DOCX, "Cropped picture parts", "docx-cropped-picture", "paragraph", "docx", wordless=True)
def word_crop_by_office(word):
    import base64

    clip = "rect(0cm, 0.5cm, 0cm, 0cm)" if word else "rect(0cm, 0cm, 0cm, 0cm)"
    style = f'<style:style style:name="fr1" style:family="graphic"><style:graphic-properties fo:clip="{clip}"/></style:style>'
    data = base64.b64encode(picture("PNG", (128, 96), dpi=(96, 96))).decode()
    frame = f'<draw:frame draw:style-name="fr1" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame>'
    return flat("text", f"<text:p>Look {frame}</text:p>", styles=style)


# --- headers, hints, macros


@seed(DOCX, "Headers, footers, watermarks", "docx-confidential-words", "header", "python-docx", stays=True)
def word_header(word):
    document = by_library()
    document.sections[0].header.paragraphs[0].text = f"Confidential: {word}" if word else "A plain header"
    return saved(document)


@seed(DOCX, "Headers, footers, watermarks", "docx-confidential-words", "header", "raw XML", stays=True)
def word_watermark(word):
    bundle = by_hand(section='<w:headerReference w:type="default" r:id="rIdHead"/>')
    art = (
        f'<w:r><w:pict><v:shape id="w1" style="width:300pt;height:90pt"><v:textpath string="DRAFT {word}"/></v:shape></w:pict></w:r>'
        if word
        else ""
    )
    bundle.put(
        MAIN,
        "word/header1.xml",
        f"<w:hdr {NAMES}><w:p>{art}</w:p></w:hdr>",
        "header",
        WORD + "header+xml",
        "rIdHead",
    )
    return bundle.bytes()


@office_seed(DOCX, "Headers, footers, watermarks", "docx-confidential-words", "footer", "docx", stays=True)
def word_footer_by_office(word):
    masters = f'<style:master-page style:name="Standard" style:page-layout-name="pm1"><style:footer><text:p>{f"Do not distribute {word}" if word else "A plain footer"}</text:p></style:footer></style:master-page>'
    return flat(
        "text",
        "<text:p>Words.</text:p>",
        styles='<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/><style:footer-style/></style:page-layout>',
        masters=masters,
    )


@seed(DOCX, "Revision ids and track setting", "docx-revision-ids", "whole file", "raw XML", wordless=True)
def word_rsids(word):
    return by_hand(
        settings='<w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="00A1B2C3"/></w:rsids>'
        if word
        else '<w:zoom w:percent="90"/>'
    ).bytes()


@seed(
    DOCX,
    "Revision ids and track setting",
    "docx-track-setting",
    "whole file",
    "python-docx, XML edited",
    wordless=True,
)
def word_track_setting(word):
    document = by_library()
    if word:
        document.settings.element.append(xml('<w:trackRevisions w:val="1"/>'))
    return saved(document)


@office_seed(
    DOCX, "Revision ids and track setting", "docx-track-setting", "whole file", "docx", wordless=True
)
def word_track_setting_by_office(word):
    on = '<text:tracked-changes text:track-changes="true"/>' if word else ""
    return flat("text", f"{on}<text:p>Words.</text:p>")


@seed(DOCX, "Macros", "macros", "whole file", "raw XML", refused=True)
def word_macros(word):
    bundle = by_hand()
    if word:
        bundle.put(
            MAIN,
            "word/vbaProject.bin",
            b"\xd0\xcf\x11\xe0" + word.encode(),
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "application/vnd.ms-office.vbaProject",
        )
    return bundle.bytes()


@seed(DOCX, "Macros", "macros", "whole file", "python-docx", refused=True)
def word_macros_by_library(word):
    document = by_library()
    if word:
        part = Part(
            PackURI("/word/vbaProject.bin"),
            "application/vnd.ms-office.vbaProject",
            word.encode(),
            document.part.package,
        )
        document.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    return saved(document)


@seed(DOCX, "Macros", "macros", "whole file", "raw XML", refused=True)
def word_macros_under_another_name(word):
    bundle = by_hand()
    if word:
        bundle.put(
            MAIN,
            "word/theme/data.bin",
            word.encode(),
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "application/vnd.ms-office.vbaProject",
        )
    return bundle.bytes()


# --- identifiers and private words in a document's text


@seed(DOCX, "Identifiers in the text", "id-mrn", "under “Gaps”", "python-docx", stays=True)
def word_record_number(word):
    document = by_library()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = ("MRN", "00412345") if word else ("HbA1c", "7.1%")
    return saved(document)


@seed(DOCX, "Identifiers in the text", "id-name", "paragraph 2", "raw XML", stays=True)
def word_patient_name(word):
    return by_hand(p("Patient: Jane Paterson") if word else p("Patient: 64-year-old woman")).bytes()


@office_seed(DOCX, "Identifiers in the text", "id-date", "paragraph", "docx", stays=True)
def word_birth_date(word):
    return flat("text", f"<text:p>{'DOB 03/14/1962' if word else 'NCT01234567, 25 mg'}</text:p>")
