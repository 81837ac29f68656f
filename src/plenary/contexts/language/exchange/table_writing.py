"""Writes tables of terms: .csv and .xlsx, one entry a row; no cell can start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import xlsxwriter

from plenary.contexts.language.exchange import names
from plenary.contexts.language.exchange.columns import COLUMNS
from plenary.contexts.language.exchange.entry import Entry
from plenary.contexts.language.exchange.status import STATUS_FIELDS, Status
from plenary.contexts.language.exchange.tables import guarded

Line = tuple[Entry, Status]
"""An entry and where it stands."""

WIDTHS = {"name_zh": 28, "name_en": 40, "source": 30, "definition_zh": 40, "definition_en": 40}


def lines_of_csv(lines: Iterable[Line], *, lang: str) -> Iterator[str]:
    """Give the file line by line, with the byte order mark that spreadsheets need to see Chinese."""
    yield "\ufeff"
    yield _csv_line(_headings(lang))
    for entry, status in lines:
        yield _csv_line([guarded(cell) for cell in _cells(entry, status)])


def workbook(lines: Iterable[Line], *, lang: str) -> bytes:
    """Give the bytes of an .xlsx."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    page = book.add_worksheet("术语" if lang == "zh" else "Terms")
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E6EFF3"})
    page.freeze_panes(1, 0)
    for at, (key, heading) in enumerate(zip(COLUMNS, _headings(lang), strict=True)):
        page.set_column(at, at, WIDTHS.get(key, 14))
        page.write_string(0, at, heading, bold)
    for number, (entry, status) in enumerate(lines, start=1):
        for at, cell in enumerate(_cells(entry, status)):
            if cell and page.write_string(number, at, cell) != 0:
                raise ValueError(f"a cell of {entry.code} does not fit a sheet")
    book.close()
    return file.getvalue()


def _headings(lang: str) -> list[str]:
    return [zh if lang == "zh" else en for en, zh, _also in COLUMNS.values()]


def _cells(entry: Entry, status: Status) -> list[str]:
    lists = {key: names.written(entry.names, side, kind) for key, side, kind in names.LISTS}
    values = {**lists, **{key: getattr(status, key) for key in STATUS_FIELDS}}
    return [values[key] if key in values else str(getattr(entry, key)) for key in COLUMNS]


def _csv_line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
