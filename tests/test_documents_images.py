import contextlib
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, PngImagePlugin

from documents.image_bytes import orientation, split, strip_image_bytes
from documents.images import clean_image, image_findings_in_bytes, scan_image, square_photo
from documents.report import Severity, Unreadable

XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
    ' xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"'
    ' xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#"{attributes}>{inside}'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)
GPS = {1: "N", 2: (48.0, 51.0, 29.6), 3: "W", 4: (2.0, 17.0, 40.2)}


def xmp(inside: str = "", attributes: str = "") -> bytes:
    return XMP.format(inside=inside, attributes=attributes).encode()


def noise(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((4, 4, 40, 30), fill="teal")
    return picture.convert(mode)


def exif(tags: dict | None = None, inner: dict | None = None, gps: dict | None = None) -> bytes:
    block = Image.Exif()
    block.update(tags or {})
    block.get_ifd(0x8769).update(inner or {})
    block.get_ifd(0x8825).update(gps or {})
    return block.tobytes()


def saved(kind: str, **options) -> bytes:
    buffer = BytesIO()
    noise().save(buffer, kind, **options)
    return buffer.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segment(marker: int, body: bytes) -> bytes:
    data = saved("JPEG")
    return data[:2] + segment(marker, body) + data[2:]


def with_chunk(name: bytes, body: bytes) -> bytes:
    data = saved("PNG")
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return data[:33] + chunk + data[33:]


def png_text(**pairs: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, value in pairs.items():
        info.add_text(key, value)
    return saved("PNG", pnginfo=info)


def iptc(number: int, words: bytes) -> bytes:
    record = b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(words)) + words
    record += b"\x00" * (len(record) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record


def look(path: Path) -> Image.Image:
    return Image.open(BytesIO(path.read_bytes()))


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in image_findings_in_bytes(data, "whole file")]


def thumbnail_exif() -> bytes:
    small = saved("JPEG")[:2000]
    first = b"MM\x00\x2a\x00\x00\x00\x08" + struct.pack(">HI", 0, 14)
    second = struct.pack(">HHHII HHII I".replace(" ", ""), 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(small), 0)
    return b"Exif\x00\x00" + first + second + small


SEEDS = [
    ("image-gps", saved("JPEG", exif=exif(gps=GPS))),
    ("image-gps", saved("PNG", exif=exif(gps=GPS))),
    ("image-gps", saved("WEBP", exif=exif(gps=GPS))),
    ("image-gps", saved("JPEG", xmp=xmp(attributes=' exif:GPSLatitude="48,51.4N" exif:GPSLongitude="2,17.6E"'))),
    ("image-camera", saved("JPEG", exif=exif({0x010F: "Apple", 0x0110: "iPhone 15"}))),
    ("image-camera", saved("PNG", exif=exif({0x0110: "Pixel 8"}))),
    ("image-camera", saved("WEBP", exif=exif({0x0110: "Pixel 8"}))),
    ("image-serial", saved("JPEG", exif=exif(inner={0xA431: "SN-20981"}))),
    ("image-serial", saved("PNG", exif=exif(inner={0xA435: "L-77"}))),
    ("image-serial", saved("WEBP", exif=exif(inner={0xA431: "SN-20981"}))),
    ("image-time", saved("JPEG", exif=exif(inner={0x9003: "2024:05:06 07:08:09"}))),
    ("image-time", saved("PNG", exif=exif({0x0132: "2024:05:06 07:08:09"}))),
    ("image-time", saved("WEBP", exif=exif(inner={0x9004: "2024:05:06 07:08:09"}))),
    ("image-owner", saved("JPEG", exif=exif({0x013B: "Jane Patel"}))),
    ("image-owner", with_segment(0xED, iptc(80, b"Jane Patel"))),
    ("image-owner", png_text(Author="Jane Patel")),
    ("image-owner", saved("WEBP", xmp=xmp("<dc:creator><rdf:Seq><rdf:li>Jane</rdf:li></rdf:Seq></dc:creator>"))),
    ("image-caption", with_segment(0xFE, b"for the Acme launch")),
    ("image-caption", with_segment(0xED, iptc(120, b"Ward 7, bed 3"))),
    ("image-caption", png_text(Comment="for the Acme launch")),
    ("image-caption", saved("JPEG", exif=exif({0x010E: "Ward 7"}))),
    ("image-caption", saved("JPEG", exif=exif({0x9C9B: "Acme".encode("utf-16-le")}))),
    ("image-path", png_text(Source=r"C:\Users\jane\Acme\x.psd")),
    ("image-path", saved("JPEG", xmp=xmp(r'<xmpMM:DerivedFrom stRef:filePath="/Users/jane/acme.ai"/>'))),
    ("image-path", saved("WEBP", xmp=xmp(r'<xmpMM:DerivedFrom stRef:filePath="\\nas\acme\x.ai"/>'))),
    (
        "image-history",
        saved("JPEG", xmp=xmp('<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved"/></rdf:Seq></xmpMM:History>')),
    ),
    ("image-history", with_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp('<a:b xmlns:a="u" stEvt:action="x"/>'))),
    ("image-history", saved("WEBP", xmp=xmp('<xmpMM:History stEvt:action="saved"/>'))),
    ("image-thumbnail", saved("JPEG", exif=thumbnail_exif())),
    ("image-thumbnail", saved("PNG", exif=thumbnail_exif())),
    ("image-thumbnail", with_segment(0xE0, b"JFXX\x00\x10" + bytes(50))),
    ("image-trailing", saved("JPEG") + b"PK\x03\x04 a whole archive"),
    ("image-trailing", saved("PNG") + saved("PNG")),
    ("image-trailing", saved("WEBP") + b"more"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "data"), SEEDS)
def test_what_hides_is_found_removed_and_gone(code, data, tmp_path):
    path, out = tmp_path / "a", tmp_path / "b"
    path.write_bytes(data)
    assert codes(data) == [code]
    assert [finding.code for finding in scan_image(path)] == [code]
    result = clean_image(path, out)
    assert (result.written, len(result.removed), result.refused) == (True, 1, ())
    assert codes(out.read_bytes()) == []
    assert codes(strip_image_bytes(data)) == []


CLEAN = [
    saved("JPEG"),
    saved("JPEG", exif=exif({0x0112: 6})),
    saved("JPEG", exif=exif({0x011A: 72.0, 0x0128: 2}, {0xA001: 1, 0xA002: 64})),
    saved("JPEG", progressive=True),
    saved("JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
    saved("JPEG") + b"\x00\x00\n",
    saved("JPEG", exif=exif(gps={0: b"\x02\x03\x00\x00"})),
    saved("PNG"),
    saved("PNG", dpi=(300, 300)),
    saved("PNG", optimize=True),
    saved("WEBP"),
    saved("WEBP", lossless=True),
    with_segment(0xED, b"Photoshop 3.0\x008BIM\x03\xed\x00\x00\x00\x00\x00\x10" + bytes(16)),
]


@pytest.mark.parametrize("data", CLEAN)
def test_nothing_is_found_where_nothing_hides(data):
    assert codes(data) == []


@pytest.mark.parametrize(
    "data",
    [
        with_segment(0xFE, b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90"),
        png_text(Software="Matplotlib version3.8"),
        saved("JPEG", exif=exif({0x0131: "Adobe Photoshop CC"})),
        saved("JPEG", xmp=xmp("<xmpMM:DocumentID>xmp.did:1</xmpMM:DocumentID>")),
    ],
)
def test_the_name_of_a_program_only_informs(data):
    assert [f.severity for f in image_findings_in_bytes(data, "page 2")] == [Severity.INFO]


def test_a_place_blocks_and_is_told_in_degrees():
    (found,) = image_findings_in_bytes(saved("JPEG", exif=exif(gps=GPS)), "page 4")
    assert (found.severity, found.place, found.words) == (Severity.BLOCK, "page 4", "48.85822, -2.29450")


def test_other_finds_only_warn():
    severities = {code: image_findings_in_bytes(data, "")[0].severity for code, data in SEEDS}
    assert severities.pop("image-gps") is Severity.BLOCK
    assert set(severities.values()) == {Severity.WARN}


# --- the clean copy -----------------------------------------------------------------------------------------

CANARY = b"CANARY"


def loaded(kind: str) -> bytes:
    block = exif({0x013B: "CANARY1", 0x010E: "CANARY2", 0x0112: 6}, {0x9286: b"ASCII\0\0\0CANARY3"}, GPS)
    options: dict = {"exif": block}
    if kind == "JPEG":
        options["comment"] = b"CANARY4"
    if kind != "PNG":
        options["xmp"] = xmp("<dc:title>CANARY5</dc:title>")
    else:
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "CANARY6")
        info.add_itxt("XML:com.adobe.xmp", xmp("<dc:title>CANARY7</dc:title>").decode())
        options["pnginfo"] = info
    return saved(kind, **options) + b"CANARY8"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_planted_word_survives_and_the_picture_looks_the_same(kind, tmp_path):
    path, out = tmp_path / "a", tmp_path / "b"
    path.write_bytes(loaded(kind))
    assert loaded(kind).count(CANARY) >= 4
    clean_image(path, out)
    assert CANARY not in out.read_bytes()
    assert sorted(name for name in (p.name for p in split(out.read_bytes()).pieces) if "XMP" in name) == []
    before, after = look(path).transpose(Image.Transpose.ROTATE_270), look(out)
    assert after.size == (48, 64)
    assert after.getexif().get(0x0112) is None
    worst = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getextrema()
    assert max(high for _, high in worst) <= (0 if kind == "PNG" else 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_stripping_keeps_every_pixel_and_the_direction(kind):
    data = loaded(kind)
    bare = strip_image_bytes(data)
    assert CANARY not in bare
    assert orientation(split(bare)) == 6
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(bare))
    assert before.tobytes() == after.tobytes()
    assert strip_image_bytes(bare) == bare


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_every_kind_of_jpeg_keeps_its_colours(mode, tmp_path):
    noise(mode).save(tmp_path / "a.jpg", quality=90)
    clean_image(tmp_path / "a.jpg", tmp_path / "b.jpg")
    before, after = look(tmp_path / "a.jpg"), look(tmp_path / "b.jpg")
    worst = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getextrema()
    assert max(high for _, high in worst) <= 30


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_stays_the_same(mode, tmp_path):
    picture = noise("L").convert("I").convert("I;16") if mode == "I;16" else noise(mode)
    picture.save(tmp_path / "a.png")
    clean_image(tmp_path / "a.png", tmp_path / "b.png")
    before, after = look(tmp_path / "a.png"), look(tmp_path / "b.png")
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_see_through_palettes_stay_see_through(tmp_path):
    noise("P").save(tmp_path / "a.png", transparency=0)
    clean_image(tmp_path / "a.png", tmp_path / "b.png")
    before, after = look(tmp_path / "a.png"), look(tmp_path / "b.png")
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_lossless_webp_stays_lossless(tmp_path):
    noise("RGBA").save(tmp_path / "a.webp", lossless=True)
    clean_image(tmp_path / "a.webp", tmp_path / "b.webp")
    assert look(tmp_path / "a.webp").tobytes() == look(tmp_path / "b.webp").tobytes()


def test_the_colour_profile_stays(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        (tmp_path / "a").write_bytes(saved(kind, icc_profile=profile))
        clean_image(tmp_path / "a", tmp_path / "b")
        assert look(tmp_path / "b").info["icc_profile"] == profile


def test_a_huge_photo_is_stripped_without_losing_a_pixel(tmp_path):
    Image.new("RGB", (6000, 4500), "olive").save(tmp_path / "a.jpg", exif=exif({0x013B: "CANARY", 0x0112: 3}))
    clean_image(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert b"CANARY" not in (tmp_path / "b.jpg").read_bytes()
    after = look(tmp_path / "b.jpg")
    assert (after.size, after.getexif()[0x0112]) == ((6000, 4500), 3)


def test_an_animation_is_named_as_a_visible_change(tmp_path):
    frames = [noise(), noise("L").convert("RGB")]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:])
    result = clean_image(tmp_path / "a.webp", tmp_path / "b.webp")
    assert result.visible_changes == ("The animation stands still: only its first picture is kept.",)
    assert look(tmp_path / "b.webp").n_frames == 1


def test_cleaning_twice_gives_the_same_bytes(tmp_path):
    (tmp_path / "a").write_bytes(loaded("PNG"))
    clean_image(tmp_path / "a", tmp_path / "b")
    clean_image(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()


# --- profile photos -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), [("p.webp", "WEBP"), ("p.jpg", "JPEG")])
def test_a_profile_photo_is_the_middle_square(name, kind, tmp_path):
    picture = Image.new("RGB", (900, 300), "white")
    ImageDraw.Draw(picture).rectangle((300, 0, 599, 299), fill="green")
    picture.save(tmp_path / "a.jpg", exif=exif({0x013B: "CANARY"}, gps=GPS))
    square_photo(tmp_path / "a.jpg", tmp_path / name, 200)
    photo = look(tmp_path / name)
    assert (photo.format, photo.size) == (kind, (200, 200))
    assert (
        max(abs(a - b) for a, b in zip(photo.convert("RGB").getpixel((5, 100)), (0, 128, 0), strict=True))
        < 12
    )
    assert codes((tmp_path / name).read_bytes()) == []
    assert b"CANARY" not in (tmp_path / name).read_bytes()


def test_a_small_photo_is_not_enlarged(tmp_path):
    Image.new("RGB", (90, 40)).save(tmp_path / "a.png")
    square_photo(tmp_path / "a.png", tmp_path / "b.webp")
    assert look(tmp_path / "b.webp").size == (40, 40)


# --- limits -------------------------------------------------------------------------------------------------


def png_that_claims(width: int, height: int) -> bytes:
    data = saved("PNG")
    header = struct.pack(">II", width, height) + data[24:29]
    return data[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + data[33:]


@pytest.mark.parametrize("size", [(12_001, 10), (10, 12_001), (8_000, 7_000), (60_000, 60_000)])
def test_bombs_are_refused_before_decoding(size, tmp_path):
    (tmp_path / "a.png").write_bytes(png_that_claims(*size))
    with pytest.raises(Unreadable) as caught:
        clean_image(tmp_path / "a.png", tmp_path / "b.png")
    assert caught.value.code == "image-too-large"
    assert not (tmp_path / "b.png").exists()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", b"GIF89a", b"<svg/>", saved("PNG")[:60], saved("WEBP")[:30]]
)
def test_what_is_no_picture_is_refused(data, tmp_path):
    (tmp_path / "a").write_bytes(data)
    for act in (
        scan_image,
        lambda path: clean_image(path, tmp_path / "b"),
        lambda p: square_photo(p, tmp_path / "b"),
    ):
        with pytest.raises(Unreadable):
            act(tmp_path / "a")


def test_packed_text_does_not_unpack_without_end():
    bomb = with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50_000_000)))
    assert codes(bomb + b"tail") == ["image-trailing"]


def test_a_doctype_in_xmp_is_not_read():
    evil = xmp("<dc:title>&x;</dc:title>").replace(
        b"<x:xmpmeta", b'<!DOCTYPE a [<!ENTITY x "boom">]><x:xmpmeta'
    )
    assert codes(saved("JPEG", xmp=evil)) == ["image-other"]


@given(
    where=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=12), cut=st.integers(0, 400)
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_never_raises_anything_else(kind, where, cut, tmp_path: Path):
    data = bytearray(loaded(kind))
    for place, value in where:
        data[place % len(data)] = value
    path = tmp_path / "a"
    path.write_bytes(data[: len(data) - cut])
    for act in (
        scan_image,
        lambda p: clean_image(p, tmp_path / "b"),
        lambda p: square_photo(p, tmp_path / "c"),
    ):
        with contextlib.suppress(Unreadable):
            act(path)
