"""Every kind of hidden data is found where it is, and is gone from the clean copy; what is seen stays."""

import contextlib
import io
import re
import zipfile

import docx
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from documents.report import Kind, Remedy, Severity, Unreadable
from documents.work import clean, identify, scan, text
from tests import office_files as files
from tests.office_files import DOCX, PPTX, WHO, add_part, body, box, edit, header, relate, slide_shape

BLOCK, WARN, INFO = Severity.BLOCK, Severity.WARN, Severity.INFO
CANARY = "Zanzibarol"
UNDER = "under “Methods”"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
CORE_END = "</cp:coreProperties>"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STYLED = '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'


def run(words, properties=""):
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def comment():
    data = body('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Here.</w:t></w:r><w:commentRangeEnd w:id="0"/>'
                '<w:r><w:commentReference w:id="0"/></w:r></w:p>')  # fmt: skip
    content = f"<w:comments {files.NAMES}><w:comment {WHO.replace('900', '0')}><w:p>{run(CANARY)}</w:p></w:comment></w:comments>"
    return add_part(
        data, "word/document.xml", "word/comments.xml", content, "comments", WORD + "comments+xml"
    )


def people():
    content = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{CANARY}"/></w15:people>'
    )
    kind = "http://schemas.microsoft.com/office/2011/relationships/people"
    return add_part(DOCX, "word/document.xml", "word/people.xml", content, kind, WORD + "people+xml")


def footnote():
    data = body(f'<w:p>{run("Noted.")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    content = (
        f'<w:footnotes {files.NAMES}><w:footnote w:id="1"><w:p><w:r><w:t>Source.</w:t></w:r>'
        f"<w:del {WHO}><w:r><w:delText>{CANARY}</w:delText></w:r></w:del></w:p></w:footnote></w:footnotes>"
    )
    return add_part(
        data, "word/document.xml", "word/footnotes.xml", content, "footnotes", WORD + "footnotes+xml"
    )


def text_box():
    inner = f"<w:txbxContent><w:p><w:del {WHO}><w:r><w:delText>{CANARY}</w:delText></w:r></w:del>{run('In a box.')}</w:p></w:txbxContent>"
    return body(
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
        '<wp:docPr id="5" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape style="width:9pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )


def custom_properties(name, data=DOCX):
    content = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{CANARY}</vt:lpwstr></property></Properties>'
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    return add_part(data, "", "docProps/custom.xml", content, "custom-properties", kind)


def custom_xml(data=DOCX, owner="word/document.xml"):
    content = f"<client><name>{CANARY}</name></client>"
    data = add_part(data, owner, "customXml/item7.xml", content, "customXml", "application/xml")
    if owner == "word/document.xml":
        control = (
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/client/name" w:storeItemID="{1}"/></w:sdtPr>'
            f"<w:sdtContent><w:p>{run('Bound words.')}</w:p></w:sdtContent></w:sdt>"
        )
        data = body(control, data)
    return data


def app(element, data=DOCX):
    return edit(data, "docProps/app.xml", "</Properties>", f"{element}</Properties>")


def workbook():
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Shown").write(0, 0, 1)
        sheet = book.add_worksheet(CANARY)
        sheet.write(0, 0, 2)
        sheet.hide()
    return buffer.getvalue()


def ole_docx():
    data = body(
        '<w:p><w:r><w:object><v:shape id="s1" style="width:20pt;height:20pt" o:ole=""><v:imagedata r:id="rIdIcon" o:title=""/></v:shape>'
        '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Icon" ObjectID="_1" r:id="rIdOle"/></w:object></w:r></w:p>'
    )
    data = add_part(
        data, "word/document.xml", "word/media/icon.png", files.picture(), "image", "image/png", "rIdIcon"
    )
    return add_part(
        data, "word/document.xml", "word/embeddings/Book1.xlsx", workbook(), "package", SHEET_TYPE, "rIdOle"
    )


def cropped(data=None):
    data = files.with_picture(data)
    return edit(data, "word/document.xml", "<a:stretch>", '<a:srcRect l="50000"/><a:stretch>')


def settings_part(element):
    return edit(DOCX, "word/settings.xml", "</w:settings>", f"{element}</w:settings>")


def watermark():
    return header(
        '<w:p><w:r><w:pict><v:shape id="WaterMark1" style="width:400pt;height:100pt">'
        '<v:textpath string="CONFIDENTIAL"/></v:shape></w:pict></w:r></w:p>'
    )


def active_x():
    data = body('<w:p><w:r><w:object><v:shape id="c1" style="width:9pt"><v:imagedata r:id="rIdIcon"/></v:shape>'
                '<w:control r:id="rIdControl" w:name="Button1" w:shapeid="c1"/></w:object></w:r></w:p>')  # fmt: skip
    data = add_part(
        data, "word/document.xml", "word/media/icon.png", files.picture(), "image", "image/png", "rIdIcon"
    )
    content = f'<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{CANARY}"/>'
    return add_part(
        data,
        "word/document.xml",
        "word/activeX/activeX1.xml",
        content,
        "control",
        "application/vnd.ms-office.activeX+xml",
        "rIdControl",
    )


DELETED = f"<w:p>{run('Kept. ')}<w:del {WHO}><w:r><w:delText>{CANARY}</w:delText></w:r></w:del></w:p>"
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "\\\\\\\\zanzibarol\\\\share\\\\a.docx" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the file</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
DOCX_SEEDS = {
    "comment": (comment, "docx-comments", BLOCK, f"paragraph 2, {UNDER}", f"J. Patel: {CANARY}"),
    "people": (people, "docx-people", WARN, "whole file", CANARY),
    "deletion": (lambda: body(DELETED), "docx-tracked-changes", BLOCK, f"paragraph 2, {UNDER}", f"Deleted by J. Patel: {CANARY}"),
    "insertion": (
        lambda: body(f"<w:p><w:ins {WHO}>{run('New. ')}</w:ins></w:p>"),
        "docx-tracked-changes", BLOCK, f"paragraph 2, {UNDER}", "Inserted by J. Patel: New.",
    ),
    "move": (
        lambda: body(f"<w:p><w:moveFrom {WHO}>{run(CANARY)}</w:moveFrom></w:p>"),
        "docx-tracked-changes", BLOCK, f"paragraph 2, {UNDER}", f"Moved from here by J. Patel: {CANARY}",
    ),
    "formatting": (
        lambda: body(f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>Bold.</w:t></w:r></w:p>"),
        "docx-tracked-formatting", BLOCK, f"paragraph 2, {UNDER}", "Formatted by J. Patel: Bold.",
    ),
    "row": (
        lambda: edit(DOCX, "word/document.xml", "<w:tr>", f"<w:tr><w:trPr><w:del {WHO}/></w:trPr>"),
        "docx-tracked-changes", BLOCK, f"paragraph 4, {UNDER}", "Deleted by J. Patel: (table row) cell 0 cell 1",
    ),
    "in a header": (lambda: header(DELETED), "docx-tracked-changes", BLOCK, "header", f"Deleted by J. Patel: {CANARY}"),
    "in a footnote": (footnote, "docx-tracked-changes", BLOCK, "footnote 1", f"Deleted by J. Patel: {CANARY}"),
    "in a text box": (text_box, "docx-tracked-changes", BLOCK, f"paragraph 2, {UNDER}", f"Deleted by J. Patel: {CANARY}"),
    "hidden text": (
        lambda: body(f"<w:p>{run('Seen. ')}{run(CANARY, '<w:rPr><w:vanish/></w:rPr>')}</w:p>"),
        "docx-hidden-text", BLOCK, f"paragraph 2, {UNDER}", CANARY,
    ),
    "hidden by a style": (
        lambda: edit(body(f"<w:p>{run(CANARY, '<w:rPr><w:rStyle w:val=\"Ghost\"/></w:rPr>')}</w:p>"), "word/styles.xml", "</w:styles>", STYLED),
        "docx-hidden-text", BLOCK, f"paragraph 2, {UNDER}", CANARY,
    ),
    "hidden row": (
        lambda: edit(DOCX, "word/document.xml", "<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>"),
        "docx-hidden-text", BLOCK, f"paragraph 4, {UNDER}", "(table row) cell 0 cell 1",
    ),
    "hidden shape": (
        lambda: edit(files.with_picture(), "word/document.xml", '<wp:docPr id="1" name="Picture 1"', f'<wp:docPr id="1" hidden="1" name="{CANARY}"'),
        "docx-hidden-shape", BLOCK, f"paragraph 7, {UNDER}", CANARY,
    ),
    "older hidden shape": (
        lambda: body(f'<w:p>{run("Seen.")}<w:r><w:pict><v:shape id="{CANARY}" style="width:9pt;visibility:hidden"/></w:pict></w:r></w:p>'),
        "docx-hidden-shape", BLOCK, f"paragraph 2, {UNDER}", CANARY,
    ),
    "author": (
        lambda: edit(DOCX, "docProps/core.xml", "<dc:creator></dc:creator>", f"<dc:creator>{CANARY}</dc:creator>"),
        "docx-author", WARN, "properties", CANARY,
    ),
    "last saved by": (
        lambda: edit(DOCX, "docProps/core.xml", "<cp:lastModifiedBy></cp:lastModifiedBy>", f"<cp:lastModifiedBy>{CANARY}</cp:lastModifiedBy>"),
        "docx-last-saved-by", WARN, "properties", CANARY,
    ),
    "keywords": (
        lambda: edit(DOCX, "docProps/core.xml", CORE_END, f"<cp:keywords>{CANARY}</cp:keywords>{CORE_END}"),
        "docx-description", WARN, "properties", f"Keywords: {CANARY}",
    ),
    "company": (lambda: edit(DOCX, "docProps/app.xml", "<Company/>", f"<Company>{CANARY}</Company>"), "docx-company", WARN, "properties", CANARY),
    "manager": (lambda: app(f"<Manager>{CANARY}</Manager>"), "docx-manager", WARN, "properties", CANARY),
    "template": (
        lambda: edit(DOCX, "docProps/app.xml", "<Template>Normal.dotm", f"<Template>{CANARY}.dotm"),
        "docx-template", WARN, "properties", f"{CANARY}.dotm",
    ),
    "editing time": (lambda: app("<TotalTime>4823</TotalTime>"), "docx-editing-time", WARN, "properties", "4823 minutes"),
    "custom property": (lambda: custom_properties("Client"), "docx-custom-property", WARN, "properties", f"Client: {CANARY}"),
    "label": (
        lambda: custom_properties("MSIP_Label_1_Name"), "docx-sensitivity-label", WARN, "properties", f"MSIP_Label_1_Name: {CANARY}",
    ),
    "custom XML": (custom_xml, "docx-custom-xml", WARN, "whole file", CANARY),
    "link to a disk": (
        lambda: relate(body(f'<w:p><w:hyperlink r:id="rIdSeed">{run("click")}</w:hyperlink></w:p>'), "word/document.xml", "hyperlink", f"file:///C:/{CANARY}/a.docx", external=True),
        "docx-private-link", BLOCK, f"paragraph 2, {UNDER}", f"file:///C:/{CANARY}/a.docx",
    ),
    "link to a share": (
        lambda: relate(body(f'<w:p><w:hyperlink r:id="rIdSeed">{run("click")}</w:hyperlink></w:p>'), "word/document.xml", "hyperlink", rf"\\{CANARY}\x\a.docx", external=True),
        "docx-private-link", BLOCK, f"paragraph 2, {UNDER}", rf"\\{CANARY}\x\a.docx",
    ),
    "link to an intranet": (
        lambda: relate(body(f'<w:p><w:hyperlink r:id="rIdSeed">{run("click")}</w:hyperlink></w:p>'), "word/document.xml", "hyperlink", f"http://{CANARY}/wiki", external=True),
        "docx-private-link", BLOCK, f"paragraph 2, {UNDER}", f"http://{CANARY}/wiki",
    ),
    "link in a field": (lambda: body(FIELD), "docx-private-link", BLOCK, f"paragraph 2, {UNDER}", r"\\zanzibarol\share\a.docx"),
    "data of a reference manager": (
        lambda: body(FIELD.replace(FIELD[FIELD.index(" HYPERLINK"):FIELD.index("</w:instrText>")], f" ADDIN ZOTERO_ITEM {CANARY}")),
        "docx-add-in-data", INFO, f"paragraph 2, {UNDER}", f"ADDIN ZOTERO_ITEM {CANARY}",
    ),
    "template path": (
        lambda: relate(settings_part('<w:attachedTemplate r:id="rIdSeed" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'), "word/settings.xml", "attachedTemplate", rf"file:///C:\{CANARY}\x.dotx", external=True),
        "docx-template-path", BLOCK, "whole file", rf"file:///C:\{CANARY}\x.dotx",
    ),
    "embedded workbook": (ole_docx, "docx-embedded-file", BLOCK, f"paragraph 1, {UNDER}", f"Book1.xlsx: 2 sheets (Shown, {CANARY} (hidden)), 2 rows"),
    "hidden sheet": (ole_docx, "docx-hidden-sheet", BLOCK, f"paragraph 1, {UNDER}", f"Book1.xlsx: {CANARY}"),
    "cropped picture": (cropped, "docx-cropped-picture", WARN, f"paragraph 7, {UNDER}", "image.png"),
    "picture with a place": (
        lambda: files.with_picture(files.gps_picture()), "image-gps", BLOCK, f"paragraph 7, {UNDER}", None,
    ),
    "path as description": (
        lambda: edit(files.with_picture(), "word/document.xml", 'name="Picture 1"', rf'name="Picture 1" descr="C:\{CANARY}\logo.png"'),
        "docx-alt-text", INFO, f"paragraph 7, {UNDER}", rf"C:\{CANARY}\logo.png",
    ),
    "revision ids": (lambda: settings_part('<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'), "docx-revision-ids", INFO, "whole file", None),
    "track setting": (lambda: settings_part("<w:trackRevisions/>"), "docx-track-setting", INFO, "whole file", ""),
    "document variable": (
        lambda: settings_part(f'<w:docVars><w:docVar w:name="Client" w:val="{CANARY}"/></w:docVars>'),
        "docx-document-variables", WARN, "whole file", f"Client: {CANARY}",
    ),
    "mail merge": (
        lambda: settings_part(f'<w:mailMerge><w:query w:val="SELECT {CANARY}"/></w:mailMerge>'),
        "docx-mail-merge", WARN, "whole file", f"SELECT {CANARY}",
    ),
    "active control": (active_x, "docx-activex", BLOCK, f"paragraph 1, {UNDER}", "activeX1.xml"),
    "thumbnail": (lambda: DOCX, "docx-thumbnail", INFO, "whole file", "thumbnail.jpeg"),
    "leftover": (
        lambda: files.packed(files.members(DOCX) | {"word/old.xml": f"<a>{CANARY}</a>"}), "docx-leftover-part", WARN, "whole file", "word/old.xml",
    ),
}  # fmt: skip


def slide_part(name, content, kind, content_type, owner="ppt/slides/slide2.xml", data=PPTX):
    return add_part(data, owner, name, content, kind, content_type)


def pptx_comment():
    content = f'<p:cmLst {files.NAMES}><p:cm authorId="0" dt="2026-01-02T03:04:05" idx="1"><p:pos x="1" y="1"/><p:text>{CANARY}</p:text></p:cm></p:cmLst>'
    data = slide_part("ppt/comments/comment1.xml", content, "comments", SLIDES + "comments+xml")
    authors = f'<p:cmAuthorLst {files.NAMES}><p:cmAuthor id="0" name="J. Patel" initials="JP" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
    return add_part(
        data, "ppt/presentation.xml", "ppt/commentAuthors.xml", authors, "commentAuthors", SLIDES + "commentAuthors+xml", "rIdAuthors"
    )  # fmt: skip


def pptx_thread():
    new = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    words = "<{0}><a:bodyPr/><a:p><a:r><a:t>{1}</a:t></a:r></a:p></{0}>"
    content = (
        f'<n:cmLst xmlns:n="{new}" {files.NAMES}><n:cm id="{{1}}" authorId="{{9}}">{words.format("n:txBody", "First")}'
        f'<n:replyLst><n:reply id="{{2}}" authorId="{{9}}">{words.format("n:txBody", CANARY)}</n:reply></n:replyLst></n:cm></n:cmLst>'
    )
    data = slide_part(
        "ppt/comments/modernComment_1.xml",
        content,
        "http://schemas.microsoft.com/office/2018/10/relationships/comments",
        "application/vnd.ms-powerpoint.comments+xml",
    )
    return add_part(
        data,
        "ppt/presentation.xml",
        "ppt/authors.xml",
        f'<n:authorLst xmlns:n="{new}"><n:author id="{{9}}" name="J. Patel"/></n:authorLst>',
        "http://schemas.microsoft.com/office/2018/10/relationships/authors",
        "application/vnd.ms-powerpoint.authors+xml",
        "rIdAuthors",
    )


def with_notes(words=CANARY):
    deck = pptx.Presentation(io.BytesIO(PPTX))
    deck.slides[1].notes_slide.notes_text_frame.text = words
    return files.saved(deck)


def with_chart():
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    deck = pptx.Presentation(io.BytesIO(PPTX))
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Sales", (1, 2))
    deck.slides[1].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 900000, 900000, data)
    return files.saved(deck)


def with_ole():
    deck = pptx.Presentation(io.BytesIO(PPTX))
    icon = io.BytesIO(files.picture())
    deck.slides[1].shapes.add_ole_object(io.BytesIO(workbook()), "Excel.Sheet.12", 0, 0, icon_file=icon)
    return files.saved(deck)


def slide_picture(data=None, crop=0.0):
    deck = pptx.Presentation(io.BytesIO(PPTX))
    shape = deck.slides[1].shapes.add_picture(io.BytesIO(data or files.picture()), 0, 0)
    shape.crop_left = crop
    return files.saved(deck)


def hidden_slide():
    parts = files.members(PPTX)
    name = "ppt/slides/slide2.xml"
    parts[name] = parts[name].replace(b"<p:sld ", b'<p:sld show="0" ', 1).replace(b"Body 2", CANARY.encode())
    return files.packed(parts)


def removed_slide():
    parts = files.members(PPTX)
    deck = parts["ppt/presentation.xml"].decode()
    start = deck.index("<p:sldId ", deck.index("<p:sldId ") + 5)
    parts["ppt/presentation.xml"] = (deck[:start] + deck[deck.index("/>", start) + 2 :]).encode()
    return files.packed(parts)


def sections():
    listed = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f'<p14:section name="{CANARY}" id="{{1}}"><p14:sldIdLst/></p14:section></p14:sectionLst></p:ext></p:extLst>'
    )
    return edit(PPTX, "ppt/presentation.xml", "</p:presentation>", f"{listed}</p:presentation>")


def old_titles():
    data = edit(PPTX, "docProps/app.xml", "<vt:i4>0</vt:i4>", "<vt:i4>2</vt:i4>")
    data = edit(
        data,
        "docProps/app.xml",
        '<vt:vector size="1" baseType="lpstr">',
        '<vt:vector size="3" baseType="lpstr">',
    )
    titles = f"<vt:lpstr>Title 1</vt:lpstr><vt:lpstr>{CANARY}</vt:lpstr></vt:vector></TitlesOfParts>"
    return edit(data, "docProps/app.xml", "</vt:vector></TitlesOfParts>", titles)


PPTX_SEEDS = {
    "notes": (with_notes, "pptx-notes", WARN, "slide 2, notes", CANARY),
    "hidden slide": (hidden_slide, "pptx-hidden-slide", BLOCK, "slide 2", f"Title 2 {CANARY}"),
    "removed slide": (removed_slide, "pptx-removed-slide", BLOCK, "whole file", "Title 2 Body 2"),
    "hidden shape": (lambda: slide_shape(box(CANARY, hidden=' hidden="1"')), "pptx-hidden-shape", BLOCK, "slide 2", CANARY),
    "off the slide": (lambda: slide_shape(box(CANARY, x=9_200_000)), "pptx-off-slide", WARN, "slide 2", CANARY),
    "above the slide": (lambda: slide_shape(box(CANARY, y=-900_001)), "pptx-off-slide", WARN, "slide 2", CANARY),
    "off in a group": (
        lambda: slide_shape(
            '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="70" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="19000000" cy="1800000"/><a:chOff x="0" y="0"/><a:chExt cx="1900000" cy="1800000"/></a:xfrm></p:grpSpPr>'
            f'{box("In sight")}{box(CANARY, x=1_000_000, number=78)}</p:grpSp>'
        ),
        "pptx-off-slide", WARN, "slide 2", CANARY,
    ),
    "comment": (pptx_comment, "pptx-comments", BLOCK, "slide 2", f"J. Patel: {CANARY}"),
    "reply": (pptx_thread, "pptx-comments", BLOCK, "slide 2", f"J. Patel: {CANARY}"),
    "comment authors": (pptx_comment, "pptx-comment-authors", BLOCK, "whole file", "J. Patel"),
    "old title": (old_titles, "pptx-slide-titles", WARN, "properties", CANARY),
    "section": (sections, "pptx-sections", WARN, "whole file", CANARY),
    "chart workbook": (with_chart, "pptx-embedded-file", BLOCK, "slide 2", "Microsoft_Excel_Sheet1.xlsx: 1 sheet (Sheet1), 3 rows"),
    "hidden sheet": (with_ole, "pptx-hidden-sheet", BLOCK, "slide 2", None),
    "unused layout": (
        lambda: edit(PPTX, "ppt/slideLayouts/slideLayout7.xml", "</p:spTree>", files.with_names(box(CANARY)) + "</p:spTree>"),
        "pptx-unused-layout", WARN, "layout “Blank”", CANARY,
    ),
    "cropped picture": (lambda: slide_picture(crop=0.5), "pptx-cropped-picture", WARN, "slide 2", None),
    "picture with a place": (lambda: slide_picture(files.gps_picture()), "image-gps", BLOCK, "slide 2", None),
    "path as description": (
        lambda: slide_shape(box("x", extra=f' descr="/Users/{CANARY}/a.png"')), "pptx-alt-text", INFO, "slide 2", f"/Users/{CANARY}/a.png",
    ),
    "author": (
        lambda: edit(PPTX, "docProps/core.xml", "<dc:creator></dc:creator>", f"<dc:creator>{CANARY}</dc:creator>"),
        "pptx-author", WARN, "properties", CANARY,
    ),
    "label": (
        lambda: custom_properties("MSIP_Label_1_SiteId", PPTX), "pptx-sensitivity-label", WARN, "properties", f"MSIP_Label_1_SiteId: {CANARY}",
    ),
    "company": (lambda: edit(PPTX, "docProps/app.xml", "<Company></Company>", f"<Company>{CANARY}</Company>"), "pptx-company", WARN, "properties", CANARY),
    "custom XML": (lambda: custom_xml(PPTX, "ppt/presentation.xml"), "pptx-custom-xml", WARN, "whole file", CANARY),
    "add-in data": (
        lambda: slide_part("ppt/tags/tag1.xml", f'<p:tagLst {files.NAMES}><p:tag name="CLIENT" val="{CANARY}"/></p:tagLst>', "tags", SLIDES + "tags+xml"),
        "pptx-add-in-data", INFO, "whole file", f"CLIENT: {CANARY}",
    ),
    "change history": (
        lambda: slide_part(
            "ppt/changesInfos/changesInfo1.xml",
            f'<c:chgInfo xmlns:c="urn:x"><c:docChgLst><c:docChg name="{CANARY}" userId="1"/></c:docChgLst></c:chgInfo>',
            "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
            "application/vnd.ms-powerpoint.changesinfo+xml", "ppt/presentation.xml",
        ),
        "pptx-change-history", WARN, "whole file", CANARY,
    ),
    "link to a disk": (
        lambda: relate(slide_shape(box("go").replace("<a:r>", '<a:r><a:rPr><a:hlinkClick r:id="rIdSeed"/></a:rPr>')), "ppt/slides/slide2.xml", "hyperlink", f"file:///C:/{CANARY}/a.pptx", external=True),
        "pptx-private-link", BLOCK, "slide 2", f"file:///C:/{CANARY}/a.pptx",
    ),
}  # fmt: skip


@pytest.fixture
def put(tmp_path):
    def _put(data, kind):
        path = tmp_path / f"seed.{kind}"
        path.write_bytes(data)
        return path

    return _put


def findings(path, kind):
    return scan(path, kind=kind, identifiers=False).findings


def alarming(path, kind):
    return [f for f in findings(path, kind) if f.severity is not INFO]


@pytest.mark.parametrize(("data", "kind"), [(DOCX, Kind.DOCX), (PPTX, Kind.PPTX)])
def test_nothing_hidden_alarms_nobody(put, data, kind):
    assert alarming(put(data, kind), kind) == []


@pytest.mark.parametrize("seed", DOCX_SEEDS)
def test_finds_in_word_documents(put, seed):
    make, code, severity, place, words = DOCX_SEEDS[seed]
    found = [f for f in findings(put(make(), "docx"), Kind.DOCX) if f.code == code]
    assert [(f.severity, f.place) for f in found][:1] == [(severity, place)]
    assert words is None or found[0].words == words
    assert found[0].message.endswith(".")


@pytest.mark.parametrize("seed", PPTX_SEEDS)
def test_finds_in_presentations(put, seed):
    make, code, severity, place, words = PPTX_SEEDS[seed]
    found = [f for f in findings(put(make(), "pptx"), Kind.PPTX) if f.code == code]
    if seed == "reply":
        found = found[1:]
    assert [(f.severity, f.place) for f in found][:1] == [(severity, place)]
    assert words is None or found[0].words == words


def deep(data):
    """Every byte of every member, unpacked, with workbooks inside unpacked too."""
    found = b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            content = archive.read(info)
            found += info.filename.encode() + content + (deep(content) if content.startswith(b"PK") else b"")
    return found


@pytest.mark.parametrize("seed", DOCX_SEEDS)
def test_the_clean_copy_of_a_document_hides_nothing(put, tmp_path, seed):
    data = DOCX_SEEDS[seed][0]()
    path, out = put(data, "docx"), tmp_path / "clean.docx"
    before = text(path, kind=Kind.DOCX)
    result = clean(path, out, kind=Kind.DOCX)
    assert result.written
    assert findings(out, Kind.DOCX) == ()
    assert CANARY.encode() not in deep(out.read_bytes())
    assert path.read_bytes() == data
    if seed not in ("hidden row",):
        assert text(out, kind=Kind.DOCX).pages == before.pages
    document = docx.Document(str(out))
    assert (document.core_properties.author, document.core_properties.last_modified_by) == ("", "")


@pytest.mark.parametrize("seed", PPTX_SEEDS)
def test_the_clean_copy_of_a_presentation_hides_nothing(put, tmp_path, seed):
    data = PPTX_SEEDS[seed][0]()
    path, out = put(data, "pptx"), tmp_path / "clean.pptx"
    before = text(path, kind=Kind.PPTX)
    result = clean(path, out, kind=Kind.PPTX)
    assert result.written
    assert findings(out, Kind.PPTX) == ()
    assert CANARY.encode() not in deep(out.read_bytes())
    assert path.read_bytes() == data
    if seed not in ("off the slide", "above the slide", "off in a group"):
        assert text(out, kind=Kind.PPTX).pages == before.pages
    assert len(pptx.Presentation(str(out)).slides) == len(before.pages)


def test_the_text_of_a_document_reads_as_accepted(put):
    data = body(
        f"<w:p>{run('Kept')}<w:del {WHO}><w:r><w:delText> gone</w:delText></w:r></w:del><w:ins {WHO}>{run(' new')}</w:ins></w:p>"
    )
    data = body(f"<w:p>{run('Seen')}{run(' unseen', '<w:rPr><w:vanish/></w:rPr>')}</w:p>", data)
    found = text(put(data, "docx"), kind=Kind.DOCX)
    assert found.pages == (
        "Methods\nKept new\nSeen\nFirst words.\nSecond words.\ncell 0\tcell 1\ncell 2\tcell 3",
    )
    assert (found.headings, found.title) == (("Methods",), "Methods")


def test_a_deleted_paragraph_mark_joins_the_lines(put):
    data = body(f"<w:p>{MARK}{run('Joined to ')}</w:p>")
    assert text(put(data, "docx"), kind=Kind.DOCX).pages[0].splitlines()[:2] == [
        "Methods",
        "Joined to First words.",
    ]


def test_pages_end_at_breaks_and_sections(put):
    broken = body('<w:p><w:r><w:t>One</w:t><w:br w:type="page"/></w:r><w:r><w:t>Two</w:t></w:r></w:p>')
    broken = body("<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Three</w:t></w:r></w:p>", broken)
    pages = text(put(broken, "docx"), kind=Kind.DOCX).pages
    assert [page.splitlines()[0] for page in pages] == ["Methods", "Two", "Three"]


def test_long_text_is_split_by_words(put):
    document = docx.Document()
    for _ in range(30):
        document.add_paragraph("word " * 100)
    found = text(put(files.saved(document), "docx"), kind=Kind.DOCX)
    assert [len(page.split()) for page in found.pages] == [500] * 6
    assert found.words == 3000


def test_the_text_of_slides_leaves_hidden_ones_out(put):
    found = text(put(hidden_slide(), "pptx"), kind=Kind.PPTX)
    assert found.pages == ("Title 1\nBody 1", "Title 3\nBody 3")
    assert (found.notes, found.title) == (("", ""), "Title 1")


def test_notes_pair_with_their_slides(put):
    assert text(put(with_notes("Say this."), "pptx"), kind=Kind.PPTX).notes == ("", "Say this.", "")


def accepted(put, tmp_path, xml):
    """The words of each body paragraph of the clean copy, as python-docx reads them."""
    out = tmp_path / "clean.docx"
    clean(put(body(xml), "docx"), out, kind=Kind.DOCX)
    return [p.text for p in docx.Document(str(out)).paragraphs]


MARK = f"<w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr>"


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (f"<w:p>{run('a')}<w:ins {WHO}>{run('b')}</w:ins></w:p>", ["ab"]),
        (
            f"<w:p><w:ins {WHO}>{run('b')}<w:del {WHO}><w:r><w:delText>c</w:delText></w:r></w:del></w:ins></w:p>",
            ["b"],
        ),
        (f"<w:p>{MARK}{run('joined to ')}</w:p>", None),
        (f"<w:p><w:moveTo {WHO}>{run('moved')}</w:moveTo></w:p>", ["moved"]),
        (f"<w:p><w:moveFrom {WHO}>{run('moved')}</w:moveFrom></w:p>", [""]),
        (f"<w:p><w:pPr><w:rPr><w:ins {WHO}/></w:rPr></w:pPr>{run('x')}</w:p>", ["x"]),
        (
            f"<w:p><w:pPr><w:jc w:val='right'/><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr>{run('x')}</w:p>",
            ["x"],
        ),
    ],
)
def test_changes_are_accepted_as_word_does(put, tmp_path, xml, words):
    expected = (
        ["Methods", *words, "First words.", "Second words."]
        if words is not None
        else ["Methods", "joined to First words.", "Second words."]
    )
    assert accepted(put, tmp_path, xml) == expected


def test_a_deleted_row_goes_and_an_inserted_one_stays(put, tmp_path):
    for mark, rows in (("del", 1), ("ins", 2)):
        data = edit(DOCX, "word/document.xml", "<w:tr>", f"<w:tr><w:trPr><w:{mark} {WHO}/></w:trPr>")
        out = tmp_path / f"{mark}.docx"
        clean(put(data, "docx"), out, kind=Kind.DOCX)
        assert len(docx.Document(str(out)).tables[0].rows) == rows


def test_a_note_of_deleted_text_goes_with_it(put, tmp_path):
    data = edit(
        footnote(),
        "word/document.xml",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        f'<w:del {WHO}><w:r><w:footnoteReference w:id="1"/></w:r></w:del>',
    )
    out = tmp_path / "clean.docx"
    clean(put(data, "docx"), out, kind=Kind.DOCX)
    assert b"Source." not in files.members(out.read_bytes())["word/footnotes.xml"]


def test_accepting_changes_is_said(put, tmp_path):
    result = clean(put(body(DELETED), "docx"), tmp_path / "a.docx", kind=Kind.DOCX)
    assert result.visible_changes == (
        "All tracked changes are accepted: deleted words are gone, inserted words stay.",
    )
    assert "1 tracked change (accepted)" in result.removed
    quiet = clean(put(DOCX, "docx"), tmp_path / "b.docx", kind=Kind.DOCX)
    assert (quiet.visible_changes, quiet.removed) == (
        (),
        ("1 list of editing sessions", "1 small picture of an earlier save"),
    )


def test_a_cropped_picture_is_cut(put, tmp_path):
    for make, kind, folder in (
        (cropped, Kind.DOCX, "word/media/"),
        (lambda: slide_picture(crop=0.5), Kind.PPTX, "ppt/media/"),
    ):
        out = tmp_path / f"clean.{kind}"
        clean(put(make(), kind), out, kind=kind)
        (name,) = [n for n in files.members(out.read_bytes()) if n.startswith(folder)]
        with Image.open(io.BytesIO(files.members(out.read_bytes())[name])) as image:
            assert image.size == (30, 40)
            assert image.convert("RGB").getcolors() == [(1200, (255, 255, 255))]


def test_an_embedded_file_keeps_its_picture(put, tmp_path):
    out = tmp_path / "clean.docx"
    clean(put(ole_docx(), "docx"), out, kind=Kind.DOCX)
    parts = files.members(out.read_bytes())
    assert parts["word/document.xml"].count(b"imagedata") == 1
    assert [n for n in parts if "media" in n or "embeddings" in n] == ["word/media/icon.png"]
    out = tmp_path / "clean.pptx"
    clean(put(with_ole(), "pptx"), out, kind=Kind.PPTX)
    shapes = pptx.Presentation(str(out)).slides[1].shapes
    assert [str(shape.shape_type) for shape in shapes][-1] == "PICTURE (13)"


def test_series_a_chart_does_not_show(put, tmp_path):
    hidden = (
        '<c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
        f"<c15:filteredBarSeries><c15:ser><c:tx><c:v>{CANARY}</c:v></c:tx></c15:ser></c15:filteredBarSeries></c:ext></c:extLst></c:barChart>"
    )
    path = put(edit(with_chart(), "ppt/charts/chart1.xml", "</c:barChart>", hidden), "pptx")
    found = [f for f in findings(path, Kind.PPTX) if f.code == "pptx-hidden-chart-data"]
    assert [(f.place, f.words) for f in found] == [("slide 2", CANARY)]
    clean(path, tmp_path / "a.pptx", kind=Kind.PPTX)
    assert CANARY.encode() not in deep((tmp_path / "a.pptx").read_bytes())


def test_a_chart_keeps_its_values(put, tmp_path):
    out = tmp_path / "clean.pptx"
    clean(put(with_chart(), "pptx"), out, kind=Kind.PPTX)
    chart = next(s for s in pptx.Presentation(str(out)).slides[1].shapes if s.has_chart).chart
    assert [list(series.values) for series in chart.plots[0].series] == [[1.0, 2.0]]
    assert list(chart.plots[0].categories) == ["East", "West"]


def test_notes_stay_when_they_are_kept(put, tmp_path):
    out = tmp_path / "clean.pptx"
    result = clean(put(with_notes("Say this."), "pptx"), out, kind=Kind.PPTX, keep=frozenset({"notes"}))
    assert text(out, kind=Kind.PPTX).notes == ("", "Say this.", "")
    assert "1 slide's speaker notes" not in result.removed
    clean(put(with_notes("Say this."), "pptx"), out, kind=Kind.PPTX)
    assert text(out, kind=Kind.PPTX).notes == ("", "", "")


def test_ordinary_links_stay(put, tmp_path):
    for target in ("https://example.org/a?b=c", "mailto:me@example.org", "#chapter"):
        linked = body(f'<w:p><w:hyperlink r:id="rIdSeed">{run("click")}</w:hyperlink></w:p>')
        data = relate(linked, "word/document.xml", "hyperlink", target, external=True)
        path, out = put(data, "docx"), tmp_path / "clean.docx"
        assert alarming(path, Kind.DOCX) == []
        clean(path, out, kind=Kind.DOCX)
        assert target in files.members(out.read_bytes())["word/_rels/document.xml.rels"].decode()


def linked_picture(embedded):
    data = edit(files.with_picture(), "word/document.xml", "<a:blip ", '<a:blip r:link="rIdSeed" ')
    if not embedded:
        parts = files.members(data)
        parts["word/document.xml"] = re.sub(rb' r:embed="[^"]+"', b"", parts["word/document.xml"])
        data = files.packed(parts)
    return relate(data, "word/document.xml", "image", "https://example.org/a.png", external=True)


def test_a_linked_picture_is_only_missed_when_it_is_not_stored(put, tmp_path):
    for embedded, said in (
        (True, ()),
        (False, ("A picture that was only linked, not stored in the file, is no longer shown.",)),
    ):
        path = put(linked_picture(embedded), "docx")
        assert [f.code for f in alarming(path, Kind.DOCX)] == ["docx-linked-picture"]
        assert clean(path, tmp_path / "a.docx", kind=Kind.DOCX).visible_changes == said
        assert b"example.org" not in deep((tmp_path / "a.docx").read_bytes())


TRAPS = {
    "a heading that says draft": body(f"<w:p>{run('Draft guidance for industry')}</w:p>"),
    "a good description": edit(files.with_picture(), "word/document.xml", 'name="Picture 1"', 'name="Picture 1" descr="A red bar"'),
    "a hairline crop": edit(files.with_picture(), "word/document.xml", "<a:stretch>", '<a:srcRect l="40"/><a:stretch>'),
    "a link inside the document": body(FIELD.replace("HYPERLINK ", 'HYPERLINK \\l "_Toc1" \\o "" ').replace('"\\\\\\\\zanzibarol\\\\share\\\\a.docx"', "")),
    "vanish switched off": body(f"<w:p>{run('Seen', '<w:rPr><w:vanish w:val=\"0\"/></w:rPr>')}</w:p>"),
    "a hidden paragraph mark": body(f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('Seen')}</w:p>"),
    "the usual template": relate(DOCX, "word/settings.xml", "attachedTemplate", "Normal.dotm", external=True),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_alarm_nobody(put, trap):
    assert alarming(put(TRAPS[trap], "docx"), Kind.DOCX) == []


def test_a_shape_that_reaches_over_the_edge_is_on_the_slide(put):
    assert alarming(put(slide_shape(box("Half in", x=-450_000)), "pptx"), Kind.PPTX) == []


def test_watermarks_and_headers_that_say_confidential(put):
    found = alarming(put(watermark(), "docx"), Kind.DOCX)
    assert [(f.code, f.place, f.words, f.remedy) for f in found] == [
        ("docx-confidential-words", "header, watermark", "CONFIDENTIAL", Remedy.BY_HAND)
    ]
    found = alarming(put(header(f"<w:p>{run('Acme - DRAFT v2')}</w:p>"), "docx"), Kind.DOCX)
    assert [(f.code, f.place, f.words) for f in found] == [
        ("docx-confidential-words", "header", "Acme - DRAFT v2")
    ]


def test_stamps_on_slides_but_not_their_subjects(put):
    found = alarming(put(slide_shape(box("DRAFT - do not share")), "pptx"), Kind.PPTX)
    assert [(f.code, f.place, f.words) for f in found] == [
        ("pptx-confidential-words", "slide 2", "DRAFT - do not share")
    ]
    about = edit(PPTX, "ppt/slides/slide2.xml", "Title 2", "Draft guidance on restricted diets")
    assert alarming(put(about, "pptx"), Kind.PPTX) == []


def test_many_of_a_kind_are_counted(put, tmp_path):
    many = "".join(
        f"<w:p><w:del {WHO}><w:r><w:delText>gone {n}</w:delText></w:r></w:del></w:p>" for n in range(70)
    )
    path = put(body(f"<w:sdt><w:sdtContent>{many}</w:sdtContent></w:sdt>"), "docx")
    found = alarming(path, Kind.DOCX)
    assert [f.words for f in found if f.place == "whole file"] == ["20 more like the 50 listed"]
    assert len(found) == 51
    assert "70 tracked changes (accepted)" in clean(path, tmp_path / "a.docx", kind=Kind.DOCX).removed


def test_worst_first_then_by_place(put):
    data = body(
        f"<w:p>{run(CANARY, '<w:rPr><w:vanish/></w:rPr>')}</w:p>{DELETED}".replace(
            "</w:p><w:p>", "</w:p><w:p>"
        ),
        people(),
    )
    order = [f.severity for f in findings(put(data, "docx"), Kind.DOCX)]
    assert order == sorted(order, key=[BLOCK, WARN, INFO].index)


def test_the_writers_own_name_only_informs(put):
    path = put(
        edit(DOCX, "docProps/core.xml", "<dc:creator></dc:creator>", "<dc:creator>Ana  Lee</dc:creator>"),
        "docx",
    )
    assert [
        f.severity for f in scan(path, kind=Kind.DOCX, own_name="ana lee").findings if f.code == "docx-author"
    ] == [INFO]
    assert [
        f.severity for f in scan(path, kind=Kind.DOCX, own_name="Bo Ek").findings if f.code == "docx-author"
    ] == [WARN]


def test_macros_block_and_are_not_cleaned(put, tmp_path):
    path = put(files.packed(files.members(DOCX) | {"word/vbaProject.bin": b"x"}), "docx")
    assert [f.code for f in findings(path, Kind.DOCX)] == ["macros"]
    result = clean(path, tmp_path / "a.docx", kind=Kind.DOCX)
    assert (result.written, [f.code for f in result.refused]) == (False, ["docx-macros"])
    assert not (tmp_path / "a.docx").exists()


def test_only_hidden_slides_are_refused(put, tmp_path):
    parts = files.members(files.plain_pptx(1))
    parts["ppt/slides/slide1.xml"] = parts["ppt/slides/slide1.xml"].replace(
        b"<p:sld ", b'<p:sld show="0" ', 1
    )
    result = clean(put(files.packed(parts), "pptx"), tmp_path / "a.pptx", kind=Kind.PPTX)
    assert (result.written, [f.code for f in result.refused]) == (False, ["pptx-hidden-slide"])


@pytest.mark.parametrize(("data", "kind"), [(ole_docx(), Kind.DOCX), (with_chart(), Kind.PPTX)])
def test_the_same_file_gives_the_same_copy(put, tmp_path, data, kind):
    path = put(data, kind)
    for name in ("a", "b"):
        clean(path, tmp_path / name, kind=kind)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_templates_become_documents(put, tmp_path):
    main = SLIDES + "presentation.main+xml"
    for made in ("slideshow", "template"):
        path = put(
            edit(PPTX, "[Content_Types].xml", main, main.replace("presentation.main", f"{made}.main")), "ppsx"
        )
        clean(path, tmp_path / "a.pptx", kind=Kind.PPTX)
        assert identify(tmp_path / "a.pptx", "a.pptx") is Kind.PPTX


def test_the_strict_dialect_is_read_and_cleaned(put, tmp_path):
    strict = {
        name: content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in files.members(body(DELETED)).items()
    }  # fmt: skip
    path, out = put(files.packed(strict), "docx"), tmp_path / "clean.docx"
    assert identify(path, "a.docx") is Kind.DOCX
    assert [f.code for f in alarming(path, Kind.DOCX)] == ["docx-tracked-changes"]
    clean(path, out, kind=Kind.DOCX)
    assert [p.text for p in docx.Document(str(out)).paragraphs] == [
        "Methods",
        "Kept. ",
        "First words.",
        "Second words.",
    ]


@pytest.mark.parametrize(("data", "kind"), [(ole_docx(), Kind.DOCX), (pptx_comment(), Kind.PPTX)])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.data())
def test_mutated_parts_are_read_or_refused(tmp_path, data, kind, source):
    parts = files.members(data)
    name = source.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(source.draw(st.integers(1, 4))):
        at = source.draw(st.integers(0, max(0, len(content) - 1)))
        content[at : at + source.draw(st.integers(0, 30))] = source.draw(st.binary(max_size=12))
    path = tmp_path / "mutated"
    path.write_bytes(files.packed(parts | {name: bytes(content)}))
    for call in (scan, text):
        with contextlib.suppress(Unreadable):
            call(path, kind=kind)
    with contextlib.suppress(Unreadable):
        clean(path, tmp_path / "out", kind=kind)
