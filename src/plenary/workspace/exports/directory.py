"""The directory as a workbook, or a sheet of it as .csv: filled, as an example, or empty."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from plenary.kernel.text.selectors import ONE_LANGUAGE_PROFILES
from plenary.workspace.spreadsheet.columns import CHOICE_WORDS, SHEETS, Column, Sheet
from plenary.workspace.spreadsheet.rows import choice_word, heading, sheet_name
from plenary.workspace.spreadsheet.writing import Cells

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"text": 40, "name": 24, "names": 26, "day": 13, "number": 8, "yes": 8, "choice": 14}
VALIDATED_ROWS = 2000
"""How far down a template offers the words of a choice."""


def workbook(rows: dict[str, list[Cells]]) -> bytes:
    """Give these rows as the bytes of an .xlsx; no cell can start a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E6EFF3"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for key, sheet in SHEETS.items():
        if key in rows:
            _fill(book.add_worksheet(sheet_name(sheet)), sheet, rows[key], bold, day)
    _explain(book.add_worksheet("说明" if _is_chinese() else "Read me"), rows, bold, wrap)
    book.close()
    return file.getvalue()


def csv_text(sheet: Sheet, rows: Iterable[Cells]) -> str:
    """Give a sheet's rows as CSV, with the byte order mark that spreadsheets need to see Chinese."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow([heading(column) for column in sheet.columns])
    for row in rows:
        writer.writerow([_harmless(_written(column, row)) for column in sheet.columns])
    return buffer.getvalue()


def _columns(sheet: Sheet, rows: list[Cells]) -> list[Column]:
    """Give a sheet's columns; where one language is enough, those of the other one only where something stands in them."""
    if settings.PROFILE not in ONE_LANGUAGE_PROFILES:
        return list(sheet.columns)
    return [
        one
        for one in sheet.columns
        if not one.key.endswith("_zh") or any(row.get(one.key) for row in rows)
    ]


def _fill(page: Any, sheet: Sheet, rows: list[Cells], bold: Any, day: Any) -> None:
    page.freeze_panes(1, 0)
    columns = _columns(sheet, rows)
    for at, column in enumerate(columns):
        page.set_column(at, at, WIDTHS[column.kind])
        page.write_string(0, at, heading(column), bold)
        if column.choices:
            words = [choice_word(value) for value in dict.fromkeys(column.choices.values())]
            page.data_validation(
                1,
                at,
                VALIDATED_ROWS,
                at,
                {"validate": "list", "source": words, "ignore_blank": True},
            )
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            cell = _written(column, row)
            if isinstance(cell, dt.date):
                page.write_datetime(number, at, dt.datetime.combine(cell, dt.time()), day)
            elif isinstance(cell, int):
                page.write_number(number, at, cell)
            elif cell:
                page.write_string(number, at, cell)


def _written(column: Column, row: Cells) -> Any:
    """Give a cell as it is written: choices and yes in words of the language in force."""
    cell = row.get(column.key)
    if isinstance(cell, bool):
        words = ("是", "否") if _is_chinese() else ("yes", "no")
        return words[0] if cell else words[1]
    if column.kind == "choice" and cell in CHOICE_WORDS:
        return choice_word(cell)
    return "" if cell is None else cell


def _explain(page: Any, rows: dict[str, list[Cells]], bold: Any, wrap: Any) -> None:
    """Say on a last sheet what each column holds."""
    page.set_column(0, 1, 24)
    page.set_column(2, 2, 70, wrap)
    lines = [(pgettext("of a spreadsheet", "Sheet"), _("Column"), _("What it holds"))]
    for key, sheet in SHEETS.items():
        if key in rows:
            columns = _columns(sheet, rows[key])
            lines += [(sheet_name(sheet), heading(c), _help(c)) for c in columns]
    lines.append(("", "", _("A blank cell leaves what is there. Nothing is ever deleted.")))
    for number, line in enumerate(lines):
        for at, words in enumerate(line):
            page.write_string(number, at, words, *([bold] if number == 0 else []))


def _help(column: Column) -> str:
    if own := (column.help_zh if _is_chinese() else column.help_en):
        return own
    if column.choices:
        return ", ".join(choice_word(value) for value in dict.fromkeys(column.choices.values()))
    words = {
        "day": _("a day, such as 2025-05-08"),
        "number": _("a whole number; the lowest stands first"),
        "yes": _("yes or no"),
    }
    return words.get(column.kind, _("text"))


def _harmless(cell: Any) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _is_chinese() -> bool:
    return (get_language() or "en").startswith("zh")
