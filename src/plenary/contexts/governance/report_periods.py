"""The periods that a task list can be reported on: the calendar's, as far as the list reaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.enums import ReportKind

_SPANS = (
    (ReportKind.QUARTER, 1, 3, "第一季度", "the first quarter of"),
    (ReportKind.QUARTER, 4, 6, "第二季度", "the second quarter of"),
    (ReportKind.HALF, 1, 6, "上半年", "the first half of"),
    (ReportKind.QUARTER, 7, 9, "第三季度", "the third quarter of"),
    (ReportKind.NINE, 1, 9, "前三季度", "the first three quarters of"),
    (ReportKind.QUARTER, 10, 12, "第四季度", "the fourth quarter of"),
    (ReportKind.HALF, 7, 12, "下半年", "the second half of"),
    (ReportKind.YEAR, 1, 12, "", ""),
)
"""Kind, first month, last month and name, in the order in which they end."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period with its name; ``key`` names it in an address: ``half-2025-01``."""

    key: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date
    name: Pair


def report_periods(starts_on: dt.date, ends_on: dt.date) -> list[ReportPeriod]:
    """Give the quarters, halves, three quarters and years that a list's dates touch.

    Units report by the calendar, so a list that begins in March has a first quarter, which holds
    March alone; a period outside the list's dates is not given.
    """
    return list(_periods(starts_on, ends_on))


def period_name(kind: str, starts_on: dt.date, ends_on: dt.date) -> Pair:
    """Give the name of the period that a report covers."""
    if kind == ReportKind.PLAN:
        zh = f"{starts_on.year}年至{ends_on.year}年"
        return Pair(zh, f"the plan period {starts_on.year} to {ends_on.year}")
    for period in _periods(starts_on, ends_on):
        if period.kind == kind and (period.starts_on, period.ends_on) == (starts_on, ends_on):
            return period.name
    return Pair(f"{starts_on}至{ends_on}", f"{starts_on} to {ends_on}")


def _periods(starts_on: dt.date, ends_on: dt.date) -> Iterator[ReportPeriod]:
    for year in range(starts_on.year, ends_on.year + 1):
        for kind, first, last, zh, en in _SPANS:
            begin = max(dt.date(year, first, 1), starts_on)
            end = min(_last_day(year, last), ends_on)
            if begin <= end:
                name = Pair(f"{year}年{zh}", f"{en} {year}".strip())
                yield ReportPeriod(f"{kind}-{year}-{first:02}", str(kind), begin, end, name)


def _last_day(year: int, month: int) -> dt.date:
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)
