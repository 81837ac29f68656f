"""The report as .xlsx in the form in which such progress is published: item, task, lead unit, progress."""

from __future__ import annotations

import io

import xlsxwriter

from plenary.contexts.governance.exports.paper import Item, Paper, paragraphs
from plenary.shared.cells import harmless

_CELL = 32_767
_WIDTHS = (8, 34, 18, 90)


def xlsx_of(paper: Paper) -> bytes:
    """Give the paper as a workbook of one sheet; no cell starts a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(
        {
            "title": paper.title,
            "author": "Plenary",
            "comments": paper.version,
            "created": paper.moment.replace(tzinfo=None),
        }
    )
    font = {"font_name": "宋体" if paper.lang == "zh" else "Arial", "font_size": 11}
    wrapped = book.add_format({**font, "text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format({**font, "bold": True, "bg_color": "#E6EFF3", "border": 1})
    title = book.add_format({**font, "bold": True, "font_size": 14})
    plain = book.add_format(font)
    sheet = book.add_worksheet(paper.words["progress"][:31])
    _page(sheet, paper)
    sheet.write_string(0, 0, safe(paper.title), title)
    for row, text in enumerate((paper.as_of, paper.version), start=1):
        sheet.write_string(
            row, 0, safe("；".join((text, *paper.notes)) if row == 1 else text), plain
        )
    names = ("item", "task", "lead", "progress")
    for column, name in enumerate(names):
        sheet.write_string(3, column, paper.words[name], head)
        sheet.set_column(column, column, _WIDTHS[column])
    rows = [*_rows(paper)]
    for row, cells in enumerate(rows, start=4):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, safe(text), wrapped)
    sheet.autofilter(3, 0, 3 + max(len(rows), 1), len(names) - 1)
    book.close()
    return out.getvalue()


def safe(text: str) -> str:
    """Keep a text from being taken for a formula, here and wherever it is copied to."""
    return harmless(text)[:_CELL]


def told(item: Item, glue: str) -> str:
    """Give what is said of a task in one cell, a line for each paragraph."""
    return "\n".join(glue.join(span.text for span in spans) for spans in paragraphs(item))


def _rows(paper: Paper) -> list[tuple[str, str, str, str]]:
    glue = paper.glue
    overview = glue.join(line.marked for line in paper.overview)
    rows = [("", paper.words["overview"], "", overview)] if overview else []
    for item in paper.items:
        title = item.title + "".join(item.title_marks)
        rows.append((item.number, title, item.lead, told(item, glue)))
    return rows


def _page(sheet: xlsxwriter.worksheet.Worksheet, paper: Paper) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 0)
    sheet.set_footer("&C— &P —" if paper.lang == "zh" else "&C&P")
