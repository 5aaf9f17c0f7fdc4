"""Small Office files with one thing hidden in each, made in memory."""

import io
import zipfile

import docx
import pptx
from docx.shared import Inches
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
)
WHO = 'w:id="900" w:author="J. Patel" w:date="2026-01-02T03:04:05Z"'


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def plain_docx():
    """A document with nothing hidden: two headings, a table, no names."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    document.add_heading("Methods", 1)
    document.add_paragraph("First words.")
    document.add_paragraph("Second words.")
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    return saved(document)


def plain_pptx(slides=3):
    deck = pptx.Presentation()
    properties = deck.core_properties
    properties.author = properties.last_modified_by = properties.title = ""
    for number in range(1, slides + 1):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Title {number}"
        slide.placeholders[1].text = f"Body {number}"
    return saved(deck)


DOCX = plain_docx()
PPTX = plain_pptx()


def picture(kind="PNG", size=(60, 40), **more):
    buffer = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.save(buffer, kind, **more)
    return buffer.getvalue()


def gps_picture():
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 20.0, 0.0)})
    return picture("JPEG", exif=exif)


def with_picture(data=None):
    document = docx.Document(io.BytesIO(DOCX))
    document.add_picture(io.BytesIO(data or picture()), Inches(1))
    return saved(document)


def edit(data, part, old, new, count=1):
    """Replace text inside one part; the text must be there."""
    parts = members(data)
    text = parts[part].decode()
    assert old in text, (part, old)
    parts[part] = text.replace(old, new, count).encode()
    return packed(parts)


def add_part(data, owner, name, content, kind, content_type, link_id="rIdSeed"):
    """Add a part and the relation that leads to it from `owner` ("" for the package)."""
    parts = members(data)
    parts[name] = content if isinstance(content, bytes) else content.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    )
    kind = kind if "://" in kind else REL + kind
    return relate(packed(parts), owner, kind, "/" + name, link_id)


def relate(data, owner, kind, target, link_id="rIdSeed", external=False):
    parts = members(data)
    folder, _, base = owner.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    kind = kind if "://" in kind else REL + kind
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="{link_id}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", line.encode())
    return packed(parts)


def with_names(xml):
    """An XML snippet whose outer element declares every prefix used here."""
    end = min(i for i in (xml.find(" "), xml.find(">"), xml.find("/>")) if i > 0)
    return f"{xml[:end]} {NAMES}{xml[end:]}"


def body(xml, data=DOCX):
    """The document with a snippet before its second paragraph ("First words.")."""
    marker = "<w:p><w:r><w:t>First words.</w:t></w:r></w:p>"
    return edit(data, "word/document.xml", marker, with_names(xml) + marker)


def header(xml, data=DOCX):
    """The document with a header part that holds the snippet."""
    content = f"<w:hdr {NAMES}>{xml}</w:hdr>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    data = add_part(data, "word/document.xml", "word/header9.xml", content, "header", kind, "rIdHeader9")
    parts = members(data)
    text = parts["word/document.xml"].decode()
    at = text.index("<w:sectPr")
    at = text.index(">", at) + 1
    reference = with_names('<w:headerReference w:type="default" r:id="rIdHeader9"/>')
    parts["word/document.xml"] = (text[:at] + reference + text[at:]).encode()
    return packed(parts)


def slide_shape(xml, data=PPTX, slide=2):
    return edit(data, f"ppt/slides/slide{slide}.xml", "</p:spTree>", with_names(xml) + "</p:spTree>")


def box(words, x=0, y=0, hidden="", number=77, extra=""):
    """A text box on a slide, in EMU."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Box"{hidden}{extra}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
