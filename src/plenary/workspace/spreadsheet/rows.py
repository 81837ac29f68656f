"""Turns a sheet's text into typed rows: headings found, dates, numbers and choices understood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.kernel.documents.tables import Table, plain
from plenary.kernel.text.wording import in_en, in_zh, ways
from plenary.shared import clock
from plenary.workspace.spreadsheet.columns import CHOICE_WORDS, SHEETS, Column, Sheet

HEADINGS_WITHIN = 10
"""A heading stands in one of the first rows; above it may be a title over merged cells."""
MOST_DIGITS = 9
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)")
_NAMED_DAY = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})"
    r"|(?P<month_>[A-Za-z]{3,9})\.? (?P<day_>\d{1,2}),? (?P<year_>\d{4})"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_BETWEEN = re.compile(r"[;；\n]")
_YES = {"yes", "y", "true", "1", "是", "√", "✓", "对"}
_NO = {"no", "n", "false", "0", "否", "×", "x", "不是"}
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the column's key, empty for the whole row, and a sentence."""

    column: str
    sentence: str


@dataclass(slots=True)
class Row:
    """A row of a sheet: its number as the spreadsheet shows it, and its cells that hold something."""

    sheet: str
    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Give a name for what the row makes, before it has an id."""
        return f"{self.sheet}:{self.number}"

    def text(self, column: str) -> str:
        """Give a text cell, empty where there is nothing."""
        return str(self.cells.get(column) or "")

    def refuse(self, column: str, sentence: str) -> None:
        """Note what is wrong."""
        self.faults.append(Fault(column, sentence))


@dataclass(slots=True)
class Reading:
    """What was understood of a file: rows by sheet, and sentences about whole sheets and columns."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    """What keeps the file from being brought in."""
    notes: list[str] = field(default_factory=list)
    """What was left out."""


def understand(tables: Iterable[Table]) -> Reading:
    """Give the typed rows of every table whose sheet is known."""
    reading = Reading()
    seen: dict[str, str] = {}
    for table in tables:
        if not table.rows:
            continue
        sheet, at = _sheet_of(table)
        if sheet is None:
            reading.notes.append(
                _("Sheet “%(name)s” was not read: its name and headings are not known.")
                % {"name": table.name}
            )
        elif sheet.key in seen:
            reading.faults.append(
                _("The sheets “%(one)s” and “%(other)s” hold the same. Put them into one.")
                % {"one": seen[sheet.key], "other": table.name}
            )
        else:
            seen[sheet.key] = table.name
            _understand_sheet(reading, sheet, table, at)
    if not seen and not reading.faults:
        reading.faults.append(
            _(
                "No sheet of this file is known. Start from the template: its headings tell what is what."
            )
        )
    return reading


def heading(column: Column) -> str:
    """Give a column's heading in the language in force."""
    chinese = (get_language() or "en").startswith("zh")
    return in_zh(column.zh) if chinese else in_en(column.en)


def sheet_name(sheet: Sheet) -> str:
    """Give a sheet's name in the language in force."""
    chinese = (get_language() or "en").startswith("zh")
    return in_zh(sheet.zh) if chinese else in_en(sheet.en)


def _sheet_of(table: Table) -> tuple[Sheet | None, int]:
    """Find a sheet by its name, else by its headings; and the row in which these stand."""
    name = plain(table.name.removesuffix(".csv"))
    for sheet in SHEETS.values():
        if name in sheet.names():
            return sheet, _heading_row(sheet, table)[0]
    found = [(*_heading_row(sheet, table), sheet) for sheet in SHEETS.values()]
    complete = [
        (count, -index, at, sheet)
        for index, (at, count, sheet) in enumerate(found)
        if not _lacking(sheet, set(_places(sheet, table.rows[at][1])))
    ]
    if not complete:
        return None, 0
    _count, _index, at, sheet = max(complete, key=lambda one: one[:2])
    return sheet, at


def _heading_row(sheet: Sheet, table: Table) -> tuple[int, int]:
    """Give the row, among the first, in which most headings stand, and how many."""
    counts = [len(_places(sheet, row)) for _number, row in table.rows[:HEADINGS_WITHIN]]
    best = max(range(len(counts)), key=lambda at: (counts[at], -at))
    return best, counts[best]


def _places(sheet: Sheet, row: list[str]) -> dict[str, int]:
    """Give where each column stands; an own heading goes before another by which it is known."""
    places: dict[str, int] = {}
    written = [plain(cell) for cell in row]
    for column in sheet.columns:
        own = {
            plain(words) for words in (column.key, *ways(column.en, "en"), *ways(column.zh, "zh"))
        }
        for headings in (own, column.headings()):
            at = next((i for i, words in enumerate(written) if words in headings), None)
            if at is not None and at not in places.values():
                places[column.key] = at
                break
    return places


def _lacking(sheet: Sheet, there: set[str]) -> list[tuple[str, ...]]:
    return [group for group in sheet.needs if there.isdisjoint(group)]


def _understand_sheet(reading: Reading, sheet: Sheet, table: Table, at: int) -> None:
    headings = table.rows[at][1]
    places = _places(sheet, headings)
    if lacking := _lacking(sheet, set(places)):
        names = [heading(sheet.column(key)) for group in lacking for key in group]
        reading.faults.append(
            _("Sheet “%(sheet)s” has no column “%(columns)s”.")
            % {"sheet": table.name, "columns": "” / “".join(names)}
        )
        return
    used = set(places.values())
    unread = [words for i, words in enumerate(headings) if words and i not in used]
    if unread:
        reading.notes.append(
            _("Sheet “%(sheet)s”: these columns were not read: %(columns)s.")
            % {"sheet": table.name, "columns": ", ".join(unread)[:300]}
        )
    rows = [_row(sheet, places, number, cells) for number, cells in table.rows[at + 1 :]]
    reading.rows[sheet.key] = [row for row in rows if row.cells or row.faults]


def _row(sheet: Sheet, places: dict[str, int], number: int, cells: list[str]) -> Row:
    row = Row(sheet.key, number)
    for column in sheet.columns:
        at = places.get(column.key)
        written = cells[at].strip() if at is not None and at < len(cells) else ""
        if not written:
            continue
        try:
            row.cells[column.key] = typed(column, written)
        except ValueError as fault:
            row.refuse(column.key, str(fault))
    return row


def typed(column: Column, written: str) -> Any:
    """Give a cell's value; ``ValueError`` with a plain sentence for what does not fit its column."""
    if _NOT_TEXT.search(written):
        raise ValueError(_("This holds characters that no text has."))
    if column.kind == "day":
        return _day(written)
    if column.kind == "number":
        return _number(written)
    if column.kind == "yes":
        return _yes(written)
    if column.kind == "choice":
        return _choice(column, written)
    if column.kind == "names":
        names = [" ".join(part.split()) for part in _BETWEEN.split(written)]
        return tuple(dict.fromkeys(_short_enough(column, name) for name in names if name))
    return _short_enough(column, written if column.kind == "text" else " ".join(written.split()))


def _short_enough(column: Column, text: str) -> str:
    if len(text) > column.longest:
        raise ValueError(_("This is longer than %(most)d characters.") % {"most": column.longest})
    return text


def _day(written: str) -> dt.date:
    found = _DAY.fullmatch(written)
    try:
        day = (
            dt.date(*(int(part) for part in found.groups() if part))
            if found
            else _named_day(written)
        )
    except ValueError:
        day = None
    if day is not None and clock.EARLIEST <= day <= clock.LATEST:
        return day
    raise ValueError(
        _(
            "“%(written)s” is not a whole day. Write year, month and day, such as 2025-05-08, or leave it empty."
        )
        % {"written": written[:40]}
    )


def _named_day(written: str) -> dt.date | None:
    """Read 8 May 2025 and May 8, 2025; 08/05/2025 is two days, in London and in New York, and none here."""
    found = _NAMED_DAY.fullmatch(" ".join(written.split()))
    if found is None:
        return None
    parts = {name.rstrip("_"): part for name, part in found.groupdict().items() if part}
    named = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(parts["month"].lower())]
    return dt.date(int(parts["year"]), named[0], int(parts["day"])) if len(named) == 1 else None


def _number(written: str) -> int:
    if written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS:
        return int(written)
    raise ValueError(_("“%(written)s” is not a whole number.") % {"written": written[:40]})


def _yes(written: str) -> bool:
    word = written.lower()
    if word in _YES | _NO:
        return word in _YES
    raise ValueError(_("“%(written)s” is neither yes nor no.") % {"written": written[:40]})


def _choice(column: Column, written: str) -> str:
    value = column.choices.get(plain(written))
    if value is None:
        raise ValueError(
            _("“%(written)s” is not known here. Write one of: %(words)s.")
            % {"written": written[:40], "words": ", ".join(_offered(column))}
        )
    return value


def _offered(column: Column) -> list[str]:
    from_values = dict.fromkeys(column.choices.values())
    return [choice_word(value) for value in from_values]


def choice_word(value: str) -> str:
    """Write a choice in the language in force."""
    english, chinese = CHOICE_WORDS[value]
    return in_zh(chinese) if (get_language() or "en").startswith("zh") else in_en(english)
