"""Reads and guards tables of terms: .csv and .xlsx, one entry a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from plenary.contexts.language.exchange import names
from plenary.contexts.language.exchange.columns import HEADINGS, PROFILE_OF, plain
from plenary.contexts.language.exchange.entry import FIELDS, Entry, Fault
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.rows import MOST_ENTRIES, Row
from plenary.contexts.language.exchange.status import STATUS_FIELDS, Status

FIRST_ROWS = 10
"""The headings stand in one of these."""
MOST_COLUMNS = 200
LONGEST_CELL = 30_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = ",;\t，；"
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_LISTS = {key: (side, standing) for key, side, standing in names.LISTS}

Cells = list[str]


def guarded(text: str) -> str:
    """Put a sign before what a spreadsheet would take for a formula; ``unguarded`` takes it away."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(cell: str) -> str:
    """Take away the sign that ``guarded`` puts before a text."""
    return cell[1:] if _GUARDED.match(cell) else cell


def rows_of_csv(data: bytes) -> Iterator[Row]:
    """Give the entries of a .csv in UTF-8, UTF-16 or GB18030, with comma, semicolon or tab between.

    Raises ``Unreadable`` for another encoding, a broken file and headings that say nothing.
    """
    yield from _rows(lines_of_csv(data), is_csv=True)


def lines_of_csv(data: bytes) -> Iterator[Cells]:
    """Give the lines of a .csv with their cells; raises ``Unreadable`` like ``rows_of_csv``."""
    text = _decoded(data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST_CELL * 4)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Unreadable("broken") from error


def rows_of_workbook(data: bytes) -> Iterator[Row]:
    """Give the entries of the first sheet of an .xlsx; a formula gives its value.

    Raises ``Unreadable`` for what is no workbook, is locked or is too large, and for headings that
    are merged or say nothing.
    """
    sheet = sheet_of(data)
    yield from _rows(cells_of(sheet), merged=merged_of(sheet))


def sheet_of(data: bytes) -> Any:
    """Give the first sheet of an .xlsx; raises ``Unreadable`` like ``rows_of_workbook``."""
    import python_calamine  # noqa: PLC0415 - only the child process needs it

    try:
        sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
    except Exception as error:  # the library raises many kinds for a broken file
        locked = "password" in str(error).lower()
        raise Unreadable("locked" if locked else "broken") from error
    if sheet.total_width >= MOST_COLUMNS:
        raise Unreadable("too-many-columns", most=MOST_COLUMNS)
    return sheet


def cells_of(sheet: Any) -> Iterator[Cells]:
    """Give the rows of a sheet with their cells as text."""
    return ([_text(cell) for cell in row] for row in sheet.iter_rows())


def merged_of(sheet: Any) -> list[int]:
    """Give the rows, from 0, in which merged cells begin."""
    return [start[0] for start, _end in sheet.merged_cell_ranges or ()]


def _rows(
    table: Iterable[Cells], *, is_csv: bool = False, merged: Iterable[int] = ()
) -> Iterator[Row]:
    lines = enumerate(table, start=1)
    columns, unread = columns_of(lines, set(merged))
    for number, cells in lines:
        if number > MOST_ENTRIES:
            raise Unreadable("too-many-entries", most=MOST_ENTRIES)
        if any(cell.strip() for cell in cells):
            row = row_of(number, columns, cells, is_csv=is_csv)
            yield replace(row, unread=unread) if unread else row
            unread = ()


def columns_of(
    lines: Iterator[tuple[int, Cells]], merged: set[int]
) -> tuple[dict[int, str], tuple[str, ...]]:
    """Find the row of headings and give the key of each known column, and the headings of the others."""
    for number, cells in lines:
        found: dict[int, str] = {}
        for at, cell in enumerate(cells):
            key = HEADINGS.get(plain(cell))
            if key in found.values() and key is not None:
                raise Unreadable("heading-twice", heading=cell.strip()[:40])
            if key is not None:
                found[at] = key
        if {"name_zh", "name_en"} <= set(found.values()) or (
            "code" in found.values() and len(found) > 1
        ):
            others = (cell.strip()[:40] for at, cell in enumerate(cells) if at not in found)
            return found, tuple(filter(None, others))
        if number >= FIRST_ROWS:
            break
    raise Unreadable(
        "merged-headings" if any(row < FIRST_ROWS for row in merged) else "no-headings"
    )


def row_of(number: int, columns: dict[int, str], cells: Cells, *, is_csv: bool) -> Row:
    """Give the row that the cells of a line say."""
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for at, key in columns.items():
        cell = cells[at].strip() if at < len(cells) else ""
        if is_csv and cell.startswith("="):
            faults.append(("formula", {"written": cell[:40]}))
        values[key] = unguarded(cell) if is_csv else cell
    others = [
        name
        for key, (side, standing) in _LISTS.items()
        for name in names.read(values.pop(key, ""), side, standing)
    ]
    if "profile" in values:
        values["profile"] = PROFILE_OF.get(plain(values["profile"]), values["profile"])
    given = [key for key in FIELDS if key in values]
    if _LISTS.keys() & set(columns.values()):
        given.append("names")
    status, wrong = Status.read({key: values.pop(key, "") for key in STATUS_FIELDS})
    entry = Entry(**values, names=tuple(others)).tidy()
    return Row(number, entry, given, [*faults, *wrong], status)


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("encoding")


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)[:LONGEST_CELL]
