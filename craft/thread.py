"""Gap, objective, question: the lines between them, the loose ends, and a small figure (feature F9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from .gaps import CAUSES, Gap, check_gap

__all__ = ["CAUSES", "Gap", "LooseEnd", "Thread", "check_gap", "figure", "loose_ends", "text_twin"]

Kind = Literal["gap", "objective", "question"]
_KINDS: tuple[Kind, ...] = ("gap", "objective", "question")
_LABEL = re.compile(r"([GOQ])(\d{1,4})")
_KIND_OF: dict[str, Kind] = {"G": "gap", "O": "objective", "Q": "question"}
_ALLOWED = {("gap", "objective"), ("objective", "question")}
# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_WIDTH, _COLUMN, _STEP, _LINE, _CHARS, _LINES = 721, 208, 256, 17, 29, 3


@dataclass(frozen=True)
class Thread:
    """Practice gaps, objectives and questions by number, and the lines drawn between them.

    `links` are pairs of labels, in either direction: ("G1", "O2"), ("O2", "Q3"). A gap may be joined to
    objectives, an objective to questions. Order and repeats make no difference.
    Raises ValueError for a label that names nothing and for a pair that may not be joined.
    """

    gaps: Mapping[int, str]
    objectives: Mapping[int, str]
    questions: Mapping[int, str]
    links: Iterable[tuple[str, str]] = ()
    joined: frozenset[tuple[Kind, int, Kind, int]] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "gaps", dict(sorted(self.gaps.items())))
        object.__setattr__(self, "objectives", dict(sorted(self.objectives.items())))
        object.__setattr__(self, "questions", dict(sorted(self.questions.items())))
        object.__setattr__(self, "links", tuple(sorted({(min(pair), max(pair)) for pair in self.links})))
        object.__setattr__(self, "joined", frozenset(self._join(*pair) for pair in self.links))

    def of(self, kind: Kind) -> Mapping[int, str]:
        return {"gap": self.gaps, "objective": self.objectives, "question": self.questions}[kind]

    def after(self, kind: Kind, number: int) -> list[int]:
        """Numbers joined on the way to the questions: objectives of a gap, questions of an objective."""
        return sorted(to for start, at, _, to in self.joined if (start, at) == (kind, number))

    def before(self, kind: Kind, number: int) -> list[int]:
        """Numbers joined on the way to the gaps: gaps of an objective, objectives of a question."""
        return sorted(at for _, at, end, to in self.joined if (end, to) == (kind, number))

    def _join(self, first: str, second: str) -> tuple[Kind, int, Kind, int]:
        ends = sorted((self._read(first), self._read(second)), key=lambda end: _KINDS.index(end[0]))
        (start, at), (end, to) = ends
        if (start, end) not in _ALLOWED:
            raise ValueError(f"{first} and {second} cannot be joined")
        return start, at, end, to

    def _read(self, label: str) -> tuple[Kind, int]:
        match = _LABEL.fullmatch(label)
        if match:
            kind, number = _KIND_OF[match[1]], int(match[2])
            if number in self.of(kind):
                return kind, number
        raise ValueError(f"nothing is called {label!r}")


@dataclass(frozen=True)
class LooseEnd:
    """A gap, objective or question that is not joined on one side. `str()` is the sentence to show."""

    kind: Kind
    number: int
    message: str
    short: str

    def __str__(self) -> str:
        return self.message


def loose_ends(thread: Thread) -> list[LooseEnd]:
    """Everything that is not joined where it should be: gaps, then objectives, then questions (F9)."""
    ends = [
        LooseEnd("gap", number, f"Gap {number} has no objective.", "no objective")
        for number in thread.gaps
        if not thread.after("gap", number)
    ]
    for number in thread.objectives:
        if not thread.before("objective", number):
            ends.append(LooseEnd("objective", number, f"Objective {number} closes no listed gap.", "no gap"))
        if not thread.after("objective", number):
            ends.append(
                LooseEnd("objective", number, f"Objective {number} is tested by no question.", "no question")
            )
    ends += [
        LooseEnd("question", number, f"Question {number} tests no listed objective.", "no objective")
        for number in thread.questions
        if not thread.before("question", number)
    ]
    return ends


def text_twin(thread: Thread) -> list[str]:
    """The figure in words, one line per gap, objective and question, for people who do not see it."""
    lines = []
    for kind in _KINDS:
        next_kind = {"gap": "objective", "objective": "question", "question": ""}[kind]
        for number, text in thread.of(kind).items():
            line = f"{kind.capitalize()} {number}: {_plain(text)}"
            to = thread.after(kind, number)
            if to:
                line += f" → {next_kind} {', '.join(str(each) for each in to)}"
            loose = [end.short for end in loose_ends(thread) if (end.kind, end.number) == (kind, number)]
            lines.append(line + (f" ({'; '.join(loose)})" if loose else ""))
    return lines


def figure(thread: Thread, name: str = "thread") -> str:
    """The thread as an SVG drawing: three columns, lines between them, loose ends in words.

    `name` makes its ids unique on a page. No style, no script, no colour of its own: classes `thread`,
    `head`, `box`, `loose`, `label`, `words`, `note` and `link`. All text is escaped.
    """
    loose = loose_ends(thread)
    boxes: dict[tuple[Kind, int], tuple[int, int, int, list[str], str]] = {}
    height = 40
    for column, kind in enumerate(_KINDS):
        y = 40
        for number, text in thread.of(kind).items():
            words = _wrapped(text)
            note = ", ".join(end.short for end in loose if (end.kind, end.number) == (kind, number))
            tall = 34 + _LINE * (len(words) + bool(note))
            boxes[kind, number] = (column * _STEP, y, tall, words, note)
            y += tall + 12
        height = max(height, y)
    lines = [
        f'<path class="link" fill="none" stroke="currentColor" d="{_curve(boxes[start, at], boxes[end, to])}"/>'
        for start, at, end, to in sorted(thread.joined, key=lambda j: (_KINDS.index(j[0]), j[1], j[3]))
    ]
    heads = [
        f'<text class="head" x="{column * _STEP}" y="22">{words}</text>'
        for column, words in enumerate(("Practice gaps", "Objectives", "Questions"))
    ]
    drawn = [_box(kind, number, *box) for (kind, number), box in boxes.items()]
    name = re.sub(r"[^\w-]", "", name, flags=re.ASCII) or "thread"
    ends = f"{len(loose)} loose end{'' if len(loose) == 1 else 's'}" if loose else "no loose ends"
    desc = (
        f"{_count(thread.gaps, 'gap')}, {_count(thread.objectives, 'objective')}, "
        f"{_count(thread.questions, 'question')}, {_count(thread.joined, 'line')} between them, {ends}."
    )
    return (
        f'<svg class="thread" viewBox="-1 0 {_WIDTH + 1} {height}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-title">From gap to objective to question</title>'
        f'<desc id="{name}-desc">{desc}</desc>{"".join([*heads, *lines, *drawn])}</svg>'
    )


def _count(things: Mapping[int, str] | frozenset[tuple[Kind, int, Kind, int]], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _box(kind: Kind, number: int, x: int, y: int, tall: int, words: list[str], note: str) -> str:
    drawn = [
        f'<g class="box {kind}{" loose" if note else ""}">'
        f'<rect x="{x}" y="{y}" width="{_COLUMN}" height="{tall}" rx="6" fill="none" stroke="currentColor"/>'
        f'<text class="label" x="{x + 10}" y="{y + 20}">{kind.capitalize()} {number}</text>'
    ]
    for at, line in enumerate(words, start=1):
        drawn.append(f'<text class="words" x="{x + 10}" y="{y + 22 + at * _LINE}">{escape(line)}</text>')
    if note:
        drawn.append(
            f'<text class="note" x="{x + 10}" y="{y + 22 + (len(words) + 1) * _LINE}">{escape(note)}</text>'
        )
    return "".join([*drawn, "</g>"])


def _curve(start: tuple[int, int, int, list[str], str], end: tuple[int, int, int, list[str], str]) -> str:
    x1, y1 = start[0] + _COLUMN, start[1] + start[2] // 2
    x2, y2 = end[0], end[1] + end[2] // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _plain(text: str) -> str:
    return " ".join(_NOT_XML.sub("", text).split())


def _wrapped(text: str) -> list[str]:
    """At most three short lines; what is left out is shown by an ellipsis (the list holds it all)."""
    lines: list[str] = []
    for word in _plain(text).split():
        word = word if len(word) <= _CHARS else word[: _CHARS - 1] + "…"
        if lines and len(lines[-1]) + 1 + len(word) <= _CHARS:
            lines[-1] = f"{lines[-1]} {word}"
        elif len(lines) == _LINES:
            lines[-1] = lines[-1][: _CHARS - 1].rstrip(" .,;…") + "…"
            break
        else:
            lines.append(word)
    return lines
