"""How many documents the office has issued this year, against the same days of the last: a number that only falls.

The rules of 2024 (中办/国办, 为基层减负若干规定) let the number of documents fall only. A task list is an annex of the
minutes and none of its own; a reminder is no document and stands apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import NoticeState, ReportKind, ReportState, SheetKind
from plenary.contexts.governance.models import Convening, Notice, Report, Sheet
from plenary.contexts.governance.selectors.asked.spans import within
from plenary.shared import clock

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Issued:
    """A kind of document: how many went out this year to today, by the same day of last year, and in all of it."""

    name: Any
    now: int
    before: int
    whole: int

    @property
    def change(self) -> int:
        """Give by how many there are more than by the same day of last year; fewer is below nought."""
        return self.now - self.before


def _reports(*, minutes: bool) -> QuerySet[Report]:
    frozen = Report.objects.filter(state=ReportState.FROZEN)
    of_meetings = frozen.filter(kind=ReportKind.MINUTES)
    return of_meetings if minutes else frozen.exclude(kind=ReportKind.MINUTES)


KINDS: Mapping[str, tuple[Any, Callable[[], QuerySet[Any]], str]] = {
    "invitations": (_("Notices of meetings"), Convening.objects.all, "sent_at"),
    "minutes": (_("Minutes"), lambda: _reports(minutes=True), "frozen_at"),
    "reports": (_("Work reports"), lambda: _reports(minutes=False), "frozen_at"),
    "circulars": (
        _("Circulars"),
        lambda: Sheet.objects.filter(kind=SheetKind.CIRCULAR),
        "on",
    ),
    "slips": (
        _("Supervision slips"),
        lambda: Sheet.objects.filter(kind=SheetKind.SLIP),
        "on",
    ),
}
"""By kind: its name, the records, and the day or moment at which each went out."""


def issued() -> list[Issued]:
    """Give what was issued, kind by kind, in a fixed number of queries."""
    return [_counted(name, found(), day) for name, found, day in KINDS.values()]


def total(kinds: list[Issued]) -> Issued:
    """Add the kinds up."""
    return Issued(
        _("Documents issued"),
        sum(one.now for one in kinds),
        sum(one.before for one in kinds),
        sum(one.whole for one in kinds),
    )


def reminders() -> Issued:
    """Give the reminders that went out, which are no documents."""
    sent = Notice.objects.filter(state=NoticeState.SENT)
    return _counted(_("Reminders sent"), sent, "settled_at")


def _counted(name: Any, found: QuerySet[Any], day: str) -> Issued:
    counts = (
        found.filter(**_lookups(day, span)).order_by().count() for span in _spans(clock.today())
    )
    return Issued(name, *counts)


def _lookups(day: str, span: Span) -> dict[str, Any]:
    return within(day, *span) if day.endswith("_at") else {f"{day}__range": span}


def _spans(today: dt.date) -> tuple[Span, Span, Span]:
    """Give this year to today, last year to the same day (28 February for the 29th), and all of last year."""
    year = today.year - 1
    is_leap_day = (today.month, today.day) == (2, 29)
    same = dt.date(year, 2, 28) if is_leap_day else today.replace(year=year)
    first = dt.date(year, 1, 1)
    return (dt.date(today.year, 1, 1), today), (first, same), (first, dt.date(year, 12, 31))
