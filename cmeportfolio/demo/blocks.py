"""The few building blocks every demo document is written in.

Text may hold two marks: `**bold**` and `^1,2^` for raised reference numbers. Nothing else is markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"\*\*(.+?)\*\*|\^([^^]+)\^")


@dataclass(frozen=True)
class Heading:
    """A section heading. `new_page` starts it at the top of a page."""

    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Para:
    """A paragraph, with an optional bold lead-in."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Speech:
    """Words somebody says, set apart."""

    text: str
    who: str = ""


@dataclass(frozen=True)
class Callout:
    """A paragraph on a tinted ground with a bold lead-in."""

    lead: str
    text: str


@dataclass(frozen=True)
class Items:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. `widths` are shares of the text width and sum to about 1."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Bars:
    """A bar chart without numbers: (label, share of the full width)."""

    rows: tuple[tuple[str, float], ...]
    caption: str


@dataclass(frozen=True)
class Decision:
    """A decision point: a question with lettered options, then feedback for each."""

    number: int
    question: str
    options: tuple[str, ...]
    feedback: tuple[str, ...]
    best: int


Block = Heading | Para | Speech | Callout | Items | Grid | Bars | Decision


@dataclass(frozen=True)
class Paper:
    """One document: what it is, its title, a standfirst, and its blocks."""

    kind: str
    title: str
    standfirst: str
    footer: str
    author: str
    blocks: tuple[Block, ...]


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into (words, style), where style is "", "bold" or "raised"."""
    at = 0
    for mark in _MARKS.finditer(text):
        if mark.start() > at:
            yield text[at : mark.start()], ""
        yield (mark[1], "bold") if mark[1] else (mark[2], "raised")
        at = mark.end()
    if at < len(text):
        yield text[at:], ""


def letter(index: int) -> str:
    """The capital letter of an option: 0 is A."""
    return "ABCDEFGH"[index]
