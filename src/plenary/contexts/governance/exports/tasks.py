"""The filtered task list as .xlsx and .csv; no cell can start a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plenary.contexts.governance.enums import NO_MORE, TaskState
from plenary.contexts.governance.models import Task
from plenary.shared.cells import harmless

CHUNK = 2000
WIDTHS = (8, 44, 44, 26, 26, 16, 16, 12, 12, 14, 14)

COLUMNS = (
    "pk",
    "title_zh",
    "title_en",
    "lead_unit__name_zh",
    "lead_unit__name_en",
    "theme__name_zh",
    "theme__name_en",
    "due_on",
    "first_due_on",
    "shown_light",
    "state",
)

Row = tuple[Any, ...]


def headings() -> list[str]:
    """Give the heading of each column in the language in force."""
    return [
        _("Record"),
        _("Title in Chinese"),
        _("Title in English"),
        _("Lead unit (Chinese)"),
        _("Lead unit (English)"),
        _("Theme (Chinese)"),
        _("Theme (English)"),
        _("Due"),
        _("First due date"),
        _("Light"),
        _("State"),
    ]


def rows(found: QuerySet[Task], words: dict[str, str]) -> Iterator[Row]:
    """Give the tasks' cells in due order, a chunk at a time."""
    states = {key: str(label) for key, label in TaskState.choices}
    ordered = found.order_by("due_on", "pk").values_list(*COLUMNS)
    for row in ordered.iterator(chunk_size=CHUNK):
        *plain, light, state = row
        yield (*plain, "" if state in NO_MORE else words[light], states[state])


def csv_lines(found: QuerySet[Task], words: dict[str, str]) -> Iterator[str]:
    """Give the list as CSV, with the byte order mark that spreadsheets need to see Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(headings())
    for number, row in enumerate(rows(found, words), start=1):
        writer.writerow([harmless(cell) for cell in row])
        if number % CHUNK == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def workbook(found: QuerySet[Task], words: dict[str, str]) -> IO[bytes]:
    """Give the list as .xlsx in a file that is gone when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    sheet = book.add_worksheet(_("Tasks"))
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (heading, width) in enumerate(zip(headings(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows(found, words), start=1):
        _write(sheet, number, row, day)
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, number: int, row: Row, day: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(number, column, cell)
        elif hasattr(cell, "isoformat"):
            sheet.write_datetime(number, column, cell, day)
        elif cell:
            sheet.write_string(number, column, cell)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
