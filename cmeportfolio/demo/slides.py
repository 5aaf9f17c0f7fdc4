"""A small kit for 16:9 teaching slides: one layout, a message headline, drawn shapes, spoken notes.

Everything is native and editable. Nothing is a picture, and no chart carries a workbook. Measures are inches.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import cos, radians, sin

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

SERIF, SANS = "Times New Roman", "Arial"
WRITTEN_AT = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
WIDE, HIGH = 13.333, 7.5
LEFT, RIGHT, TOP = 0.85, 12.48, 2.0

PAPER, INK, SOFT, FAINT, RULE = "FCFCFA", "17201F", "434E4B", "5D6865", "C9CFC7"
TEAL, DEEP, MINT, TINT = "0B5A5B", "073F41", "DFF0EC", "EDF3F1"
AMBER, SAND, GOLD = "8A5A0B", "F3EEE4", "F0C987"
RED, WHITE = "A1251C", "FFFFFF"


@dataclass
class Look:
    """The colors of one deck: its ground, its accent and the color of the title slide."""

    ground: str = PAPER
    accent: str = TEAL
    cover: str = TEAL
    cover_ink: str = WHITE
    cover_soft: str = MINT


class Deck:
    """A presentation being drawn, with the helpers its slides share."""

    def __init__(self, *, title: str, author: str, footer: str, look: Look):
        self.file = Presentation()
        self.footer, self.look = footer, look
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        properties = self.file.core_properties
        properties.author = properties.last_modified_by = author
        properties.title, properties.language, properties.revision = title, "en-US", 1
        properties.created = properties.modified = WRITTEN_AT
        self._keep_one_layout()
        self._set_theme()

    def _keep_one_layout(self) -> None:
        master = self.file.slide_master
        for layout in list(self.file.slide_layouts):
            if layout.name != "Title Only":
                self.file.slide_layouts.remove(layout)
        self.layout = self.file.slide_layouts[0]
        for holder in (master, self.layout):
            for shape in list(holder.placeholders):
                if shape.placeholder_format.type not in {1, 2}:  # title and body stay
                    shape._element.getparent().remove(shape._element)
                elif shape.placeholder_format.type == 1:
                    _place(shape, LEFT, 0.62, RIGHT - LEFT, 1.1)
                else:
                    _place(shape, LEFT, TOP, RIGHT - LEFT, 4.4)
        background = parse_xml(
            f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="{self.look.ground}"/>'
            "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
        )
        tree = master._element.cSld
        for old in tree.findall(qn("p:bg")):
            tree.remove(old)
        tree.insert(0, background)
        title_style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
        title_style.set("algn", "l")
        run = title_style.find(qn("a:defRPr"))
        run.set("sz", "3700")
        for fill in run.findall(qn("a:solidFill")):
            fill.find(qn("a:schemeClr")).set("val", "tx1")
        for body in (master, self.layout):
            for shape in body.placeholders:
                if shape.placeholder_format.type == 1:
                    properties = shape.text_frame._txBody.bodyPr
                    properties.set("anchor", "t")
                    for side in ("lIns", "rIns", "tIns", "bIns"):
                        properties.set(side, "0")

    def _set_theme(self) -> None:
        """Our two typefaces and colors in the theme, so that new text and charts follow them."""
        part = next(
            relation.target_part
            for relation in self.file.slide_master.part.rels.values()
            if relation.reltype.endswith("/theme")
        )
        theme = etree.fromstring(part.blob)
        theme.set("name", "Calm")
        colors = dict(
            zip(
                (
                    "dk1",
                    "lt1",
                    "dk2",
                    "lt2",
                    "accent1",
                    "accent2",
                    "accent3",
                    "accent4",
                    "accent5",
                    "accent6",
                ),
                (INK, WHITE, DEEP, TINT, TEAL, AMBER, RED, FAINT, GOLD, RULE),
                strict=True,
            )
        )
        scheme = theme.find(f".//{qn('a:clrScheme')}")
        for child in scheme:
            name = etree.QName(child).localname
            if name in colors:
                child[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colors[name]}"/>')]
        for tag, face in (("a:majorFont", SERIF), ("a:minorFont", SANS)):
            theme.find(f".//{qn(tag)}").find(qn("a:latin")).set("typeface", face)
        part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)

    def cover(self, kind: str, title: str, under: str):
        """The title slide: a full ground of color. Returns the slide, for a drawing of its own."""
        slide = self.file.slides.add_slide(self.layout)
        self._fill(slide, self.look.cover)
        self.words(slide, LEFT, 1.5, 9, 0.35, kind.upper(), size=12, bold=True, color=self.look.cover_soft)
        slide.shapes.title.text = title
        _place(slide.shapes.title, LEFT, 1.95, 11.4, 1.8)
        _style_title(slide.shapes.title, 50, self.look.cover_ink)
        if under:
            self.words(slide, LEFT, 3.05, 10, 0.6, under, size=24, color=self.look.cover_soft, face=SERIF)
        self._foot(slide, self.look.cover_soft)
        return slide

    def slide(self, headline: str, notes: str):
        """A slide with a message headline and notes. Returns it, to be drawn on."""
        slide = self.file.slides.add_slide(self.layout)
        slide.shapes.title.text = headline
        _style_title(slide.shapes.title, 37, INK)
        self._foot(slide, FAINT)
        slide.notes_slide.notes_text_frame.text = notes
        return slide

    def _fill(self, slide, color: str) -> None:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor.from_string(color)

    def _foot(self, slide, color: str) -> None:
        self.line(slide, LEFT, 6.88, RIGHT, 6.88, color=color if color != FAINT else RULE, weight=0.75)
        self.words(slide, LEFT, 6.96, 9, 0.3, self.footer, size=10, color=color)
        box = self.words(slide, RIGHT - 1, 6.96, 1, 0.3, "", size=10, color=color, align="right")
        paragraph = box.text_frame.paragraphs[0]._p
        for old in paragraph.findall(qn("a:r")):
            paragraph.remove(old)
        number = len(self.file.slides)
        paragraph.insert(
            1,
            parse_xml(
                f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
                f'<a:rPr lang="en-US" sz="1000"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
                f'<a:latin typeface="{SANS}"/></a:rPr><a:t>{number}</a:t></a:fld>'
            ),
        )

    def words(
        self,
        slide,
        x,
        y,
        w,
        h,
        text,
        *,
        size=18,
        color=INK,
        face=SANS,
        bold=False,
        align="left",
        middle=False,
    ):
        """A text box without padding. Lines in `text` become paragraphs."""
        box = slide.shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h))
        _say(box.text_frame, text, size=size, color=color, face=face, bold=bold, align=align, middle=middle)
        return box

    def block(self, slide, x, y, w, h, color, *, round_corners=False, border=""):
        """A filled rectangle without a shadow."""
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if round_corners else MSO_SHAPE.RECTANGLE
        shape = slide.shapes.add_shape(kind, Inches(x), Inches(y), Inches(w), Inches(h))
        if round_corners:
            shape.adjustments[0] = 0.06
        return _paint(shape, color, border)

    def disc(self, slide, x, y, size, color, text="", *, ink=WHITE, points=20):
        """A filled circle, with a letter or a number in it."""
        shape = slide.shapes.add_shape(MSO_SHAPE.OVAL, Inches(x), Inches(y), Inches(size), Inches(size))
        _paint(shape, color, "")
        _say(
            shape.text_frame,
            text,
            size=points,
            color=ink,
            face=SERIF,
            bold=False,
            align="center",
            middle=True,
        )
        return shape

    def capsule(self, slide, x, y, w, h, upper: str, lower: str, *, turn: float) -> None:
        """An upright capsule in two colors, turned clockwise by `turn` degrees about its middle."""
        reach_x, reach_y = h / 4 * sin(radians(turn)), h / 4 * cos(radians(turn))
        for sign, color, angle in ((1, upper, turn), (-1, lower, turn + 180)):
            middle_x, middle_y = x + w / 2 + sign * reach_x, y + h / 2 - sign * reach_y
            half = slide.shapes.add_shape(
                MSO_SHAPE.ROUND_2_SAME_RECTANGLE,
                Inches(middle_x - w / 2),
                Inches(middle_y - h / 4),
                Inches(w),
                Inches(h / 2),
            )
            half.adjustments[0] = 0.5
            half.rotation = angle
            _paint(half, color, "")

    def bubble(self, slide, x, y, w, h, text, *, color=TINT, ink=INK, size=24):
        """A speech bubble with its tail at the lower left."""
        shape = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGULAR_CALLOUT, Inches(x), Inches(y), Inches(w), Inches(h)
        )
        shape.adjustments[0], shape.adjustments[1] = -0.38, 0.72
        _paint(shape, color, "")
        _say(shape.text_frame, text, size=size, color=ink, face=SERIF, bold=False, align="left", middle=True)
        for side in ("left", "right"):
            setattr(shape.text_frame, f"margin_{side}", Inches(0.35))
        return shape

    def line(self, slide, x1, y1, x2, y2, *, color=RULE, weight=1.0):
        """A straight line; weight in points."""
        line = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(x1), Inches(y1), Inches(x2), Inches(y2)
        )
        line.line.color.rgb = RGBColor.from_string(color)
        line.line.width = Pt(weight)
        _drop_style(line)
        return line

    def table(self, slide, x, y, w, head, rows, shares, *, row_height=0.72, size=16):
        """A real table: a heavy rule under the head, hairlines between rows."""
        frame = slide.shapes.add_table(
            len(rows) + 1, len(head), Inches(x), Inches(y), Inches(w), Inches(row_height * (len(rows) + 1))
        )
        table = frame.table
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        table.horz_banding = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Inches(w * share)
        for number, texts in enumerate((head, *rows)):
            table.rows[number].height = Inches(0.5 if number == 0 else row_height)
            for column, text in enumerate(texts):
                cell = table.cell(number, column)
                cell.margin_left = cell.margin_right = Inches(0.08)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                lead = number == 0 or column == 0
                _say(
                    cell.text_frame,
                    text,
                    size=13 if number == 0 else size,
                    color=self.look.accent if number == 0 else INK,
                    face=SANS,
                    bold=lead,
                    align="left",
                    middle=True,
                )
                weight, color = (19050, INK) if number == 0 else (6350, RULE)
                cell._tc.get_or_add_tcPr().insert(
                    0,
                    parse_xml(
                        f'<a:lnB {nsdecls("a")} w="{weight}"><a:solidFill><a:srgbClr val="{color}"/>'
                        "</a:solidFill></a:lnB>"
                    ),
                )
        return frame

    def source(self, slide, text: str) -> None:
        """The source line of a slide that shows data."""
        self.words(slide, LEFT, 6.45, RIGHT - LEFT, 0.3, text, size=11, color=FAINT)


def _place(shape, x, y, w, h) -> None:
    shape.left, shape.top, shape.width, shape.height = Inches(x), Inches(y), Inches(w), Inches(h)


def _style_title(shape, size: float, color: str) -> None:
    for paragraph in shape.text_frame.paragraphs:
        paragraph.line_spacing = 0.98
        for run in paragraph.runs:
            run.font.size, run.font.name = Pt(size), SERIF
            run.font.color.rgb = RGBColor.from_string(color)


def _paint(shape, color: str, border: str):
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(color)
    if border:
        shape.line.color.rgb = RGBColor.from_string(border)
        shape.line.width = Pt(1)
    else:
        shape.line.fill.background()
    _drop_style(shape)
    return shape


def _drop_style(shape) -> None:
    """Remove the template's style, which brings a shadow."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def _say(frame, text, *, size, color, face, bold, align, middle) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[
            align
        ]
        paragraph.line_spacing = 1.05
        if number:
            paragraph.space_before = Pt(size * 0.35)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.name, run.font.bold = Pt(size), face, bold
        run.font.color.rgb = RGBColor.from_string(color)
