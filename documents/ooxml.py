"""Names of the XML dialects inside Office files, and small questions asked about them everywhere."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from lxml import etree

from documents.package import local

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the usual prefix
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"

WORDS_SHOWN = 200
MISTYPED = {"http", "https", "www"}  # "http://http//www.example.org" is a slip, not an intranet
OFF = {"0", "false", "off", "none", "f"}

_DRIVE = re.compile(r"^(?:[A-Za-z][:|](?:[\\/]|%5[Cc])|\\\\|//[^/])")
_PATH_INSIDE = re.compile(
    r"(?:\b[A-Za-z]:\\[^\s\"<>|]+|\\\\[\w.$-]+\\[^\s\"<>|]*|\bfile:/{1,3}[^\s\"<>]+"
    r"|/(?:Users|home|Volumes|private/var|mnt|var/folders)/[^\s\"<>]+)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"^[^\n]{1,180}\.(?:jpe?g|png|gif|bmp|tiff?|emf|wmf|svg|pdf|docx?|pptx?|xlsx?|psd|ai|eps|heic)$", re.I
)
_PRIVATE_HOST = re.compile(
    r"^(?:localhost|[^.:]+|.+\.(?:local|internal|intranet|corp|lan|home|private|localdomain)"
    r"|127\.[\d.]+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|169\.254\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|f[cd][0-9a-f]{2}:.*|fe80:.*|::1)$",
    re.IGNORECASE,
)
_SECRECY = re.compile(
    r"(?<![\w/.-])(?:confidential(?:ity)?|draft|do not (?:distribute|copy|share|circulate|forward)|not for (?:distribution|circulation|release)"
    r"|internal (?:use|only)|for internal|proprietary|privileged|under embargo|embargoed|restricted|company secret|trade secret"
    r"|strictly private|under nda|for review only|vertraulich|entwurf|confidentiel(?:le)?|brouillon|confidencial|borrador"
    r"|riservato|bozza|vertrouwelijk)\b(?!\.\w)",
    re.IGNORECASE,
)


def shown(words: str) -> str:
    """Words for a finding: one line, at most 200 characters."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS_SHOWN else line[: WORDS_SHOWN - 1] + "…"


def is_on(node: etree._Element | None, attribute: str = W + "val") -> bool:
    """An on/off property: there and not switched off."""
    return node is not None and node.get(attribute, "1").lower() not in OFF


def in_fallback(node: etree._Element) -> bool:
    """True inside the older twin of something that is also there in a newer form."""
    return any(ancestor.getprevious() is not None for ancestor in node.iterancestors(MC + "Fallback"))


def private_target(target: str) -> bool:
    """True for an address that only works inside one computer or organization, and so names it."""
    plain = unquote(target).strip()
    if not plain or plain.startswith("#"):
        return False
    if _DRIVE.match(plain) or _PATH_INSIDE.match(plain):
        return True
    try:
        parts = urlsplit(plain)
        host = parts.hostname or ""
    except ValueError:
        return False
    scheme = parts.scheme.lower()
    if scheme == "file":
        return True
    if scheme in {"http", "https", "ftp", "ftps", "smb"}:
        return scheme == "smb" or bool(host and host not in MISTYPED and _PRIVATE_HOST.match(host))
    if scheme and len(scheme) > 1:  # mailto, tel, ppaction, onenote ...
        return scheme in {"onenote", "notes", "ms-word", "ms-powerpoint", "ms-excel", "outlook"}
    return bool(re.search(r"[\w%)-]\.\w{2,5}(?:$|#)|[\\/]", plain)) and not _web_like(plain)


def _web_like(plain: str) -> bool:
    """An address without its http:// ("www.example.org/a")."""
    host = re.split(r"[/?#]", plain, maxsplit=1)[0]
    return bool(
        re.fullmatch(
            r"(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|io|eu|uk|de|fr|ca|au|int|biz|us|ch|nl|it|es)",
            host,
            re.I,
        )
    )


def path_in(words: str) -> str:
    """The first path on a disk or server inside `words`, or ""."""
    found = _PATH_INSIDE.search(words)
    return found[0] if found else ""


def looks_like_file(words: str) -> bool:
    """A picture's description that is only the name of the file it came from, or a path."""
    return bool(path_in(words) or _FILE_NAME.match(words.strip()))


def secrecy_word(words: str) -> str:
    """The first word that says the text was not meant for everybody, or ""."""
    found = _SECRECY.search(words)
    return found[0] if found else ""


def plain_text(node: etree._Element) -> str:
    """All drawing text (`a:t`) under a node, a line per paragraph."""
    lines = ("".join(map(_character, p.iter(A + "t", A + "br", A + "tab"))) for p in node.iter(A + "p"))
    return "\n".join(line for line in lines if line.strip())


def _character(node: etree._Element) -> str:
    if node.tag == A + "t":
        return node.text or ""
    return "\n" if node.tag == A + "br" else "\t"


def remove(node: etree._Element) -> None:
    """Take an element out; text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def unwrap(node: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    children = list(node)
    remove(node)
    parent[place:place] = children


def names_in(root: etree._Element, *names: str) -> list[etree._Element]:
    """Every element with one of these local names, whatever its namespace."""
    wanted = set(names)
    return [node for node in root.iter() if local(node) in wanted]
