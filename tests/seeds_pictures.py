"""Seeds in pictures, by Pillow and byte by byte."""

import io
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from documents.report import Kind
from tests.seeds import exif, picture, seed

WHOLE = "whole file"


def xmp(word: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{word}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def segment(data: bytes, marker: int, body: bytes) -> bytes:
    """A JPEG with a segment put after its start."""
    return data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def chunk(data: bytes, name: bytes, body: bytes) -> bytes:
    """A PNG with a chunk put before its pixels."""
    at = data.index(b"IDAT") - 4
    return (
        data[:at]
        + struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        + data[at:]
    )


@seed(Kind.JPEG, "GPS position", "image-gps", WHOLE, "Pillow")
def jpeg_place(word):
    return picture("JPEG", exif=exif(word, place=True)) if word else picture("JPEG")


@seed(Kind.PNG, "GPS position", "image-gps", WHOLE, "Pillow")
def png_place(word):
    return picture("PNG", exif=exif(word, place=True)) if word else picture("PNG")


@seed(Kind.WEBP, "GPS position", "image-gps", WHOLE, "Pillow")
def webp_place(word):
    return picture("WEBP", exif=exif(word, place=True)) if word else picture("WEBP")


@seed(Kind.JPEG, "Camera, time, owner", "image-owner", WHOLE, "Pillow")
def jpeg_artist(word):
    return picture("JPEG", exif=exif(word)) if word else picture("JPEG")


@seed(Kind.JPEG, "Camera, time, owner", "image-serial", WHOLE, "Pillow")
def jpeg_serial(word):
    data = Image.Exif()
    data.get_ifd(0x8769)[0xA431] = word or ""
    return picture("JPEG", exif=data) if word else picture("JPEG")


@seed(Kind.WEBP, "Camera, time, owner", "image-camera", WHOLE, "Pillow")
def webp_camera(word):
    data = Image.Exif()
    data[0x0110] = word or ""
    return picture("WEBP", exif=data) if word else picture("WEBP")


@seed(Kind.JPEG, "Author, copyright, caption", "image-caption", WHOLE, "raw bytes")
def jpeg_comment(word):
    return segment(picture("JPEG"), 0xFE, f"for {word}".encode()) if word else picture("JPEG")


@seed(Kind.JPEG, "Author, copyright, caption", "image-", WHOLE, "raw bytes")
def jpeg_iptc(word):
    if not word:
        return picture("JPEG")
    record = b"\x1c\x02\x50" + struct.pack(">H", len(word)) + word.encode()
    body = (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00"
        + struct.pack(">I", len(record))
        + record
        + (b"\x00" if len(record) % 2 else b"")
    )
    return segment(picture("JPEG"), 0xED, body)


@seed(Kind.PNG, "Author, copyright, caption", "image-owner", WHOLE, "Pillow")
def png_author(word):
    info = PngInfo()
    if word:
        info.add_text("Author", word, zip=True)
    return picture("PNG", pnginfo=info)


@seed(Kind.PNG, "Author, copyright, caption", "image-owner", WHOLE, "raw bytes")
def png_xmp(word):
    body = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp(word or "")
    return chunk(picture("PNG"), b"iTXt", body) if word else picture("PNG")


@seed(Kind.WEBP, "Author, copyright, caption", "image-owner", WHOLE, "Pillow")
def webp_xmp(word):
    return picture("WEBP", xmp=xmp(word)) if word else picture("WEBP")


@seed(Kind.JPEG, "Data after the picture", "image-trailing", WHOLE, "raw bytes")
def jpeg_trailing(word):
    return picture("JPEG") + (word or "").encode()


@seed(Kind.PNG, "Data after the picture", "image-trailing", WHOLE, "raw bytes")
def png_trailing(word):
    return picture("PNG") + (word or "").encode()


@seed(Kind.WEBP, "Data after the picture", "image-trailing", WHOLE, "raw bytes")
def webp_trailing(word):
    return picture("WEBP") + (word or "").encode()


@seed(Kind.JPEG, "Small pictures of an earlier state", "image-thumbnail", WHOLE, "raw bytes")
def jpeg_thumbnail(word):
    if not word:
        return picture("JPEG")
    small = picture("JPEG", (32, 24), comment=word.encode())
    ifd = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x00" + struct.pack(">I", 14)
    thumb = (
        struct.pack(">H", 2)
        + struct.pack(">HHII", 0x0201, 4, 1, 14 + 2 + 24 + 4)
        + struct.pack(">HHII", 0x0202, 4, 1, len(small))
        + bytes(4)
    )
    return segment(picture("JPEG"), 0xE1, ifd + thumb + small)


@seed(Kind.JPEG, "Small pictures of an earlier state", "image-", WHOLE, "raw bytes")
def jpeg_second_picture(word):
    if not word:
        return picture("JPEG")
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "blue").save(buffer, "JPEG", comment=word.encode())
    return picture("JPEG") + buffer.getvalue()


@seed(Kind.PNG, "Small pictures of an earlier state", "image-", WHOLE, "raw bytes")
def png_private_chunk(word):
    return chunk(picture("PNG"), b"stUf", (word or "").encode()) if word else picture("PNG")
