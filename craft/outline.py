"""Finding objectives: in a pasted list, and under their heading in a document's text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from .stems import LEARNER, is_stem_line, read_stem
from .verbs import accepted, avoided, faculty, inflected
from .words import WORD, flat

_MARK = re.compile(
    r"\s*(?:[-•*▪‣◦●○■□☐✓➢➤·–—]|\(?\d{1,2}[.)](?!\d)|\(?[a-hA-H][.)]|\(?[ivx]{1,4}[.)]|"
    r"(?:LO|Obj(?:ective)?|Learning objective)\s*#?\d{0,2}\s*[:.)–-])\s*",
    re.IGNORECASE,
)
_INLINE_NUMBER = re.compile(r"(?:(?<=^)|(?<=[\s;:,.]))\(?(\d{1,2})[.)]\s+(?=[A-Za-z\"'“‘])")
_TRAIL = re.compile(r"\s*;?\s*(?:\band\b|\bor\b)?\s*$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;]['\")]*\s*$")

_HEADING = re.compile(
    r"\s*(?:#{1,6}\s*)?(?:\**_*)(?:(?:section\s+)?\d+(?:\.\d+)*\.?\s+|[IVX]+\.\s+)?"
    r"(?:(?:learning|educational|education|activity|course|program|programme|session|module|instructional|learner|"
    r"teaching|performance|overall|specific|terminal|enabling|behavioral|behavioural)\s+){0,2}"
    r"(?:(?:goals?|aims?|purpose|outcomes)\s*(?:and|&|/)\s*)?(?:learning\s+)?objectives?"
    r"(?:\s*(?:and|&|/)\s*(?:goals?|outcomes?))?(?:\**_*)\s*(?P<rest>:.*)?",
    re.IGNORECASE,
)
_STUDY_PARTS = re.compile(
    r"\s*(?:methods?|design|setting|participants|results|main outcomes?)\b\s*[:.]", re.IGNORECASE
)
_MOST = 15


def split_objectives(pasted: str) -> list[str]:
    """Split pasted text into objectives, as typed, without bullets, numbers, headings and stem lines.

    Takes one objective per line, bullets or numbers, wrapped lines, or one run of text with "1) … 2) …".
    """
    found: list[str] = []
    joined = ""
    for line in _unrun(pasted):
        mark = _MARK.match(line)
        marked = bool(mark and WORD.search(line, mark.end()))
        body = line[mark.end() :].strip() if mark and marked else line.strip()
        if not WORD.search(body) or (not marked and (_is_heading(body) or is_stem_line(flat(body)))):
            joined = _keep(found, joined)
        elif joined and not marked and not _ENDS.search(joined) and _continues(body):
            joined = f"{joined} {body}"
        else:
            _keep(found, joined)
            joined = body
    _keep(found, joined)
    return found


def find_objectives(pages: str | Iterable[str]) -> list[str]:
    """Objectives found in a document's text, in order, each once (source: F8).

    `pages` is the text of the pages or slides. Looks under a heading such as "Learning objectives" and
    after a line such as "By the end of this session, learners will be able to:". The aim of a study in an
    abstract ("Objectives: To compare … Methods: …") is not a learning objective. No heading, no answer:
    an empty list.
    """
    lines = [
        line for page in ([pages] if isinstance(pages, str) else pages) for line in [*page.splitlines(), "\f"]
    ]
    found: dict[str, None] = {}
    at = 0
    while at < len(lines):
        begins, rest = _opens_list(lines, at)
        at += 1
        if begins:
            block, at = _block(lines, at)
            for objective in split_objectives("\n".join([rest, *block])):
                found.setdefault(objective)
    return list(found)


def _opens_list(lines: list[str], at: int) -> tuple[bool, str]:
    line = lines[at]
    if len(line) > 600:
        return False, ""
    heading = _HEADING.fullmatch(line)
    if heading:
        rest = (heading["rest"] or "").lstrip(":*_ ").strip()
        if (
            rest
            and rest[:3].lower() == "to "
            and any(_STUDY_PARTS.match(after) for after in lines[at + 1 : at + 8])
        ):
            return False, ""
        return True, rest
    text = flat(line).strip()
    if len(text) < 200 and LEARNER.search(text) and is_stem_line(text):
        return read_stem(text).able_to or text.endswith(":"), ""
    return False, ""


def _block(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines that belong to the list beginning at `at`, and where it ended."""
    block: list[str] = []
    count = 0
    bulleted = open_item = False
    while at < len(lines) and count < _MOST:
        text = lines[at].strip()
        if text == "\f" and count:
            break
        if not text:
            open_item = False
            block.append("")
        elif _is_marked(lines[at]):
            bulleted = open_item = True
            count += 1
            block.append(lines[at])
        elif open_item and _continues(text) and not _ENDS.search(block[-1]):
            block.append(lines[at])
        elif is_stem_line(flat(text)) or (not count and _introduces(text)):
            pass
        elif not bulleted and _sounds_like_objective(text):
            open_item = True
            count += 1
            block.append(lines[at])
        else:
            break
        at += 1
    return block, at


def _is_marked(line: str) -> bool:
    mark = _MARK.match(line)
    return bool(mark and WORD.search(line, mark.end()))


def _unrun(pasted: str) -> list[str]:
    """Lines, with a run of "1) … 2) … 3) …" inside one line cut at its numbers."""
    lines: list[str] = []
    for line in pasted.splitlines():
        cuts: list[int] = []
        for number in _INLINE_NUMBER.finditer(line):
            if int(number[1]) == len(cuts) + 1:
                cuts.append(number.start())
        if len(cuts) > 1:
            edges = [0, *cuts, len(line)] if cuts[0] else [*cuts, len(line)]
            lines += [_TRAIL.sub("", line[a:b]) for a, b in itertools.pairwise(edges)]
        else:
            lines.append(line)
    return lines


def _keep(found: list[str], joined: str) -> str:
    text = _TRAIL.sub("", joined).strip() if joined else ""
    if text:
        found.append(text)
    return ""


def _is_heading(text: str) -> bool:
    heading = _HEADING.fullmatch(text)
    return bool(heading and not (heading["rest"] or "").strip(": *_"))


def _continues(text: str) -> bool:
    """A wrapped line goes on in lower case, with a digit or a bracket, and does not open with its own verb."""
    if not (text[:1].islower() or text[:1] in "(0123456789"):
        return False
    first = WORD.search(text)
    return not (first and text[:1].isupper() and accepted(first.group()))


def _introduces(text: str) -> bool:
    """A sentence between heading and list: "This activity is designed for …", "Learners will:"."""
    return text.endswith(":") or (text.endswith(".") and not _sounds_like_objective(text))


def _sounds_like_objective(text: str) -> bool:
    plain = flat(text)
    stem = read_stem(plain)
    first = WORD.search(plain, stem.length)
    if first is None:
        return False
    word = first.group()
    return (
        bool(stem.able_to or accepted(word) or inflected(word) or avoided(word) or faculty(word))
        and len(WORD.findall(plain)) > 1
    )
