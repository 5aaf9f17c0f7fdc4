"""PDFs with one thing hidden in each, on the pages of several producers. Every planted word says CANARY."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont

Plant = Callable[[pikepdf.Pdf, pikepdf.Object], None]

TYPST = """#set page(width: 400pt, height: 300pt, margin: 40pt)
#set document(date: none)
= Asthma in primary care
Reliever and preventer inhalers are chosen together with the patient.
#table(columns: 2, fill: (x, y) => if y == 0 { navy } else { yellow.lighten(60%) },
  text(white)[Step], text(white)[Drug], [One], [Low dose])
#link("https://example.org/guideline")[The guideline] and #link("mailto:a@example.org")[mail]."""


def raw_pdf(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A PDF written by hand: object 1 is the catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.6\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, table)
    )
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def written_pdf(content: bytes, page: bytes = b"") -> bytes:
    """One hand-written page of 400 by 300 points with Helvetica as /F1."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
        % page,
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


@cache
def typst_page() -> bytes:
    return typst.compile(TYPST.encode())


@cache
def written_page() -> bytes:
    return written_pdf(
        b"0.9 g 40 200 320 40 re f 0 g BT /F1 14 Tf 50 215 Td (Asthma in primary care) Tj "
        b"/F1 10 Tf 0 -60 Td [(Reliever ) -30 (and preventer)] TJ T* ET 0 0 1 RG 40 100 m 360 100 l S"
    )


@cache
def picture_page() -> bytes:
    picture = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(picture).text((80, 80), "Asthma in primary care", "black", ImageFont.load_default(40))
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=144, producer="", creator="")
    return buffer.getvalue()


BASES = {"typst": typst_page, "written": written_page, "picture": picture_page}


def planted(base: bytes, plant: Plant, **save) -> bytes:
    """`base` with something planted on its first page."""
    with pikepdf.open(io.BytesIO(base)) as pdf:
        plant(pdf, pdf.pages[0].obj)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False, **save)
    return out.getvalue()


# --- what is drawn on the page ------------------------------------------------------------------------------


def paint(content: bytes) -> Plant:
    """Draw over the page, with Helvetica as /Plain."""

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        resources = page.get("/Resources", Dictionary())
        page.Resources = resources
        fonts = resources.get("/Font", Dictionary())
        fonts.Plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        resources.Font = fonts
        pikepdf.Page(page).contents_add(b"q\n", prepend=True)
        pikepdf.Page(page).contents_add(b"\nQ\n" + content)

    return plant


def words(text: bytes, x: float = 60, y: float = 20, size: float = 10) -> bytes:
    return b"BT /Plain %g Tf %g %g Td (%s) Tj ET " % (size, x, y, text)


def in_form(content: bytes) -> Plant:
    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        paint(b"q 1 0 0 1 20 10 cm /Inner Do Q")(pdf, page)
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[-500, -500, 900, 900])
        form.Resources = Dictionary(Font=page.Resources.Font)
        things = page.Resources.get("/XObject", Dictionary())
        things.Inner = form
        page.Resources.XObject = things

    return plant


def covered_by_picture(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    paint(words(b"CANARY name") + b"q 90 0 0 14 55 17 cm /Bar Do Q")(pdf, page)
    add_image(
        pdf,
        page,
        "/Bar",
        pdf.make_stream(bytes(12), Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceRGB),
    )


def add_image(pdf: pikepdf.Pdf, page: pikepdf.Object, name: str, image: pikepdf.Stream) -> None:
    image.Type, image.Subtype = Name.XObject, Name.Image
    things = page.Resources.get("/XObject", Dictionary())
    things[name] = image
    page.Resources.XObject = things


def annotate(**entries) -> Plant:
    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[55, 15, 160, 35], **entries))
        page.Annots = Array([*page.get("/Annots", Array()), note])

    return plant


def with_look(pdf: pikepdf.Pdf, content: bytes) -> Dictionary:
    look = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 105, 20])
    look.Resources = Dictionary(
        Font=Dictionary(Plain=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    return Dictionary(N=look)


def covered_by_mark(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    paint(words(b"CANARY name"))(pdf, page)
    annotate(Subtype=Name.Square, AP=with_look(pdf, b"0 g 0 0 105 20 re f"), F=4)(pdf, page)


def waiting_redaction(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    paint(words(b"CANARY name"))(pdf, page)
    annotate(Subtype=Name.Redact)(pdf, page)


def outside_crop(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    box = [float(each) for each in page.MediaBox]
    page.CropBox = Array([box[0], box[1], box[2], box[3]])
    page.MediaBox = Array([box[0] - 200, box[1], box[2], box[3]])
    paint(words(b"CANARY slug line", x=box[0] - 150))(pdf, page)


def layer(pdf: pikepdf.Pdf, *, off: bool, base: bool = False) -> pikepdf.Object:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("CANARY layer")))
    settings = Dictionary(BaseState=Name.OFF) if base else Dictionary(OFF=Array([group] if off else []))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=settings)
    return group


def hidden_layer(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    paint(b"/OC /Secret BDC 1 0 0 rg " + words(b"CANARY draft") + b"10 10 50 5 re f EMC")(pdf, page)
    page.Resources.Properties = Dictionary(Secret=layer(pdf, off=True))


def hidden_layer_form(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    in_form(words(b"CANARY draft"))(pdf, page)
    page.Resources.XObject.Inner.OC = layer(pdf, off=False, base=True)


def hidden_layer_rule(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    group = layer(pdf, off=True)
    in_form(b"/OC /Rule BDC " + words(b"CANARY draft") + b" EMC")(pdf, page)
    rule = Dictionary(Type=Name.OCMD, OCGs=Array([group]), P=Name.AllOn)
    page.Resources.XObject.Inner.Resources.Properties = Dictionary(Rule=rule)


# --- what stands beside the page ----------------------------------------------------------------------------


def info(key: str, value: str = "CANARY") -> Plant:
    def plant(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
        pdf.docinfo[key] = value

    return plant


def xmp(inside: str, where: str = "root") -> Plant:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"'
        ' xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmlns:exif="http://ns.adobe.com/exif/1.0/">'
        f"{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        holder = pdf.Root if where == "root" else page
        holder.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)

    return plant


def attached(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
    pdf.attachments["CANARY.xlsx"] = b"CANARY rows"


def attached_mark(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    annotate(Subtype=Name.FileAttachment, FS=filespec(pdf))(pdf, page)


def attached_af(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
    pdf.Root.AF = Array([filespec(pdf)])


def filespec(pdf: pikepdf.Pdf) -> pikepdf.Object:
    data = pdf.make_stream(b"CANARY rows", Type=Name.EmbeddedFile)
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("CANARY.csv"), EF=Dictionary(F=data)))


def script(text: str = "app.alert('CANARY')") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(text))


def script_named(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(script())]))
    )


def script_at_opening(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert('CANARY')"))


def script_of_page(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
    page.AA = Dictionary(O=script())


def link(action: dict) -> Plant:
    return annotate(Subtype=Name.Link, A=Dictionary(action))


def form_field(**entries) -> Plant:
    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        look = with_look(pdf, b"/Tx BMC BT /Plain 10 Tf 2 5 Td (shown) Tj ET EMC")
        annotate(Subtype=Name.Widget, T=String("owner"), F=4, AP=look, **entries)(pdf, page)
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[-1]]))

    return plant


def form_child(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    form_field(FT=Name.Tx)(pdf, page)
    widget = page.Annots[-1]
    parent = pdf.make_indirect(
        Dictionary(T=String("group"), FT=Name.Tx, V=String("CANARY"), Kids=Array([widget]))
    )
    widget.Parent = parent
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))


def second_form(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    form_field(FT=Name.Tx)(pdf, page)
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp>CANARY</xdp>")


def alternative(key: str, value: str) -> Plant:
    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=page))
        element[key] = String(value)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))

    return plant


def tex_figure(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    in_form(b"0 0 1 1 re f")(pdf, page)
    page.Resources.XObject.Inner["/PTEX.FileName"] = String("/home/jane/CANARY/fig.pdf")


def private_data(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    layers = Dictionary(AIMetaData=pdf.make_stream(b"CANARY"), A=1, B=2, C=3)
    page.PieceInfo = Dictionary(Illustrator=Dictionary(Private=layers))


def thumbnail(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    page.Thumb = pdf.make_stream(b"CANARY", Width=2, Height=1, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)


def page_taken_out(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    old = Dictionary(
        Type=Name.Page,
        Parent=pdf.Root.Pages,
        MediaBox=Array([0, 0, 9, 9]),
        Contents=pdf.make_stream(b"%CANARY"),
    )
    pdf.Root.Dests = Dictionary(Old=Array([pdf.make_indirect(old), Name.Fit]))


def template(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    old = Dictionary(Type=Name.Template, MediaBox=Array([0, 0, 9, 9]), Contents=pdf.make_stream(b"%CANARY"))
    pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("CANARY"), pdf.make_indirect(old)])))


def captured(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
    pdf.Root.SpiderInfo = Dictionary(V=1.0, C=Array([Dictionary(CANARY=1)]))


def map_place(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    measure = Dictionary(Type=Name.Measure, Subtype=Name.GEO, GPTS=Array([48.1, 2.3]), Note=String("CANARY"))
    page.VP = Array([Dictionary(Type=Name.Viewport, Measure=pdf.make_indirect(measure))])


def photo(**options) -> Plant:
    def plant(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        buffer = io.BytesIO()
        Image.new("RGB", (16, 16), "teal").save(buffer, "JPEG", **options)
        paint(b"q 30 0 0 30 300 20 cm /Photo Do Q")(pdf, page)
        image = pdf.make_stream(
            buffer.getvalue(), Width=16, Height=16, BitsPerComponent=8, ColorSpace=Name.DeviceRGB
        )
        image.Filter = Name.DCTDecode
        add_image(pdf, page, "/Photo", image)

    return plant


def exif(*, gps: bool = False) -> bytes:
    block = Image.Exif()
    block[0x010F] = "CANARY camera"
    if gps:
        del block[0x010F]
        block.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    return block.tobytes()


def signature(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    signed = Dictionary(
        Type=Name.Sig, Name=String("CANARY"), Contents=String(bytes(20)), ByteRange=Array([0, 1, 2, 3])
    )
    form_field(FT=Name.Sig, V=pdf.make_indirect(signed))(pdf, page)


HISTORY = '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:softwareAgent="CANARY"/></rdf:Seq></xmpMM:History>'
AUTHOR = "<dc:creator><rdf:Seq><rdf:li>CANARY</rdf:li></rdf:Seq></dc:creator>"
FADED_ON_BOX = b"0.2 g 50 10 140 24 re f " + words(b"CANARY on grey")
TWICE = b"BT /Plain 10 Tf 60 20 Td (CANARY one) Tj 0 -12 Td (CANARY two) Tj ET "

# (finding, place, plant); "page 1" where a page is known
SEEDS: list[tuple[str, str, Plant]] = [
    ("pdf-comment", "page 1", annotate(Subtype=Name.Text, Contents=String("CANARY?"), T=String("J. Patel"))),
    ("pdf-comment", "page 1", annotate(Subtype=Name.Highlight, Contents=String("CANARY"), QuadPoints=Array([0] * 8))),
    ("pdf-comment", "page 1", annotate(Subtype=Name.FreeText, RC=String("<p>CANARY <b>rich</b></p>"))),
    ("pdf-comment", "page 1", annotate(Subtype=Name.Stamp, T=String("CANARY"))),
    ("pdf-attachment", "whole file", attached),
    ("pdf-attachment", "page 1", attached_mark),
    ("pdf-attachment", "whole file", attached_af),
    ("pdf-media", "page 1", annotate(Subtype=Name.Screen, T=String("CANARY"))),
    ("pdf-media", "page 1", annotate(Subtype=Name.RichMedia, Contents=String("CANARY"))),
    ("pdf-script", "whole file", script_named),
    ("pdf-script", "whole file", script_at_opening),
    ("pdf-script", "page 1", script_of_page),
    ("pdf-script", "page 1", link(script())),
    ("pdf-action", "page 1", link({"/S": Name.Launch, "/F": String("CANARY.exe")})),
    ("pdf-action", "page 1", link({"/S": Name.SubmitForm, "/F": Dictionary(F=String("https://CANARY.example"))})),
    ("pdf-local-path", "page 1", link({"/S": Name.URI, "/URI": String("file:///C:/Users/CANARY/a.docx")})),
    ("pdf-local-path", "page 1", link({"/S": Name.URI, "/URI": String("\\\\server\\CANARY\\a.docx")})),
    ("pdf-local-path", "page 1", link({"/S": Name.GoToR, "/F": String("CANARY.pdf"), "/D": Array([0, Name.Fit])})),
    ("pdf-metadata-path", "page 1", tex_figure),
    ("pdf-inside-link", "page 1", link({"/S": Name.URI, "/URI": String("http://intranet/CANARY")})),
    ("pdf-inside-link", "page 1", link({"/S": Name.URI, "/URI": String("https://wiki.acme.local/CANARY")})),
    ("pdf-inside-link", "page 1", link({"/S": Name.URI, "/URI": String("http://10.0.4.7:8080/CANARY")})),
    ("pdf-form-values", "page 1", form_field(FT=Name.Tx, V=String("CANARY"))),
    ("pdf-form-values", "page 1", form_field(FT=Name.Ch, V=Array([String("CANARY")]))),
    ("pdf-form-values", "page 1", form_child),
    ("pdf-xfa", "whole file", second_form),
    ("pdf-signature", "page 1", signature),
    ("pdf-hidden-layer", "page 1", hidden_layer),
    ("pdf-hidden-layer", "page 1", hidden_layer_form),
    ("pdf-hidden-layer", "page 1", hidden_layer_rule),
    ("pdf-hidden-page", "whole file", page_taken_out),
    ("pdf-hidden-page", "whole file", template),
    ("pdf-web-capture", "whole file", captured),
    ("pdf-geodata", "whole file", map_place),
    ("pdf-private-data", "whole file", private_data),
    ("pdf-thumbnail", "whole file", thumbnail),
    ("pdf-alt-path", "whole file", alternative("/Alt", "C:\\Users\\CANARY\\logo.png")),
    ("pdf-alt-path", "whole file", alternative("/ActualText", "/Users/CANARY/logo.png")),
    ("pdf-part-metadata", "page 1", xmp(AUTHOR, "page")),
    ("pdf-author", "whole file", info("/Author", "CANARY Patel")),
    ("pdf-author", "whole file", xmp(AUTHOR)),
    ("pdf-title", "whole file", info("/Title", "Microsoft Word - CANARY_v3.docx")),
    ("pdf-title", "whole file", info("/Title", "CANARY launch proposal")),
    ("pdf-company", "whole file", info("/Company", "CANARY MedEd")),
    ("pdf-company", "whole file", info("/Manager", "CANARY Patel")),
    ("pdf-sensitivity-label", "whole file", info("/MSIP_Label_1_Name", "CANARY")),
    ("pdf-properties", "whole file", info("/Subject", "CANARY")),
    ("pdf-properties", "whole file", info("/Keywords", "CANARY")),
    ("pdf-properties", "whole file", xmp("<pdfx:Job>CANARY</pdfx:Job>")),
    ("pdf-edit-history", "whole file", xmp(HISTORY)),
    ("pdf-metadata-path", "whole file", xmp('<xmpMM:DerivedFrom stRef:filePath="/Users/jane/CANARY.indd"/>')),
    ("pdf-gps", "whole file", xmp("<exif:GPSLatitude>48,51.4N CANARY</exif:GPSLatitude>")),
    ("image-gps", "page 1", photo(exif=exif(gps=True))),
    ("image-camera", "page 1", photo(exif=exif())),
    ("image-caption", "page 1", photo(comment=b"CANARY caption")),
    ("pdf-invisible-text", "page 1", paint(b"1 g " + words(b"CANARY white") + b"0 g ")),
    ("pdf-invisible-text", "page 1", paint(FADED_ON_BOX.replace(b"BT ", b"0.2 g BT "))),
    ("pdf-invisible-text", "page 1", paint(words(b"CANARY small", size=0.4))),
    ("pdf-invisible-text", "page 1", in_form(b"1 g " + words(b"CANARY white"))),
    ("pdf-outside-text", "page 1", paint(words(b"CANARY below", y=-90))),
    ("pdf-outside-text", "page 1", paint(words(b"CANARY beside", x=2000))),
    ("pdf-outside-text", "page 1", outside_crop),
]  # fmt: skip

# Nothing is cleaned here: the words must leave the source document.
COVERED: list[tuple[str, Plant]] = [
    ("pdf-covered-text", paint(words(b"CANARY name") + b"0 g 55 16 90 14 re f")),
    ("pdf-covered-text", paint(words(b"CANARY name") + b"1 g 55 16 90 14 re f")),
    ("pdf-covered-text", paint(words(b"CANARY name") + b"12 w 0 G 50 23 m 160 23 l S")),
    ("pdf-covered-text", paint(words(b"CANARY name") + b"0 g 55 16 90 14 re f 1 g " + words(b"(b)", size=6))),
    ("pdf-covered-text", paint(b"q 0.5 0 0 0.5 30 10 cm " + words(b"CANARY name", size=20) + b"0 g 55 5 190 40 re f Q")),
    ("pdf-covered-text", in_form(words(b"CANARY name") + b"0 g 55 16 90 14 re f")),
    ("pdf-covered-text", paint(TWICE + b"0 g 50 2 110 36 re f")),
    ("pdf-covered-text", covered_by_picture),
    ("pdf-covered-text", covered_by_mark),
    ("pdf-redaction-pending", waiting_redaction),
]  # fmt: skip
