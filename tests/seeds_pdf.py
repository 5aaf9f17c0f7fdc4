"""Seeds in PDFs, by pikepdf, byte by byte, by Pillow, by Typst and by LibreOffice."""

import io
import re

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String

from documents.report import Kind
from tests.seeds import flat, office_seed, picture, seed

PDF = Kind.PDF
LINES = (("Opening words of the page.", 760), ("Closing words of the page.", 700))


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def show(words: str, y: int, x: int = 72, size: int = 12, before: str = "") -> str:
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET Q\n"


def new(pages: int = 2, extra: str = "", on: int = 1, resources: dict | None = None) -> pikepdf.Pdf:
    """A PDF made by pikepdf; `extra` is drawn on page `on`."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        content = "".join(show(words, y) for words, y in LINES) + (extra if number == on else "")
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Contents = pdf.make_stream(content.encode())
        page.Resources = Dictionary(Font=Dictionary(F1=font(pdf)), **(resources or {}))
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def by_bytes(
    content: str,
    *,
    catalog: str = "",
    page: str = "",
    info: str = "",
    objects: tuple[str, ...] = (),
    resources: str = "",
) -> bytes:
    """A one-page PDF written byte by byte. Extra objects are numbered from 10."""
    content = "".join(show(words, y) for words, y in LINES) + content
    bodies = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {resources} >> {page} >>",
        4: f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: f"<< {info} >>",
        **dict(enumerate(objects, 10)),
    }
    out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number, body in bodies.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += f"{number} 1\n{offset:010d} 00000 n \n".encode()
    size = max(bodies) + 1
    return (
        bytes(out)
        + f"trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def typeset(words: str = "Opening words of the page.", **options) -> bytes:
    return typst.compile(f"#set page(width: 12cm, height: 9cm)\n{words}".encode(), **options)


# --- properties


@seed(PDF, "Document information", "pdf-author", "whole file", "pikepdf")
def pdf_author(word):
    pdf = new()
    if word:
        pdf.docinfo["/Author"] = word
    return saved(pdf)


@seed(PDF, "Document information", "pdf-", "whole file", "raw bytes")
def pdf_subject(word):
    return by_bytes("", info=f"/Subject ({word})" if word else "")


@seed(PDF, "Document information", "pdf-author", "whole file", "Pillow")
def pdf_author_by_pillow(word):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "PDF", **({"author": word} if word else {}))
    return out.getvalue()


@office_seed(PDF, "Document information", "pdf-author", "whole file", "pdf")
def pdf_author_by_office(word):
    return flat(
        "text",
        "<text:p>Words of the page.</text:p>",
        meta=f"<dc:creator>{word}</dc:creator><meta:initial-creator>{word}</meta:initial-creator>"
        if word
        else "",
    )


PACKET = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#">'
    '{}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def _packet(inside: str) -> bytes:
    packet = PACKET.format(inside)
    return by_bytes(
        "",
        catalog="/Metadata 10 0 R",
        objects=(f"<< /Type /Metadata /Subtype /XML /Length {len(packet)} >>\nstream\n{packet}\nendstream",),
    )


@seed(PDF, "XMP metadata", "pdf-author", "whole file", "pikepdf")
def pdf_xmp_author(word):
    pdf = new()
    if word:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:creator"] = [word]
    return saved(pdf)


@seed(PDF, "XMP metadata", "pdf-edit-history", "whole file", "raw bytes")
def pdf_xmp_history(word):
    step = f'<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action><stEvt:changed>{word}</stEvt:changed></rdf:li></rdf:Seq></xmpMM:History>'
    return _packet(step if word else "")


@seed(PDF, "XMP metadata", "pdf-", "whole file", "raw bytes")
def pdf_xmp_description(word):
    return _packet(
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{word}</rdf:li></rdf:Alt></dc:description>'
        if word
        else ""
    )


@seed(PDF, "XMP metadata", "pdf-author", "whole file", "Typst")
def pdf_xmp_by_typst(word):
    return typeset(f'#set document(author: "{word}")\nWords of the page.' if word else "Words of the page.")


# --- comments


@seed(PDF, "Comments and markup", "pdf-comment", "page 2", "pikepdf")
def pdf_note(word):
    pdf = new()
    if word:
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([100, 100, 120, 120]),
            Contents=String(word),
            T=String("Reed"),
        )
        pdf.pages[1].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))
    return saved(pdf)


@seed(PDF, "Comments and markup", "pdf-comment", "page 1", "raw bytes")
def pdf_highlight(word):
    mark = f"<< /Type /Annot /Subtype /Highlight /Rect [72 690 300 715] /QuadPoints [72 715 300 715 72 690 300 690] /C [1 1 0] /Contents ({word}) /T (Reed) /F 4 >>"
    return by_bytes("", page="/Annots [10 0 R]" if word else "", objects=(mark,) if word else ())


@office_seed(
    PDF,
    "Comments and markup",
    "pdf-comment",
    "page 1",
    'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}',
)
def pdf_note_by_office(word):
    note = (
        f"<office:annotation><dc:creator>Reed</dc:creator><dc:date>2026-01-02T03:04:05</dc:date><text:p>{word}</text:p></office:annotation>"
        if word
        else ""
    )
    return flat("text", f"<text:p>Noted{note} words.</text:p>")


# --- attachments


@seed(PDF, "Attached files", "pdf-attachment", "whole file", "pikepdf")
def pdf_attachment(word):
    pdf = new()
    if word:
        pdf.attachments["budget.txt"] = pikepdf.AttachedFileSpec(pdf, word.encode(), filename="budget.txt")
    return saved(pdf)


@seed(PDF, "Attached files", "pdf-attachment", "page 1", "raw bytes")
def pdf_attachment_on_a_page(word):
    if not word:
        return by_bytes("")
    return by_bytes(
        "", page="/Annots [10 0 R]",
        objects=(
            "<< /Type /Annot /Subtype /FileAttachment /Rect [100 100 120 120] /FS 11 0 R >>",
            f"<< /Type /Filespec /F ({word}.txt) /EF << /F 12 0 R >> >>",
            f"<< /Type /EmbeddedFile /Length {len(word)} >>\nstream\n{word}\nendstream",
        ),
    )  # fmt: skip


@seed(PDF, "Attached files", "pdf-attachment", "", "pikepdf on Typst")
def pdf_associated_file(word):
    with pikepdf.open(io.BytesIO(typeset())) as pdf:
        if word:
            file = pikepdf.AttachedFileSpec(pdf, word.encode(), filename="data.csv")
            pdf.Root.AF = Array([file.obj])
        return saved(pdf)


# --- earlier saves


def later(old: bytes, number: int, body: str) -> bytes:
    """A second save, appended: object `number` gets a new body, the old one stays in the file."""
    start = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    size = re.search(rb"/Size (\d+)", old)[1].decode()
    root = re.search(rb"/Root (\d+ \d+ R)", old)[1].decode()
    at = len(old)
    added = f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    xref = at + len(added)
    tail = f"xref\n0 1\n0000000000 65535 f \n{number} 1\n{at:010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} /Prev {start} >>\nstartxref\n{xref}\n%%EOF\n"
    return old + added + tail.encode()


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


CONTENT = "".join(show(words, y) for words, y in LINES)


@seed(PDF, "Earlier saves", "pdf-earlier-saves", "whole file", "raw bytes")
def pdf_earlier_save(word):
    return later(by_bytes(show(word, 400)), 4, stream(CONTENT)) if word else by_bytes("")


@seed(PDF, "Earlier saves", "pdf-earlier-saves", "whole file", "raw bytes on pikepdf")
def pdf_earlier_save_of_pikepdf(word):
    data = saved(new(pages=1, extra=show(word, 400) if word else ""))
    if not word:
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
    return later(data, number, stream(CONTENT))


@seed(PDF, "Earlier saves", "pdf-earlier-saves", "whole file", "raw bytes")
def pdf_two_earlier_saves(word):
    if not word:
        return by_bytes("")
    return later(later(by_bytes(""), 4, stream(CONTENT + show(word, 300))), 4, stream(CONTENT))


# --- words under black boxes


@seed(PDF, "Fake redaction", "pdf-covered-text", "page 2", "pikepdf", refused=True)
def pdf_black_box(word):
    box = "q 0 g 70 395 200 20 re f Q\n"
    return saved(new(extra=(show(word, 400) if word else "") + box, on=2))


@seed(PDF, "Fake redaction", "pdf-covered-text", "page 1", "raw bytes", refused=True)
def pdf_black_form(word):
    form = "0 g 0 0 200 20 re f"
    return by_bytes(
        (show(word, 400) if word else "") + "q 1 0 0 1 70 395 cm /X1 Do Q\n", resources="/XObject << /X1 10 0 R >>",
        objects=(f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Length {len(form)} >>\nstream\n{form}\nendstream",),
    )  # fmt: skip


@seed(PDF, "Fake redaction", "pdf-covered-text", "page 1", "pikepdf with Pillow", refused=True)
def pdf_black_picture(word):
    pdf = new(pages=1, extra=(show(word, 400) if word else "") + "q 200 0 0 20 70 395 cm /Im1 Do Q\n")
    image = pikepdf.Stream(
        pdf,
        bytes(8 * 8 * 3),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=8,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    pdf.pages[0].Resources.XObject = Dictionary(Im1=pdf.make_indirect(image))
    return saved(pdf)


@seed(PDF, "Fake redaction", "pdf-covered-text", "page 1", "Typst", refused=True)
def pdf_black_box_by_typst(word):
    under = f"#place(dx: 1cm, dy: 2cm)[{word}]" if word else ""
    return typeset(
        f"Words of the page.\n{under}\n#place(dx: 0.9cm, dy: 1.8cm, rect(width: 4cm, height: 0.9cm, fill: black))"
    )


# --- layers and forms


@seed(PDF, "Hidden layers and form fields", "pdf-hidden-layer", "", "pikepdf")
def pdf_layer(word):
    pdf = new(pages=1)
    if not word:
        return saved(pdf)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Client notes")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(L1=layer)
    page.Contents = pdf.make_stream(
        page.Contents.read_bytes() + f"/OC /L1 BDC {show(word, 400)} EMC\n".encode()
    )
    return saved(pdf)


@seed(PDF, "Hidden layers and form fields", "pdf-hidden-layer", "", "raw bytes")
def pdf_layer_by_hand(word):
    if not word:
        return by_bytes("")
    return by_bytes(
        f"/OC /L1 BDC {show(word, 400)} EMC\n", catalog="/OCProperties << /OCGs [10 0 R] /D << /BaseState /OFF >> >>",
        resources="/Properties << /L1 10 0 R >>", objects=("<< /Type /OCG /Name (Old) >>",),
    )  # fmt: skip


@seed(PDF, "Hidden layers and form fields", "pdf-form-values", "", "pikepdf")
def pdf_form_value(word):
    pdf = new(pages=1)
    if not word:
        return saved(pdf)
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("client"),
            V=String(word),
            F=2,
            Rect=Array([72, 300, 200, 320]),
        )
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.pages[0].Annots = Array([field])
    return saved(pdf)


# --- scripts


@seed(PDF, "Scripts", "pdf-script", "", "pikepdf")
def pdf_open_script(word):
    pdf = new()
    if word:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{word}')"))
    return saved(pdf)


@seed(PDF, "Scripts", "pdf-script", "", "pikepdf")
def pdf_named_script(word):
    pdf = new()
    if word:
        action = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"var a='{word}'".encode()))
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
    return saved(pdf)


@seed(PDF, "Scripts", "pdf-", "", "raw bytes")
def pdf_page_script(word):
    return by_bytes("", page=f"/AA << /O << /S /JavaScript /JS (var a = '{word}') >> >>" if word else "")


# --- invisible text


@seed(PDF, "Invisible text", "pdf-invisible-text", "page 1", "raw bytes")
def pdf_render_mode_3(word):
    return by_bytes(show(word, 400, before="3 Tr") if word else "")


@seed(PDF, "Invisible text", "pdf-invisible-text", "page 2", "pikepdf")
def pdf_white_on_white(word):
    return saved(new(extra=show(word, 400, before="1 g") if word else "", on=2))


@seed(PDF, "Invisible text", "pdf-outside-text", "page 1", "pikepdf")
def pdf_outside(word):
    return saved(new(pages=1, extra=show(word, 900) if word else ""))


@seed(PDF, "Invisible text", "pdf-invisible-text", "page 1", "Typst")
def pdf_white_by_typst(word):
    return typeset(f"Words of the page.\n{f'#text(fill: white)[{word}]' if word else ''}")


@seed(PDF, "Invisible text", "pdf-ocr-text", "page 1", "pikepdf with Pillow", stays=True)
def pdf_words_behind_a_scan(word):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    image = pikepdf.Stream(
        pdf,
        picture("JPEG", (400, 500)),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=400,
        Height=500,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page.Resources = Dictionary(
        Font=Dictionary(F1=font(pdf)), XObject=Dictionary(Im1=pdf.make_indirect(image))
    )
    behind = show(f"{word} and more words", 400, before="3 Tr") if word else ""
    page.Contents = pdf.make_stream(f"{behind}q 612 0 0 792 0 0 cm /Im1 Do Q".encode())
    return saved(pdf)


# --- identifiers


@seed(PDF, "Identifiers in the text", "id-ssn", "page 2", "pikepdf", stays=True)
def pdf_ssn(word):
    return saved(
        new(extra=show("SSN: 512-44-7832", 400) if word else show("doi:10.1001/jama.2023.1234", 400), on=2)
    )


@seed(PDF, "Identifiers in the text", "id-email", "page 1", "Typst", stays=True)
def pdf_email(word):
    return typeset(
        "Write to jane.paterson\\@example.org for it." if word else "Accessed March 3, 2024. PMID: 31535829"
    )


@office_seed(PDF, "Identifiers in the text", "id-name", "page 1", "pdf", stays=True)
def pdf_name_by_office(word):
    return flat(
        "text",
        f"<text:p>{'Owner: Maria Lopez brought the cat.' if word else 'Owner reports vomiting twice.'}</text:p>",
    )
