"""The report as .docx: in Chinese by the layout of official documents, in English a quiet western one.

The Chinese layout follows the figures of GB/T 9704-2012 as copies of it give them; conformity is not
claimed. Its commercial fonts are named first, free ones as their substitutes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from plenary.contexts.governance.exports.docx_register import (
    repeat_heading,
    write_code,
    write_register,
)
from plenary.contexts.governance.exports.docx_sources import (
    add_spans,
    raise_refs,
    write_references,
)
from plenary.contexts.governance.exports.layout import Layout, layout_of
from plenary.contexts.governance.exports.minutes_docx import write_minutes
from plenary.contexts.governance.exports.paper import (
    Paper,
    heading_of,
    paragraphs,
    table_of,
    title_lines,
)

_ZIP_EPOCH = 1980
WITH_CODE = 4
"""So many paragraphs stay with the code of the record's address: it never stands on a page of its own."""
_BLACK = RGBColor(0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """Give the paper as a .docx file; the same paper gives the same bytes."""
    layout = layout_of(paper.lang)
    made = Document()
    _set_page(made, layout)
    _set_styles(made, layout)
    _set_properties(made, paper)
    _set_substitutes(made, layout)
    _add_page_numbers(made, layout)
    _write(made, paper)
    if paper.address:
        for last in made.paragraphs[-WITH_CODE:]:
            last.paragraph_format.keep_with_next = True
        write_code(made, paper, layout)
    return _without_clock(made, paper)


def _write(made: Docx, paper: Paper) -> None:
    if paper.blocks:
        write_minutes(made, paper)
        write_references(made, paper)
        return
    if paper.register:
        write_register(made, paper, layout_of(paper.lang))
        return
    made.add_paragraph("\n".join(title_lines(paper)), style="Title")
    for text in (paper.as_of, paper.version, *paper.notes):
        made.add_paragraph(text, style="Subtitle")
    made.add_heading(paper.headings[0], level=1)
    add_spans(made.add_paragraph(), [line.span for line in paper.overview], paper.glue)
    if table := table_of(paper):
        _add_table(made, table, layout_of(paper.lang))
    made.add_heading(paper.headings[1], level=1)
    for item in paper.items:
        raise_refs(made.add_heading(heading_of(item, paper), level=2), item.refs)
        for spans in paragraphs(item):
            add_spans(made.add_paragraph(), spans, paper.glue)
    if paper.gaps:
        made.add_heading(paper.headings[2], level=1)
        style = "Heading 3" if paper.lang == "zh" else "Normal"
        for gap in paper.gaps:
            add_spans(made.add_paragraph(style=style), [gap], paper.glue)
    write_references(made, paper)


def _add_table(made: Docx, rows: Sequence[Sequence[str]], layout: Layout) -> None:
    """Put the tasks at a glance into a table whose first row comes again on each page."""
    table = made.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for n, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.font.bold = Pt(layout.size - 1), n == 0
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    repeat_heading(table)


def _set_page(made: Docx, layout: Layout) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.footer_distance = Mm(layout.footer)
    section.different_first_page_header_footer = False


def _set_styles(made: Docx, layout: Layout) -> None:
    styles = made.styles
    _style(styles["Normal"], layout.body, layout, size=layout.size, indent=True)
    _style(styles["Title"], layout.title, layout, size=layout.title_size)
    _style(styles["Subtitle"], layout.note, layout, size=layout.size - 2)
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.alignment = layout.title_alignment
    styles["Title"].paragraph_format.line_spacing = Pt(layout.title_line)
    styles["Title"].paragraph_format.space_after = Pt(layout.gap)
    levels = (layout.level_1, layout.level_2, layout.body)
    for level, font in enumerate(levels, start=1):
        style = styles[f"Heading {level}"]
        _style(style, font, layout, size=layout.size + layout.larger[level - 1], indent=True)
        style.font.bold = layout.is_bold
        style.paragraph_format.keep_with_next = level < len(levels)
        style.paragraph_format.space_before = Pt(layout.before[level - 1])


def _style(
    style: Any, font: tuple[str, str], layout: Layout, *, size: float, indent: bool = False
) -> None:
    """Set a style's western and Chinese font, its size, its line and its indent."""
    western, chinese = font
    style.font.name, style.font.size, style.font.color.rgb = western, Pt(size), _BLACK
    style.font.bold = style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name or "theme" in name:
            del fonts.attrib[name]
    for slot, value in (
        ("ascii", western),
        ("hAnsi", western),
        ("cs", western),
        ("eastAsia", chinese),
    ):
        fonts.set(qn(f"w:{slot}"), value)
    _language(style, layout)
    _drop(style.element.get_or_add_pPr(), "w:pBdr")
    for name in ("w:spacing", "w:kern"):
        _drop(style.element.get_or_add_rPr(), name)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(0), Pt(layout.after)
    form.line_spacing_rule = layout.line_rule
    form.line_spacing = Pt(layout.line) if layout.is_exact else layout.line
    form.widow_control = True
    is_in = indent and layout.indents
    form.first_line_indent = Pt(2 * size if is_in else 0)
    style.element.pPr.ind.set(qn("w:firstLineChars"), "200" if is_in else "0")


def _language(style: Any, layout: Layout) -> None:
    properties = style.element.get_or_add_rPr()
    _drop(properties, "w:lang")
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), layout.western_lang)
    lang.set(qn("w:eastAsia"), "zh-CN")
    properties.append(lang)


def _drop(element: Any, name: str) -> None:
    """Take off what the library's own template sets: rules under titles, spaced letters."""
    for old in element.findall(qn(name)):
        element.remove(old)


def _set_properties(made: Docx, paper: Paper) -> None:
    core = made.core_properties
    core.title, core.author, core.last_modified_by = paper.title, "Plenary", "Plenary"
    core.comments, core.subject = "", paper.version
    core.language = "zh-CN" if paper.lang == "zh" else "en-GB"
    core.created = core.modified = paper.moment.replace(tzinfo=None)


def _set_substitutes(made: Docx, layout: Layout) -> None:
    """Name the free font that stands in where a reader's machine lacks a commercial one."""
    part: Any = made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for name, instead in layout.substitutes.items():
        font = OxmlElement("w:font", {qn("w:name"): name})
        chinese = (("w:altName", instead), ("w:charset", "86"), ("w:family", "roman"))
        for tag, value in chinese if layout.indents else chinese[:1]:
            font.append(OxmlElement(tag, {qn("w:val"): value}))
        table.append(font)
    part._blob = serialize_part_xml(table)  # noqa: SLF001 - python-docx has no font table of its own


def _add_page_numbers(made: Docx, layout: Layout) -> None:
    """Put — 1 — outside: right on odd pages, left on even ones; in the middle in English."""
    made.settings.odd_and_even_pages_header_footer = layout.indents
    section = made.sections[0]
    _number(section.footer.paragraphs[0], layout, layout.odd)
    if layout.indents:
        _number(section.even_page_footer.paragraphs[0], layout, WD_ALIGN_PARAGRAPH.LEFT)


def _number(paragraph: Paragraph, layout: Layout, side: Any) -> None:
    paragraph.alignment = side
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after = Pt(0), Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if layout.indents:
        form.left_indent = form.right_indent = Pt(layout.number_size)
    before, after = ("— ", " —") if layout.indents else ("", "")
    _run(paragraph, before, layout)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = _run(paragraph, "1", layout)
    field.append(run._r)  # noqa: SLF001 - python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
    _run(paragraph, after, layout)


def _run(paragraph: Paragraph, text: str, layout: Layout) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(layout.number_size), layout.number[0]
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - python-docx sets no East Asian font
    fonts.set(qn("w:eastAsia"), layout.number[1])
    return run


def _without_clock(made: Docx, paper: Paper) -> bytes:
    """Pack the parts again with the paper's own date, so that a frozen report stays the same file."""
    packed, out = io.BytesIO(), io.BytesIO()
    made.save(packed)
    moment = paper.moment.timetuple()[:6]
    stamp = moment if moment[0] >= _ZIP_EPOCH else (_ZIP_EPOCH, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
