"""An Office file being rewritten: parts are changed, dropped or added, then only what is used is written."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from documents.ooxml import A, O, R, remove, unwrap
from documents.package import CONTENT_TYPES, RELATIONSHIPS, Package, local, parse_xml, rels_name

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".mp3", ".m4a", ".mov", ".wmv")
IMAGE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
# Relations that mean nothing when no element mentions them.
BY_MENTION = {
    "image",
    "hyperlink",
    "chart",
    "video",
    "audio",
    "media",
    "package",
    "oleObject",
    "hdphoto",
    "slide",
}
CLICKS = [A + name for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")]
_MENTIONING = etree.XPath("//*[@r:* or @o:relid]", namespaces={"r": R[1:-1], "o": O[1:-1]})


@dataclass
class Link:
    """A relation that may be changed. `type` is the full address, `kind` its last word."""

    id: str
    type: str
    target: str
    part: str  # "" when external

    @property
    def kind(self) -> str:
        return self.type.rstrip("/").rpartition("/")[2]

    @property
    def external(self) -> bool:
        return not self.part


class Draft:
    """The parts of `package`, to be changed. The package itself stays as it is."""

    def __init__(self, package: Package):
        self.package = package
        self.trees: dict[str, etree._Element] = {}
        self.data: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self._links: dict[str, list[Link]] = {}
        self.main = package.main

    def xml(self, part: str) -> etree._Element:
        """The root of a part, to be changed in place."""
        if part not in self.trees:
            self.trees[part] = parse_xml(self.data.get(part) or self.package.read(part))
        return self.trees[part]

    def read(self, part: str) -> bytes:
        return self.data[part] if part in self.data else self.package.read(part)

    def content_type(self, part: str) -> str:
        return self.types.get(part) or self.package.content_type(part)

    def links(self, part: str) -> list[Link]:
        """The relations of a part. Broken ones (to parts that are not there) are left out from the start."""
        if part not in self._links:
            name = self.package.find(rels_name(part))
            nodes = [node for node in self.package.xml(name) if local(node) == "Relationship"] if name else []
            types = {node.get("Id", ""): node.get("Type", "") for node in nodes}
            relations = self.package.relations(part) if name else ()
            self._links[part] = [
                Link(relation.id, types.get(relation.id, ""), relation.target, relation.part)
                for relation in relations
                if relation.part or relation.external or relation.target.startswith("#")
            ]
        return self._links[part]

    def follow(self, part: str, *kinds: str) -> list[str]:
        return [link.part for link in self.links(part) if link.kind in kinds and link.part]

    def link(self, part: str, link_id: str) -> Link | None:
        return next((link for link in self.links(part) if link.id == link_id), None)

    def add_image(self, owner: str, name: str, data: bytes, content_type: str) -> str:
        """Add a picture beside the others and return the id of its relation from `owner`."""
        self.data[name] = data
        self.types[name] = content_type
        return self.relate(owner, IMAGE_REL, name)

    def relate(self, owner: str, kind: str, part: str) -> str:
        known = {link.id for link in self.links(owner)}
        number = 1
        while f"rIdClean{number}" in known:
            number += 1
        self.links(owner).append(Link(f"rIdClean{number}", kind, part, part))
        return f"rIdClean{number}"

    def parts(self) -> list[str]:
        """Every part that can still be reached, in the order of first reach."""
        found: dict[str, None] = {}
        waiting = [""]
        while waiting:
            for link in self.links(waiting.pop(0)):
                if link.part and link.part not in found:
                    found[link.part] = None
                    waiting.append(link.part)
        return list(found)

    def is_xml(self, part: str) -> bool:
        kind = self.content_type(part).lower()
        return kind.endswith(("+xml", "/xml", "vmldrawing"))

    def drop_links(self, unwanted: Callable[[str, Link], bool]) -> int:
        """Drop relations everywhere, with the elements that mention them; how many went."""
        dropped = 0
        for owner in ["", *self.parts()]:
            gone = [link for link in self.links(owner) if unwanted(owner, link)]
            if gone:
                dropped += len(gone)
                self._links[owner] = [link for link in self.links(owner) if link not in gone]
                if owner and self.is_xml(owner):
                    drop_mentions(self.xml(owner), {link.id for link in gone})
        return dropped

    def drop_unmentioned(self) -> None:
        """Drop relations that no element uses any more, so that their parts go too."""
        for owner in self.parts():
            if not self.links(owner) or not self.is_xml(owner):
                continue
            if all(link.kind not in BY_MENTION for link in self.links(owner)):
                continue
            mentioned = {value for node in _MENTIONING(self.xml(owner)) for value in node.attrib.values()}
            self._links[owner] = [
                link for link in self.links(owner) if link.kind not in BY_MENTION or link.id in mentioned
            ]

    def drop_broken(self) -> None:
        """Take out what mentions parts that are not in the file."""
        for owner in self.parts():
            known = {link.id for link in self.links(owner)}
            broken = {relation.id for relation in self.package.relations(owner)} - known
            if broken and self.is_xml(owner):
                drop_mentions(self.xml(owner), broken)

    def write(self, out: Path) -> None:
        """Write what is still reachable: the same input gives the same bytes."""
        parts = sorted(self.parts())
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "[Content_Types].xml", self._content_types(parts))
            for owner in ["", *parts]:
                if owner:
                    _put(
                        archive, owner, _bytes(self.trees[owner]) if owner in self.trees else self.read(owner)
                    )
                if self.links(owner):
                    _put(archive, rels_name(owner), self._rels(owner))

    def _rels(self, owner: str) -> bytes:
        root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
        for link in self.links(owner):
            node = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=link.id, Type=link.type)
            if link.external:
                node.set("Target", link.target)
                if not link.target.startswith("#"):
                    node.set("TargetMode", "External")
            else:
                node.set("Target", _relative(owner, link.part))
        return _bytes(root)

    def _content_types(self, parts: list[str]) -> bytes:
        root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
        defaults = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
        }
        overrides = []
        for part in parts:
            ending, kind = posixpath.splitext(part)[1].lstrip(".").lower(), self.content_type(part)
            if ending and ending not in defaults and self.package.content_types[0].get(ending) == kind:
                defaults[ending] = kind
            if defaults.get(ending) != kind and kind:
                overrides.append((part, kind))
        for ending, kind in sorted(defaults.items()):
            etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", Extension=ending, ContentType=kind)
        for part, kind in overrides:
            etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName="/" + part, ContentType=kind)
        return _bytes(root)


def drop_mentions(root: etree._Element, ids: set[str]) -> None:
    """Take out every element that mentions a dropped relation; links keep their words."""
    for node in _MENTIONING(root):
        names = [name for name, value in node.attrib.items() if value in ids and _is_mention(name)]
        if not names:
            continue
        kind = local(node)
        if kind == "hyperlink" and len(node):
            unwrap(node)
        elif kind == "blip" or (kind == "imagedata" and len(node.attrib) > len(names)):
            for name in names:
                del node.attrib[name]
        else:
            remove_with_empty_holder(node)


def _is_mention(attribute: str) -> bool:
    return attribute.startswith(R) or attribute.endswith("}relid")


def remove_with_empty_holder(node: etree._Element) -> None:
    """Remove an element, and the extension or list that held nothing else."""
    parent = node.getparent()
    remove(node)
    if (
        parent is not None
        and not len(parent)
        and local(parent) in ("ext", "extLst", "custDataLst", "controls")
    ):
        remove_with_empty_holder(parent)


def _relative(owner: str, part: str) -> str:
    return posixpath.relpath(part, posixpath.dirname(owner)) if posixpath.dirname(owner) else part


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, FIXED_TIME)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(PACKED_ALREADY) else zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def drop_kinds(draft: Draft, kinds: Iterable[str]) -> int:
    wanted = frozenset(kinds)
    return draft.drop_links(lambda _, link: link.kind in wanted)
