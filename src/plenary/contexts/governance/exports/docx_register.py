"""What a printed paper has beside its text: a table to be filled in by hand, and a code that leads here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from plenary.contexts.governance.exports.layout import Layout
from plenary.contexts.governance.exports.paper import Paper, title_lines
from plenary.contexts.governance.exports.signing import WIDTHS
from plenary.shared import qr

ROW = 11
"""Millimetres: a line in which a hand can sign."""
CODE = 24


def repeat_heading(table: Any) -> None:
    """Let a table's first row come again on each page."""
    first = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no heading rows
    first.append(OxmlElement("w:tblHeader", {qn("w:val"): "true"}))


def write_register(made: Docx, paper: Paper, layout: Layout) -> None:
    """Write a paper that is a title over one table."""
    made.add_paragraph("\n".join(title_lines(paper)), style="Title")
    for text in filter(None, (paper.as_of, paper.version, *paper.notes)):
        made.add_paragraph(text, style="Subtitle")
    table = made.add_table(rows=0, cols=len(WIDTHS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for n, row in enumerate(paper.register):
        _add_row(table, row, layout, is_head=n == 0)
    repeat_heading(table)


def write_code(made: Docx, paper: Paper, layout: Layout) -> None:
    """Put the code of the record's address at the end, with the address in words under it."""
    paragraph = made.add_paragraph()
    _flat(paragraph, WD_ALIGN_PARAGRAPH.RIGHT)
    paragraph.paragraph_format.space_before = Pt(layout.size)
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(qr.picture(paper.address)), width=Mm(CODE))
    picture._inline.docPr.set("descr", paper.address)  # noqa: SLF001 - python-docx sets no description
    said = made.add_paragraph()
    _flat(said, WD_ALIGN_PARAGRAPH.RIGHT)
    said.add_run(f"{paper.words['code']} {paper.address}").font.size = Pt(9)


def _add_row(table: Any, row: Sequence[str], layout: Layout, *, is_head: bool) -> None:
    line = table.add_row()
    line.height, line.height_rule = Mm(ROW), WD_ROW_HEIGHT_RULE.AT_LEAST
    # A line that breaks over two pages could be signed twice.
    line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - nor whole rows
    for cell, text, width in zip(line.cells, row, WIDTHS, strict=True):
        cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        _flat(paragraph, WD_ALIGN_PARAGRAPH.LEFT)
        run = paragraph.add_run(text)
        run.font.size, run.font.bold = Pt(min(layout.size - 1, 12)), is_head


def _flat(paragraph: Any, side: Any) -> None:
    """Take a paragraph out of the running text: no indent, its own height, to one side."""
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after = Pt(0), Pt(2)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.alignment = side
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - characters win over points
    indent.set(qn("w:firstLineChars"), "0")
