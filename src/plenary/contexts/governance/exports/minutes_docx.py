"""The body of minutes in .docx: the mark over a rule, the title, numbered decisions, attendance."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from plenary.contexts.governance import profiles
from plenary.contexts.governance.exports.docx_sources import add_spans, raise_refs
from plenary.contexts.governance.exports.layout import Layout, is_official, layout_of
from plenary.contexts.governance.exports.paper import Block, Paper, title_lines

TYPE_AREA = 156
"""The width of the type area in millimetres, A4 less the margins of the Chinese layout."""
LARGEST, SMALLEST = 36, 20


def write_minutes(made: Docx, paper: Paper) -> None:
    """Write minutes: the mark's size lets the body's name stand on one line where it can."""
    layout = layout_of(paper.lang)
    _mark(made, paper, layout)
    _under_mark(made, paper, layout)
    made.add_paragraph("\n".join(title_lines(paper)), style="Title")
    for note in paper.notes:
        made.add_paragraph(note, style="Subtitle")
    for block in paper.blocks:
        if block.kind == "heading":
            raise_refs(made.add_heading(block.text, level=1), block.refs)
        else:
            _labelled(made, block, paper)


def mark_size(paper: Paper) -> float:
    """Give the mark's size in points: one line of the type area where the name is short enough."""
    if not is_official(paper.lang):
        return 14
    fits = TYPE_AREA / 0.3528 / max(len(paper.mark), 1)
    return float(min(LARGEST, max(SMALLEST, int(fits))))


def _mark(made: Docx, paper: Paper, layout: Layout) -> None:
    paragraph = made.add_paragraph()
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(0)
    _no_indent(paragraph)
    form.space_before, form.space_after = Pt(layout.size), Pt(layout.size)
    form.line_spacing = 1.1
    paragraph.alignment = layout.title_alignment
    run = paragraph.add_run(paper.mark)
    run.font.size, run.font.color.rgb = Pt(mark_size(paper)), _colour()
    run.font.bold = layout.is_bold
    _fonts(run, layout.title)


def _under_mark(made: Docx, paper: Paper, layout: Layout) -> None:
    """Put the version left and the day right, with a rule below."""
    paragraph = made.add_paragraph()
    _no_indent(paragraph)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after = Pt(0), Pt(layout.size)
    width = Mm(210 - layout.left - layout.right)
    form.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(f"{paper.version}\t{paper.as_of}")
    run.font.size = Pt(layout.size - 4 if layout.indents else layout.size - 1)
    _fonts(run, layout.note)
    border = OxmlElement("w:pBdr")
    values = {"w:val": "single", "w:sz": "12", "w:space": "4", "w:color": str(_colour())}
    border.append(OxmlElement("w:bottom", {qn(name): value for name, value in values.items()}))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx has no borders
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _labelled(made: Docx, block: Block, paper: Paper) -> None:
    paragraph, layout = made.add_paragraph(), layout_of(paper.lang)
    if block.is_apart:
        paragraph.paragraph_format.space_before = Pt(
            layout.line if layout.is_exact else layout.size
        )
    if block.label:
        run = paragraph.add_run(block.label)
        _fonts(run, layout.level_1 if block.kind == "people" else layout.level_2)
        run.font.bold = layout.is_bold
    add_spans(paragraph, block.spans, paper.glue)


def _colour() -> RGBColor:
    return RGBColor.from_string(profiles.current().papers.colour.upper())


def _no_indent(paragraph: Any) -> None:
    paragraph.paragraph_format.left_indent = Pt(0)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - characters win over points
    indent.set(qn("w:firstLineChars"), "0")


def _fonts(run: Any, font: tuple[str, str]) -> None:
    western, chinese = font
    run.font.name = western
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - no East Asian font otherwise
    fonts.set(qn("w:eastAsia"), chinese)
