"""Turn a `Paper` into a Word document with real styles, so that Word, LibreOffice and screen readers agree.

Times New Roman and Arial are named because every system has them or a font of the same widths: the pages
break in the same places everywhere.
"""

from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Inches, Pt, RGBColor

from .blocks import Bars, Block, Callout, Decision, Grid, Heading, Items, Paper, Para, Speech, letter, runs
from .office import plain

SERIF, SANS = "Times New Roman", "Arial"
TEAL, INK, SOFT = RGBColor(0x0B, 0x5A, 0x5B), RGBColor(0x17, 0x20, 0x1F), RGBColor(0x43, 0x4E, 0x4B)
TINT = "EDF3F1"
TEXT_WIDTH = Inches(6.5)
WRITTEN_AT = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)


def write_docx(paper: Paper, path: Path) -> None:
    """Write the paper to `path` as DOCX. The author property is the paper's author."""
    document = docx.Document()
    for style in list(document.styles):  # a hundred table designs nobody asked for
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.element.getparent().remove(style.element)
    _set_up(document, paper)
    document.add_paragraph(paper.kind.upper(), "Kind")
    first, _, last = paper.title.rpartition(" ")
    document.add_paragraph(f"{first}\u00a0{last}", "Title")  # no single word on the second line
    document.add_paragraph(paper.standfirst, "Subtitle")
    for block in paper.blocks:
        _add(document, block)
    plain(document.part.package, document.part, application="Microsoft Office Word")
    document.save(str(path))


def _set_up(document, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin, section.bottom_margin = Inches(0.95), Inches(0.9)
    section.header_distance = section.footer_distance = Inches(0.45)
    section.different_first_page_header_footer = True

    properties = document.core_properties
    properties.author = properties.last_modified_by = paper.author
    properties.title, properties.comments = paper.title, ""
    properties.created = properties.modified = WRITTEN_AT
    properties.revision, properties.language = 1, "en-US"

    settings = document.settings.element
    for sessions in settings.findall(qn("w:rsids")):  # the template's own editing history
        settings.remove(sessions)

    _set_up_styles(document)
    _running_line(section.header.paragraphs[0], paper.title, paper.author, rule="bottom")
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Footer"]
        _running_line(line, paper.footer, "", rule="top")
        _page_number(line)


def _set_up_styles(document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, SERIF, 11.5, INK)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.24
    normal.paragraph_format.widow_control = True
    for name in ("Title", "Subtitle"):  # the template spreads their letters
        for spread in styles[name].element.rPr.findall(qn("w:spacing")):
            styles[name].element.rPr.remove(spread)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    normal.element.get_or_add_rPr().append(language)

    title = styles["Title"]
    _font(title, SERIF, 27, INK)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    _space(title, 0, 10, 1.02)

    standfirst = styles["Subtitle"]
    _font(standfirst, SERIF, 13.5, SOFT)
    standfirst.font.italic = False
    _space(standfirst, 0, 8, 1.2)

    heading = styles["Heading 1"]
    _font(heading, SERIF, 16, TEAL)
    _space(heading, 15, 5, 1.05)
    heading.paragraph_format.keep_with_next = True

    for name in ("List Number", "List Bullet"):
        _space(styles[name], 0, 4, 1.2)

    kind = styles.add_style("Kind", WD_STYLE_TYPE.PARAGRAPH)
    _font(kind, SANS, 8, TEAL, bold=True)
    kind.element.get_or_add_rPr().append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="16"/>'))
    _space(kind, 0, 8, 1)

    callout = styles.add_style("Callout", WD_STYLE_TYPE.PARAGRAPH)
    callout.base_style = normal
    callout.paragraph_format.left_indent = callout.paragraph_format.right_indent = Inches(0.14)
    _space(callout, 8, 12, 1.2)
    callout.paragraph_format.keep_together = True
    callout.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="36" w:space="1" w:color="{TINT}"/>'
            f'<w:left w:val="single" w:sz="24" w:space="8" w:color="0B5A5B"/>'
            f'<w:bottom w:val="single" w:sz="36" w:space="1" w:color="{TINT}"/></w:pBdr>'
        )
    )
    callout.element.pPr.append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TINT}"/>')
    )

    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    _font(cell, SANS, 9, INK)
    _space(cell, 2, 2, 1.12)
    speech = styles.add_style("Speech", WD_STYLE_TYPE.PARAGRAPH)
    speech.base_style = normal
    _font(speech, SERIF, 14, TEAL)
    for name in ("Header", "Footer"):
        _font(styles[name], SANS, 8, SOFT)
        styles[name].paragraph_format.tab_stops.clear_all()
        _space(styles[name], 0, 0, 1)
    caption = styles["Caption"]
    _font(caption, SANS, 8, SOFT, bold=False)
    _space(caption, 3, 10, 1.1)


def _font(style, name: str, size: float, color: RGBColor, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = name, Pt(size), bold
    style.font.color.rgb = color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):  # theme fonts would win over names
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _space(style, before: float, after: float, lines: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = lines


def _running_line(line, left: str, right: str, *, rule: str) -> None:
    """A header or footer line: words at both margins and a hairline toward the text."""
    line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(left)
    line.add_run("\t")
    if right:
        line.add_run(right)
    line._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:{rule} w:val="single" w:sz="4" w:space="5" w:color="C9CFC7"/></w:pBdr>'
        )
    )


def _page_number(line) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    line._p.append(field)


def _write(paragraph, text: str, *, lead: str = "") -> None:
    if lead:
        paragraph.add_run(f"{lead} ").bold = True
    for words, style in runs(text):
        run = paragraph.add_run(words)
        if style == "bold":
            run.bold = True
        elif style == "raised":
            run.font.superscript = True
            run.font.color.rgb = TEAL


def _add(document, block: Block) -> None:
    match block:
        case Heading():
            heading = document.add_heading(block.text, 1)
            heading.paragraph_format.page_break_before = block.new_page
        case Para():
            _write(document.add_paragraph(), block.text, lead=block.lead)
        case Speech():
            _write(document.add_paragraph(style="Speech"), f"“{block.text}”")
        case Callout():
            _write(document.add_paragraph(style="Callout"), block.text, lead=block.lead)
        case Items():
            for number, item in enumerate(block.items):
                line = document.add_paragraph(style="List Number" if block.numbered else "List Bullet")
                if block.numbered:
                    _number_from_one(document, line, first=number == 0)
                _write(line, item)
        case Grid():
            _add_grid(document, block)
        case Bars():
            _add_bars(document, block)
        case Decision():
            _add_decision(document, block)


def _number_from_one(document, line, *, first: bool) -> None:
    """Give each numbered list its own numbering, or Word would count on from the list before."""
    numbering = document.part.numbering_part.element
    if first:
        style_number = document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(n for n in numbering.num_lst if n.numId == style_number).abstractNumId.val
        fresh = numbering.add_num(abstract)
        fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering.num_lst[-1].numId


def _table(document, rows: int, widths: tuple[float, ...]):
    table = document.add_table(rows, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    shares = [Emu(int(TEXT_WIDTH * share)) for share in widths]
    for column, width in zip(table.columns, shares, strict=True):
        column.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, shares, strict=True):
            cell.width = width
            cell.paragraphs[0].style = document.styles["Cell"]
    return table


def _add_grid(document, grid: Grid) -> None:
    table = _table(document, len(grid.rows) + 1, grid.widths)
    header = table.rows[0]
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, words in zip(header.cells, grid.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
        _underline_cell(cell, 12, "17201F")
    for row, texts in zip(table.rows[1:], grid.rows, strict=True):
        for cell, words in zip(row.cells, texts, strict=True):
            _write(cell.paragraphs[0], words)
            _underline_cell(cell, 4, "C9CFC7")
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _gap(document, 6)


def _underline_cell(cell, size: int, color: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f"<w:tcBorders {nsdecls('w')}>"
            f'<w:bottom w:val="single" w:sz="{size}" w:color="{color}"/></w:tcBorders>'
        )
    )


def _add_bars(document, bars: Bars) -> None:
    """Bars as shaded table cells: they print, scale and read aloud, and no workbook hides behind them."""
    label, steps = 0.24, 40
    tints = ("0B5A5B", "5F9695", "9FBFBD")
    for (words, share), tint in zip(bars.rows, tints, strict=True):
        filled = round(share * steps)
        widths = (label, (1 - label) * filled / steps)
        if filled < steps:
            widths += ((1 - label) * (steps - filled) / steps,)
        table = _table(document, 1, widths)
        name, bar = table.rows[0].cells[:2]
        name.paragraphs[0].add_run(words)
        bar._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{tint}"/>')
        )
        _gap(document, 7).paragraph_format.keep_with_next = True
    document.add_paragraph(bars.caption, "Caption")


def _gap(document, points: float):
    """An empty line of an exact height; Word needs one between tables to keep them apart."""
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = gap.paragraph_format.space_before = Pt(0)
    gap.paragraph_format.line_spacing = Pt(points)
    return gap


def _add_decision(document, decision: Decision) -> None:
    _write(document.add_paragraph(style="Callout"), decision.question, lead=f"Decision {decision.number}.")
    for index, option in enumerate(decision.options):
        _write(document.add_paragraph(), option, lead=f"{letter(index)}.")
    for index, words in enumerate(decision.feedback):
        _write(document.add_paragraph(), words, lead=f"If you chose {letter(index)}.")
