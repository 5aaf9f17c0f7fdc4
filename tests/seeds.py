"""Files with one thing hidden in each, by different producers, each with a clean twin.

`all_seeds()` gives them; `benchmarks/sharecheck.py` runs the share check over them. A seed's `make(word)` puts
a word that stands nowhere else (the canary) into the hidden place; `make(None)` is the twin without it.
"""

from __future__ import annotations

import functools
import importlib
import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from documents.report import Kind

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{REL[:-1]}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_MODULES = (
    "tests.seeds_word",
    "tests.seeds_slides",
    "tests.seeds_pdf",
    "tests.seeds_pictures",
    "tests.seeds_private",
)


@dataclass(frozen=True)
class Seed:
    """One hidden thing: what must be said about it, and how to make the file with and without it."""

    name: str
    kind: Kind
    type: str  # the kind of leak, as docs/sharecheck.md lists it
    code: str  # the finding's code starts with this
    place: str  # regular expression the finding's place must match
    producer: str
    make: Callable[[str | None], bytes]
    stays: bool = False  # visible words: only the writer can take them out
    refused: bool = False  # the file is not accepted, or no clean copy is made
    wordless: bool = False  # what hides is not a word: a crop, a setting
    private: bool = False  # the canary is on the writer's private list
    file_name: tuple[str, str] = ("", "")  # the writer's names for the file and for its twin
    keep: frozenset[str] = field(default_factory=frozenset)

    @property
    def canary(self) -> str:
        """A word that no other seed has."""
        return "Quorvex" + "".join(chr(97 + int(digit)) for digit in f"{_number(self.name):03d}")


_seeds: dict[str, Seed] = {}


def _number(name: str) -> int:
    return list(_seeds).index(name)


def seed(kind: Kind, type_: str, code: str, place: str, producer: str, **more) -> Callable:
    """Register a builder as a seed; its function name is the seed's name."""

    def register(make: Callable[[str | None], bytes]) -> Callable[[str | None], bytes]:
        name = make.__name__
        if name in _seeds:
            raise ValueError(f"two seeds are called {name}")
        _seeds[name] = Seed(name, kind, type_, code, place, producer, make, **more)
        return make

    return register


def all_seeds() -> list[Seed]:
    """Every seed; those that LibreOffice makes only when it is installed."""
    for module in _MODULES:
        importlib.import_module(module)
    return [each for each in _seeds.values() if each.producer != "LibreOffice" or has_office()]


class Bundle:
    """A zip package written by hand: parts, content types and relations."""

    def __init__(self, data: bytes = b""):
        self.parts: dict[str, bytes] = {}
        if data:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        else:
            self.parts["[Content_Types].xml"] = (
                b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                b'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
                b'<Default Extension="jpg" ContentType="image/jpeg"/></Types>'
            )

    def put(self, owner: str, name: str, content: str | bytes, kind: str, type_: str, rid: str = "") -> str:
        """Add a part with its content type, and a relation to it from `owner` ("" for the package)."""
        self.parts[name] = content if isinstance(content, bytes) else content.encode()
        types = self.parts["[Content_Types].xml"].decode()
        if f'PartName="/{name}"' not in types:
            override = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
            self.parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
        return self.relate(owner, kind, "/" + name, rid)

    def relate(self, owner: str, kind: str, target: str, rid: str = "", external: bool = False) -> str:
        folder, _, base = owner.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        old = self.parts.get(name, f'<Relationships xmlns="{PACKAGE_REL}"></Relationships>'.encode()).decode()
        rid = rid or f"rSeed{old.count('<Relationship ') + 1}"
        kind = kind if "://" in kind else REL + kind
        mode = ' TargetMode="External"' if external else ""
        line = f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
        self.parts[name] = old.replace("</Relationships>", line).encode()
        return rid

    def edit(self, name: str, old: str, new: str) -> Bundle:
        text = self.parts[name].decode()
        if old not in text:
            raise ValueError(f"{old!r} is not in {name}")
        self.parts[name] = text.replace(old, new, 1).encode()
        return self

    def bytes(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return out.getvalue()


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), **more) -> bytes:
    """A small drawing: red on the left, white on the right."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    buffer = io.BytesIO()
    image.save(buffer, kind, **more)
    return buffer.getvalue()


def exif(word: str | None, *, place: bool = False) -> Image.Exif:
    """EXIF data with the word as the artist, and a place on earth."""
    data = Image.Exif()
    if word:
        data[0x013B] = word
    if place:
        data.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 20.0, 0.0)})
    return data


# --- LibreOffice ---------------------------------------------------------------------------------

_NAMESPACES = {
    "office": "office", "text": "text", "style": "style", "meta": "meta", "draw": "drawing", "svg": "svg-compatible",
    "fo": "xsl-fo-compatible", "presentation": "presentation", "table": "table", "script": "script",
}  # fmt: skip


def has_office() -> bool:
    return bool(shutil.which("soffice"))


def flat(kind: str, body: str, *, meta: str = "", styles: str = "", masters: str = "") -> str:
    """A flat OpenDocument file ("text" or "presentation") for LibreOffice to save as something else."""
    names = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"'
        for key, value in _NAMESPACES.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"<office:meta>{meta}</office:meta><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


_waiting: dict[str, tuple[str, str, Callable[[str | None], str]]] = {}


def office_seed(kind: Kind, type_: str, code: str, place: str, target: str, **more) -> Callable:
    """Like `seed`, for a builder that returns OpenDocument text which LibreOffice saves as `target`."""

    def register(make: Callable[[str | None], str]) -> Callable[[str | None], str]:
        name = make.__name__
        _waiting[name] = (name, target, make)
        seed(kind, type_, code, place, "LibreOffice", **more)(_through_office(name))
        return make

    return register


def _through_office(name: str) -> Callable[[str | None], bytes]:
    def make(word: str | None) -> bytes:
        return _office_files()[f"{name}-{'seed' if word else 'twin'}"]

    make.__name__ = name
    return make


@functools.cache
def _office_files() -> dict[str, bytes]:
    """Every file LibreOffice makes, in one run for each format."""
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for target in sorted({target for _, target, _ in _waiting.values()}):
            sources = []
            for name, wanted, make in _waiting.values():
                if wanted != target:
                    continue
                for label, word in (("seed", _seeds[name].canary), ("twin", None)):
                    ending = "fodp" if "office:presentation" in (text := make(word)) else "fodt"
                    source = root / f"{name}-{label}.{ending}"
                    source.write_text(text, encoding="utf-8")
                    sources.append(source)
            for path in convert(sources, target, root):
                made[path.stem] = path.read_bytes()
    return made


def convert(sources: list[Path], target: str, folder: Path) -> list[Path]:
    """Save files through LibreOffice as `target` ("docx", "pdf:writer_pdf_Export:…"); the new paths that exist."""
    out = folder / target.partition(":")[0]
    out.mkdir(exist_ok=True)
    subprocess.run(  # noqa: S603 - fixed program, files made here
        [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", target, "--outdir", str(out), *map(str, sources)],
        capture_output=True, timeout=600, check=True,
    )  # fmt: skip
    ending = target.partition(":")[0]
    return [path for source in sources if (path := out / f"{source.stem}.{ending}").exists()]
