"""Sheets as rows of one .xlsx, a row for each task on them: one slip, or all that a list was narrowed to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

import xlsxwriter

from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.sheets import paper_of
from plenary.contexts.governance.exports.xlsx import safe, told
from plenary.contexts.governance.models import Sheet
from plenary.kernel.text.wording import in_en, in_zh

COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("编号", "Number", 26),
    ("日期", "Day", 12),
    ("送达", "To", 22),
    ("事由", "Reason", 40),
    ("序号", "Item", 10),
    ("任务", "Task", 36),
    ("牵头单位", "Lead unit", 20),
    ("红黄绿灯", "Light", 14),
    ("情况", "How it stands", 60),
    ("签收人", "Received by", 14),
    ("签收日期", "Received on", 14),
    ("办理情况", "What was done", 40),
)
"""Heading in Chinese and English, and width; the last three are for the unit to fill in."""
_EMPTY = ("", "", "")


def workbook(found: Iterable[Sheet], lang: Language) -> IO[bytes]:
    """Give sheets as a table in a file that is gone when it is closed; no cell starts a formula."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    font = {"font_name": "宋体" if lang == "zh" else "Arial", "font_size": 11}
    wrapped = book.add_format({**font, "text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format({**font, "bold": True, "bg_color": "#E6EFF3", "border": 1})
    page = book.add_worksheet("督办单" if lang == "zh" else "Sheets")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for column, (zh, en, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(0, column, in_zh(zh) if lang == "zh" else in_en(en), head)
    rows = (row for sheet in found for row in _rows(sheet, lang))
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            page.write_string(line, column, safe(text), wrapped)
    book.close()
    file.seek(0)
    return file


def _rows(sheet: Sheet, lang: Language) -> Iterator[tuple[str, ...]]:
    paper = paper_of(sheet, lang)
    reason = paper.glue.join(line.text for line in paper.overview)
    start = (paper.version, sheet.on.isoformat(), _to(sheet, lang), reason)
    if not paper.items:
        yield (*start, "", paper.title, "", "", "", *_EMPTY)
    for item in paper.items:
        yield (
            *start,
            item.number,
            item.title,
            item.lead,
            item.light_word,
            told(item, paper.glue),
            *_EMPTY,
        )


def _to(sheet: Sheet, lang: Language) -> str:
    """Name the unit of a slip, the post of a card or hand-over, the list of a circular."""
    about, stem = next(
        (held, stem)
        for held, stem in ((sheet.unit, "name"), (sheet.post, "title"), (sheet.task_list, "name"))
        if held is not None
    )
    sides = (getattr(about, f"{stem}_zh"), getattr(about, f"{stem}_en"))
    return str(next(filter(None, sides if lang == "zh" else reversed(sides)), ""))
