"""What an XMP packet says about people, places and the file's past (PDF and pictures carry the same packets)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

MOST_BYTES = 2_000_000
MOST_VALUES = 5_000
MOST_REPAIRED = 100_000  # bytes: above, a packet that is not XML is not worth the time of repairing it

# By local name: the same property comes under several prefixes, and producers get the namespaces wrong.
PEOPLE = {
    "creator", "contributor", "Author", "AuthorsPosition", "CaptionWriter", "Credit", "Owner", "OwnerName",
    "Artist", "Manager", "Company", "publisher", "PersonInImage", "CiEmailWork", "CiTelWork", "CiAdrExtadr",
    "CreatorContactInfo", "CopyrightOwnerName", "LicensorName", "Name", "Photographer", "LastModifiedBy",
}  # fmt: skip
ABOUT = {
    "title", "description", "subject", "Keywords", "Headline", "Instructions", "rights", "Comments", "Category",
    "UserComment", "ImageDescription", "Source", "TransmissionReference", "City", "Location", "State", "Country",
    "Sublocation", "Event", "LayerText", "LayerName", "UsageTerms", "nickname", "Label",
}  # fmt: skip
CAMERA = {"Make", "Model", "SerialNumber", "BodySerialNumber", "LensSerialNumber", "Lens", "LensModel"}
TIMES = {"DateTimeOriginal", "DateTimeDigitized", "DateCreated"}
PLACES = {"GPSLatitude", "GPSLongitude", "GPSDestLatitude", "GPSDestLongitude"}
IDS = {"DocumentID", "InstanceID", "OriginalDocumentID", "VersionID"}
EVENTS = {"action", "changed", "softwareAgent", "when"}
PATHS = {"filePath", "fileName"}
TOOLS = {"CreatorTool", "Producer", "Software"}

_PATH = re.compile(
    r"(?:\bfile:/{0,3}|(?<![A-Za-z0-9])[A-Za-z]:[\\/](?![\\/])|\\\\[A-Za-z0-9_.$-]+\\|"
    r"(?<![\w./:-])/(?:Users|home|Volumes|mnt|private|root|srv|tmp|var/folders)/)[^\s<>\"|*?]*",
    re.IGNORECASE,
)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CUSTOM = "http://ns.adobe.com/pdfx/"
_STANDARD_CUSTOM = {
    "PTEX.Fullbanner",
    "Trapped",
    "GTS_PDFXVersion",
    "GTS_PDFXConformance",
    "GTS_PDFX1Version",
}


@dataclass
class Xmp:
    """Values by what they give away; each is a (property, value) pair."""

    people: list[tuple[str, str]] = field(default_factory=list)
    about: list[tuple[str, str]] = field(default_factory=list)
    camera: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)
    custom: list[tuple[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    tools: list[tuple[str, str]] = field(default_factory=list)
    events: int = 0  # steps in the edit history
    readable: bool = True

    @property
    def is_empty(self) -> bool:
        """True when it names no person, place, time, camera, path, custom value or edit."""
        told = (self.people, self.about, self.camera, self.times, self.places, self.custom, self.paths)
        return self.readable and not any(told) and not self.events


def local_path(text: str) -> str:
    """The first path on somebody's disk or file server in `text`, or an empty string."""
    found = _PATH.search(text)
    return found.group(0) if found else ""


def read_xmp(packet: bytes) -> Xmp:
    """Read a packet. One that is not XML, declares a DOCTYPE or is huge comes back as not readable."""
    found = Xmp()
    start, end = packet.find(b"<"), packet.rfind(b">")
    if start < 0 or end < start:
        return found
    body = packet[start : end + 1]
    wide = b"\x00<" in packet[:8] or b"<\x00" in packet[:8]
    if (
        len(packet) > MOST_BYTES
        or (b"\x00" in body and not wide)
        or b"<!DOCTYPE" in body.upper().replace(b"\x00", b"")
    ):
        found.readable = False
        return found
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=len(packet) <= MOST_REPAIRED,
    )
    try:
        root = etree.fromstring(packet if wide else body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        found.readable = False
        return found
    for count, (space, name, value) in enumerate(_values(root)):
        if count >= MOST_VALUES:
            break
        _file_under(found, space, name, value)
    return found


def _values(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Every (namespace, property, text): attributes, plain elements, and list items under their property."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if value.strip() and not name.startswith(_RDF) and "}" in name:
                yield (*_split(name), value.strip())
        text = (element.text or "").strip()
        if not text:
            continue
        owner = element
        while owner is not None and isinstance(owner.tag, str) and owner.tag.startswith(_RDF):
            owner = owner.getparent()
        if owner is not None:
            yield (*_split(owner.tag), text)


def _split(tag: str) -> tuple[str, str]:
    space, _, name = tag.rpartition("}")
    return space.lstrip("{"), name


def _file_under(found: Xmp, space: str, name: str, value: str) -> None:
    value = value[:500]
    path = local_path(value)
    if path:
        found.paths.append(path)
    if "ResourceEvent" in space:
        found.events += name == "action"
    elif name in PEOPLE:
        found.people.append((name, value))
    elif name in ABOUT:
        found.about.append((name, value))
    elif name in CAMERA:
        found.camera.append((name, value))
    elif name in TIMES:
        found.times.append((name, value))
    elif name in PLACES:
        found.places.append((name, value))
    elif name in IDS:
        found.ids.append((name, value))
    elif name in TOOLS:
        found.tools.append((name, value))
    elif name in PATHS and not path:
        found.paths.append(value)
    elif space.startswith(_CUSTOM) and name not in _STANDARD_CUSTOM:
        found.custom.append((name, value))
