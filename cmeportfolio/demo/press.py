"""Set a `Paper`, a handout or a poster with Typst, in the two typefaces that travel with this package.

System fonts are ignored, so that the pages look the same on every machine.
"""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from .blocks import Bars, Block, Callout, Decision, Grid, Heading, Items, Paper, Para, Speech, letter, runs

WRITTEN_AT = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
_FONTS = Path(__file__).with_name("fonts")

LOOK = """
#let teal = rgb("#0b5a5b")
#let deep = rgb("#073f41")
#let ink = rgb("#17201f")
#let soft = rgb("#434e4b")
#let faint = rgb("#5d6865")
#let tint = rgb("#edf3f1")
#let rule = rgb("#c9cfc7")
#let sans = "Inter"
#let small(body, size: 8pt, fill: faint) = text(font: sans, size: size, fill: fill, body)
#let kind(body, fill: teal) = block(below: 10pt, text(
  font: sans, weight: 600, size: 7.6pt, tracking: 0.8pt, fill: fill, upper(body)))
#let strong-lead(body) = text(font: "Newsreader", weight: 500, fill: ink, body)
#let raised(body) = super(typographic: false, size: 0.68em, text(fill: teal, body))
#set text(font: "Newsreader", size: 10.8pt, fill: ink, lang: "en", region: "US", number-type: "lining")
#set par(leading: 0.68em, spacing: 1.12em)
#show heading: set block(sticky: true)
#show heading.where(level: 2): set text(size: 15pt, weight: 500, fill: teal)
#show heading.where(level: 2): set block(above: 22pt, below: 11pt)
#show strong: set text(weight: 500)
"""

_PAPER = """
#set page(paper: "us-letter", margin: (x: 1.05in, top: 0.9in, bottom: 0.9in),
  header: context if counter(page).get().first() > 1 [
    #set text(font: sans, size: 7.6pt, fill: faint)
    #running #h(1fr) #author #v(-4pt) #line(length: 100%, stroke: 0.4pt + rule)],
  footer: context [
    #set text(font: sans, size: 7.6pt, fill: faint)
    #line(length: 100%, stroke: 0.4pt + rule) #v(-4pt)
    #footer-line #h(1fr) #counter(page).display()])
#let callout(lead, body) = block(width: 100%, fill: tint, inset: (left: 14pt, rest: 11pt), above: 1.3em,
  below: 1.3em, breakable: false, stroke: (left: 3pt + teal))[#strong-lead(lead) #body]
#let said(who, body) = block(above: 1.1em, below: 1.3em, breakable: false, inset: (left: 16pt, right: 30pt),
  stroke: (left: 0.8pt + teal))[
  #text(size: 14.5pt, fill: teal, style: "italic", body) #v(-3pt) #small(who)]
#let disc(body, filled: false) = move(dy: -2.6pt, box(width: 14.5pt, height: 14.5pt, radius: 50%,
  fill: if filled { teal } else { white }, stroke: 0.8pt + teal,
  align(center + horizon, text(font: sans, weight: 600, size: 8pt,
    fill: if filled { white } else { teal }, body))))
"""


def write_pdf(source: str, path: Path, **inputs: str) -> None:
    """Compile Typst source to PDF at `path`, dated by this module and not by the clock."""
    typst.compile(source.encode(), output=str(path), timestamp=WRITTEN_AT, sys_inputs=inputs, **_typefaces())


def write_png(source: str, path: Path, *, pixels_per_inch: float) -> None:
    """Compile one page of Typst source to a PNG at `path`."""
    typst.compile(source.encode(), output=str(path), format="png", ppi=pixels_per_inch, **_typefaces())


@cache
def _typefaces() -> dict:
    return {"font_paths": [str(_FONTS)], "ignore_system_fonts": True}


def paper_source(paper: Paper) -> str:
    """The Typst source of a paper, in the same order as the Word renderer gives it."""
    lines = [
        f"#set document(title: {quoted(paper.title)}, author: {quoted(paper.author)})",
        f"#let running = {quoted(paper.title)}",
        f"#let author = {quoted(paper.author)}",
        f"#let footer-line = {quoted(paper.footer)}",
        LOOK,
        _PAPER,
        f"#kind[{escaped(paper.kind)}]",
        "#show heading.where(level: 1): set text(size: 27pt, weight: 400)",
        "#show heading.where(level: 1): set par(leading: 0.42em)",
        "#show heading.where(level: 1): set block(below: 15pt)",
        f"= {escaped(paper.title)}",
        f"#block(below: 1.5em, text(size: 13.2pt, fill: soft)[{escaped(paper.standfirst)}])",
        *map(_block, paper.blocks),
    ]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text as Typst markup: every sign Typst could read as markup is made literal, the two marks kept."""
    out = []
    for words, style in runs(text):
        plain = "".join(f"\\{sign}" if sign in "\\#*_`$<>@[]~^=+-/'\"{}" else sign for sign in words)
        match style:
            case "bold":
                out.append(f"#strong[{plain}]")
            case "raised":
                out.append(f"#raised[{plain}]")
            case _:
                out.append(plain)
    return "".join(out)


def quoted(text: str) -> str:
    """A text as a Typst string."""
    escaped_text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped_text}"'


def _block(block: Block) -> str:
    match block:
        case Heading():
            return ("#pagebreak(weak: true)\n" if block.new_page else "") + f"== {escaped(block.text)}\n"
        case Para():
            lead = f"#strong-lead[{escaped(block.lead)}] " if block.lead else ""
            return f"{lead}{escaped(block.text)}\n"
        case Speech():
            return f"#said[{escaped(block.who)}][“{escaped(block.text)}”]\n"
        case Callout():
            return f"#callout[{escaped(block.lead)}][{escaped(block.text)}]\n"
        case Items():
            sign = "+" if block.numbered else "-"
            return "\n".join(f"{sign} {escaped(item)}" for item in block.items) + "\n"
        case Grid():
            return _grid(block)
        case Bars():
            return _bars(block)
        case Decision():
            return _decision(block)


def _grid(grid: Grid) -> str:
    head = ", ".join(f"text(weight: 600)[{escaped(words)}]" for words in grid.head)
    cells = ", ".join(f"[{escaped(words)}]" for row in grid.rows for words in row)
    columns = ", ".join(f"{width}fr" for width in grid.widths)
    return (
        "#block(above: 1.2em, below: 1.4em)[#set text(font: sans, size: 8.6pt)\n#table("
        f"columns: ({columns}), inset: (x: 4pt, y: 5pt), stroke: (x, y) => "
        "(bottom: if y == 0 { 1pt + ink } else { 0.4pt + rule }),"
        f"table.header({head}), {cells})]\n"
    )


def _bars(bars: Bars) -> str:
    rows = "".join(
        f"small(size: 8.6pt, fill: ink)[{escaped(label)}], rect(width: {share:.0%}, height: 13pt, fill: teal),"
        for label, share in bars.rows
    )
    return (
        f"#block[#grid(columns: (24%, 1fr), row-gutter: 6pt, align: horizon, {rows})"
        f"#small[{escaped(bars.caption)}]]\n"
    )


def _decision(decision: Decision) -> str:
    options = "".join(
        f"disc[{letter(index)}], [{escaped(option)}]," for index, option in enumerate(decision.options)
    )
    feedback = "".join(
        f"disc(filled: {str(index == decision.best).lower()})[{letter(index)}], [{escaped(words)}],"
        for index, words in enumerate(decision.feedback)
    )
    return (
        "#block(width: 100%, fill: tint, inset: (left: 14pt, rest: 12pt), above: 1.4em, below: 1.1em,"
        " breakable: false, stroke: (left: 3pt + teal))["
        f"#strong-lead[Decision {decision.number}.] {escaped(decision.question)} #v(2pt)"
        f"#grid(columns: (22pt, 1fr), row-gutter: 8pt, {options})]\n"
        f"#small(size: 7.6pt)[#text(weight: 600, tracking: 0.6pt)[IF YOU CHOSE] #h(6pt) The filled letter is the best answer.]\n"
        f"#grid(columns: (22pt, 1fr), row-gutter: 9pt, {feedback})\n"
    )
