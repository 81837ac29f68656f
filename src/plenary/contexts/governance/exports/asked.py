"""What was asked of each unit as .xlsx and .csv; no cell can start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plenary.contexts.governance.selectors.asked.quarters import ASKED, Row
from plenary.contexts.governance.selectors.asked.single import ALL, FORMS, REMINDERS
from plenary.shared.cells import harmless
from plenary.shared.web.templates import language


def words() -> dict[str, str]:
    """Name each column in the language in force, by its key in the address of what stands behind it."""
    return {
        ALL: _("Asked in all"),
        FORMS: _("Forms sent"),
        "progress": _("Progress"),
        "extra": _("Further reports"),
        "duties": _("Parts to sign for"),
        "instructions": _("Instructions"),
        "invitations": _("Invitations"),
        "opinions": _("Opinions"),
        "returned": _("Topics given back"),
        "slips": _("Supervision slips"),
        REMINDERS: _("Reminders"),
    }


def headings() -> list[str]:
    """Give the heading of each column of numbers in the language in force."""
    named = words()
    return [
        named.pop(ALL),
        named.pop(FORMS),
        _("Fields typed"),
        pgettext("time", "Minutes"),
        _("Minutes, quarter before"),
        *named.values(),
    ]


def numbers(row: Row) -> list[int]:
    """Give the numbers of a unit, in the order of the headings."""
    return [
        row.total,
        row.forms,
        row.fields_typed,
        row.minutes,
        row.minutes_before,
        *(row.asked[name] for name in ASKED),
        row.reminders,
    ]


BEHIND = (ALL, FORMS, FORMS, FORMS, "", *ASKED, REMINDERS)
"""What stands behind the number of each column, in the order of the headings."""


def csv_text(rows: Iterable[Row]) -> str:
    """Give the table as CSV, with the byte order mark that spreadsheets need to see Chinese."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow([_("Unit"), *headings()])
    for row in rows:
        writer.writerow([harmless(_name(row)), *numbers(row)])
    return buffer.getvalue()


def workbook(rows: Iterable[Row]) -> io.BytesIO:
    """Give the table as .xlsx."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(_("What was asked"))
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, len(headings()), 14)
        for column, heading in enumerate([_("Unit"), *headings()]):
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 1)
        for line, row in enumerate(rows, start=1):
            sheet.write_string(line, 0, _name(row))
            for column, number in enumerate(numbers(row), start=1):
                sheet.write_number(line, column, number)
    made.seek(0)
    return made


def _name(row: Row) -> str:
    unit = row.unit
    sides = (unit.name_zh, unit.name_en)
    return next(name for name in (sides if language() == "zh" else reversed(sides)) if name)
