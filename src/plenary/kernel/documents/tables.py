"""Takes the cells out of a workbook, a .csv or the tables of a .docx as plain text, under limits of size."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plenary.readout.errors import ReadoutError

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 30
LONGEST_CELL = 20_000
LONGEST_FIELD = 128 * 1024
"""Characters of one field of a .csv before it is called broken."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = ",;\t，；"
_NOT_IN_A_HEADING = re.compile(r"[\s_*＊:：()（）\[\]【】/\-–·,，.。]+")
_FORMULA_WITHOUT_VALUE = re.compile(
    rb'<c [^>]{0,200}?r="([A-Z]{1,3}[0-9]{1,7})"[^>]{0,200}><f[^>]{0,200}(?:/>|>[^<]{0,9000}</f>)'
    rb"(?:<v ?/>|<v></v>)?</c>"
)
MOST_BYTES = 64 * 1024 * 1024
"""Of one sheet in an unpacked workbook, as far as formulas are looked for."""

Merged = tuple[int, int, int, int]


def plain(words: str) -> str:
    """Give words as headings and choices are compared: small letters, no blanks, no brackets."""
    return _NOT_IN_A_HEADING.sub("", words).lower()


IGNORED = {plain(name) for name in ("read me", "说明", "填写说明")}
"""Sheets of a template that hold no rows."""


class Unreadable(Exception):
    """The file cannot be taken; ``code`` says why, for a sentence in the reader's language."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as it was read: its name, and each row that holds something with its number."""

    name: str
    rows: list[tuple[int, list[str]]]
    merged: tuple[Merged, ...] = ()
    """Cells that are one: first row (from 1), first column (from 0), last row, last column."""
    unknown: tuple[str, ...] = ()
    """Cells whose formula was never worked out, as A1."""


def tables_of_workbook(data: bytes) -> list[Table]:
    """Give the sheets of an .xlsx; formulas give their values, hidden sheets are read too.

    Raises ``Unreadable`` for what is no workbook, is locked, or is too large.
    """
    try:
        return _sheets(data)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # the library raises many kinds for a broken file
        locked = "password" in str(error).lower()
        raise Unreadable("locked" if locked else "broken") from error


def _sheets(data: bytes) -> list[Table]:
    import python_calamine  # noqa: PLC0415 - only the child process needs it

    book = python_calamine.load_workbook(io.BytesIO(data))
    names = list(book.sheet_names)
    if len(names) > MOST_SHEETS:
        raise Unreadable("too-many-sheets", most=MOST_SHEETS)
    tables = []
    unknown = _unknown(data)
    for at, name in enumerate(names):
        if plain(name) in IGNORED:
            continue
        sheet = book.get_sheet_by_name(name)
        # the library gives the place of the last cell, counted from 0
        _refuse_size(sheet.total_height + 1, sheet.total_width + 1)
        cells = sheet.to_python(skip_empty_area=False)
        rows = _filled([_text(cell) for cell in row] for row in cells)
        ranges = sheet.merged_cell_ranges or []
        merged = tuple((top + 1, left, low + 1, right) for (top, left), (low, right) in ranges)
        tables.append(Table(name, rows, merged[:MOST_ROWS], unknown.get(at, ())))
    return tables


def _unknown(data: bytes) -> dict[int, tuple[str, ...]]:
    """Give, by the sheet's place in the file, the cells with a formula and no value."""
    found: dict[int, tuple[str, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
        for name in names:
            with archive.open(name) as stream:
                cells = _FORMULA_WITHOUT_VALUE.findall(stream.read(MOST_BYTES))
            number = int("".join(filter(str.isdigit, name)))
            found[number - 1] = tuple(cell.decode() for cell in cells[:100])
    return found


def tables_of_document(data: bytes) -> list[Table]:
    """Give the tables of a .docx in their order, named by it; rows count from 1 in each.

    Raises ``Unreadable`` for what is no document, is locked, holds no table, or is too large.
    """
    from plenary.readout.files.docx import tables_of_docx  # noqa: PLC0415 - only the child needs it

    try:
        found = tables_of_docx(data)
    except ReadoutError as error:
        raise Unreadable("locked" if error.code == "encrypted" else "broken") from error
    if not found:
        raise Unreadable("no-table")
    if len(found) > MOST_SHEETS:
        raise Unreadable("too-many-sheets", most=MOST_SHEETS)
    tables = []
    for number, (rows, merged) in enumerate(found, start=1):
        _refuse_size(len(rows), max(map(len, rows), default=0))
        cells = ([_text(cell) for cell in row] for row in rows)
        tables.append(Table(str(number), _filled(cells), tuple(merged)))
    return tables


def table_of_csv(data: bytes, name: str) -> Table:
    """Give the rows of a .csv in UTF-8, UTF-16 or GB18030, with comma, semicolon or tab between."""
    text = _decoded(data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    csv.field_size_limit(LONGEST_FIELD)  # the process's own: another reader may have set another
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            _refuse_size(len(rows) + 1, len(row))
            rows.append([_unguarded(cell.strip()) for cell in row])
    except csv.Error as error:
        raise Unreadable("broken") from error
    return Table(name, _filled(rows))


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("broken")


def _refuse_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise Unreadable("too-many-rows", most=MOST_ROWS)
    if columns > MOST_COLUMNS:
        raise Unreadable("too-many-columns", most=MOST_COLUMNS)


def _filled(rows: Iterable[list[str]]) -> list[tuple[int, list[str]]]:
    return [(number, row) for number, row in enumerate(rows, start=1) if any(row)]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").strip()[:LONGEST_CELL]


def _unguarded(cell: str) -> str:
    """Take away the sign that an export puts before what could start a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell
