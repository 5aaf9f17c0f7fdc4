"""The private fourth version of Marisol Quint's deck: everything the share check is meant to find.

It carries a hidden slide, comments with a name, a workbook behind its chart, a company in its properties, a
telephone number and speaker notes. All of it is invented.
"""

from io import BytesIO

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches, Pt

from .deck_marisol import CALLS, counter_deck
from .slides import INK, LEFT, SANS, TEAL, WRITTEN_AT, Deck

HIDDEN_TITLE = "Fees and dates: Larkspur Medical Education, second round"
COMPANY = "Larkspur Medical Education"
COMMENTER = "T. Brandvold"
COMMENTS = {
    2: "Can we say this more gently? The society will read it.",
    5: "Where do these come from? Please send me the sheet again.",
    9: "Good. I would end here.",
}
"""Comment by slide number, counted with the hidden slide."""

_SITES = ("North", "South", "East", "West", "Harbor")
_WEEKS = 40
_NAMESPACE = "http://schemas.openxmlformats.org/presentationml/2006/main"


def draft_deck() -> Deck:
    """The deck with all its leftovers: 11 slides, the seventh of them hidden."""
    deck = counter_deck(draft=True)
    _add_chart(deck.file.slides[4])
    _add_hidden_slide(deck, position=7)
    _add_comments(deck)
    return deck


def _add_chart(slide) -> None:
    data = CategoryChartData()
    data.categories = [label for label, _ in reversed(CALLS)]
    data.add_series("Calls", [count for _, count in reversed(CALLS)])
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Inches(LEFT), Inches(1.9), Inches(11.4), Inches(4.4), data
    )
    frame.name = "Calls to the prescriber"
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(16), SANS
    chart.font.color.rgb = RGBColor.from_string(INK)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.category_axis.format.line.fill.background()
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 50, True
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(TEAL)
    chart.part.chart_workbook.xlsx_part._blob = _workbook()


def _workbook() -> bytes:
    """Three sheets and 214 rows, of which the chart shows six."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": COMMENTER, "company": COMPANY, "created": WRITTEN_AT.replace(tzinfo=None)})
    by_site, chart, sites = (book.add_worksheet(name) for name in ("By site", "Sheet1", "Sites"))
    by_site.write_row(0, 0, ("Clinic site", "Week", "Calls"))
    rows = [(site, week) for site in _SITES for week in range(1, _WEEKS + 1)]
    for number, (site, week) in enumerate(rows, 1):
        by_site.write_row(number, 0, (site, week, (number * 7) % 11))
    chart.write_row(0, 0, ("", "Calls"))
    for number, (label, count) in enumerate(reversed(CALLS), 1):
        chart.write_row(number, 0, (label, count))
    sites.write_row(0, 0, ("Clinic site", "Opened"))
    for number, site in enumerate(_SITES, 1):
        sites.write_row(number, 0, (site, "yes"))
    book.close()
    return out.getvalue()


def _add_hidden_slide(deck: Deck, *, position: int) -> None:
    slide = deck.file.slides.add_slide(deck.layout)
    slide.shapes.title.text = HIDDEN_TITLE
    deck.words(
        slide,
        LEFT,
        2.2,
        10,
        2.5,
        "First draft in week two\nSecond round with the director in week four\nFee: as in the letter of March",
        size=22,
    )
    slide._element.set("show", "0")
    order = deck.file.slides._sldIdLst
    order.insert(position - 1, order[-1])


def _add_comments(deck: Deck) -> None:
    package = deck.file.part.package
    authors = (
        f'<p:cmAuthorLst xmlns:p="{_NAMESPACE}"><p:cmAuthor id="0" name="{COMMENTER}" initials="TB" '
        f'lastIdx="{len(COMMENTS)}" clrIdx="0"/></p:cmAuthorLst>'
    )
    part = Part(
        PackURI("/ppt/commentAuthors.xml"), CONTENT_TYPE.PML_COMMENT_AUTHORS, package, authors.encode()
    )
    deck.file.part.relate_to(part, RELATIONSHIP_TYPE.COMMENT_AUTHORS)
    for index, (number, words) in enumerate(COMMENTS.items(), 1):
        xml = (
            f'<p:cmLst xmlns:p="{_NAMESPACE}"><p:cm authorId="0" dt="{WRITTEN_AT:%Y-%m-%dT%H:%M:%S}.000" '
            f'idx="{index}"><p:pos x="120" y="120"/><p:text>{words}</p:text></p:cm></p:cmLst>'
        )
        part = Part(
            PackURI(f"/ppt/comments/comment{index}.xml"), CONTENT_TYPE.PML_COMMENTS, package, xml.encode()
        )
        deck.file.slides[number - 1].part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)
