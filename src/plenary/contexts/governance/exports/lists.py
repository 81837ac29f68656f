"""A list as the same .xlsx or .docx again; no cell can start a formula."""

from __future__ import annotations

import io
from typing import Any

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from plenary.contexts.governance.selectors.list_sheets import Rows, Sheet

WIDTHS = {"number": 6, "title_zh": 44, "title_en": 44, "success_zh": 30, "success_en": 30}
USUAL_WIDTH = 18
LONGEST_CELL = 32_767
LONGEST_FOOT = 240
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def xlsx_of(sheet: Sheet, adopted: str = "") -> bytes:
    """Give the list as a workbook of one sheet; by what it was adopted stands at the foot of each page.

    No cell says it: the file comes back as it went, and brings no row more in.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    name = sheet.name.translate(_NOT_IN_A_NAME).strip()[:31]
    page = book.add_worksheet(name or None)
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for at, key in enumerate(sheet.columns):
        page.set_column(at, at, WIDTHS.get(key, USUAL_WIDTH))
    _fill(page, 0, sheet.head, head)
    _fill(page, len(sheet.head), [*sheet.body, *sheet.below], cell, sheet.width)
    rows = [*sheet.head, *sheet.body, *sheet.below]
    for top, left, low, right in sheet.merged:
        words = rows[top - 1][left] if left < len(rows[top - 1]) else ""
        page.merge_range(top - 1, left, low - 1, right, "", head)
        page.write_string(top - 1, left, words[:LONGEST_CELL], head)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.freeze_panes(len(sheet.head), 0)
    if adopted:
        book.set_properties({"comments": adopted})
        page.set_footer("&L" + adopted.replace("&", "&&")[:LONGEST_FOOT])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    book.close()
    return data.getvalue()


def _fill(page: Any, first: int, rows: Rows, style: Any, width: int = 0) -> None:
    """Write rows; those of the table proper with a border around their blank cells too."""
    for number, row in enumerate(rows, start=first):
        for at, words in enumerate([*row, *[""] * (width - len(row))]):
            if words:
                page.write_string(number, at, words[:LONGEST_CELL], style)
            elif width:
                page.write_blank(number, at, None, style)


def docx_of(sheet: Sheet, title: str, adopted: str = "") -> bytes:
    """Give the list as a document: its name, by what it was adopted, and one table on landscape pages."""
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    paper.add_heading(title, level=1)
    if adopted:
        paper.add_paragraph(adopted)
    rows = [*sheet.head, *sheet.body, *sheet.below]
    table = paper.add_table(rows=len(rows), cols=sheet.width, style="Table Grid")
    for number, (row, made) in enumerate(zip(rows, table.rows, strict=True)):
        cells = made.cells
        for at, words in enumerate(row):
            if words:
                run = cells[at].paragraphs[0].add_run(words)
                run.font.size = Pt(9)
                run.bold = number < len(sheet.head)
    for top, left, low, right in sheet.merged:
        if right < sheet.width:
            table.cell(top - 1, left).merge(table.cell(low - 1, right))
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()
