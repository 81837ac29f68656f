"""What a drawing shows, in a sentence: the heading of each chart says it before the eye has to find it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.contexts.governance.selectors.charts import Counted

LATE = "red"


def of_time(days: Sequence[Counted]) -> str:
    """Say how many tasks were late on the first and the last day; nothing where no time is drawn."""
    if len(days) < 2:  # noqa: PLR2004 - a time has two ends
        return ""
    first, last = (day.counts.get(LATE, 0) for day in (days[0], days[-1]))
    since = {"day": days[0].on, "first": first, "last": last}
    if first == last:
        return (
            ngettext(
                "%(last)s task is late, as many as on %(day)s",
                "%(last)s tasks are late, as many as on %(day)s",
                last,
            )
            % since
        )
    if last > first:
        return _("Late tasks have risen from %(first)s to %(last)s since %(day)s") % since
    return _("Late tasks have fallen from %(first)s to %(last)s since %(day)s") % since


def of_load(units: Sequence[tuple[str, int]]) -> str:
    """Say which unit leads most, given the units with their numbers of tasks from the largest on."""
    total = sum(count for _unit, count in units)
    if not total:
        return ""
    name, most = units[0]
    same = sum(count == most for _unit, count in units)
    told = {"unit": name, "most": most, "total": total, "units": same}
    if same > 1:
        return _("%(units)s units lead most: %(most)s of %(total)s tasks each") % told
    return _("%(unit)s leads most: %(most)s of %(total)s tasks") % told


def of_months(months: Sequence[Counted]) -> str:
    """Say in which month most falls due, the first of several; nothing where nothing does."""
    total = sum(month.total for month in months)
    if not total:
        return ""
    fullest = max(months, key=lambda month: month.total)
    told = {"month": f"{fullest.on:%Y-%m}", "most": fullest.total, "total": total}
    return _("Most falls due in %(month)s: %(most)s of %(total)s tasks") % told


def of_year(months: Sequence[int], late: int, year: int) -> str:
    """Say of a year's due dates, by month, how many there are, how many are late, and which month is fullest."""
    total = sum(months)
    if not total:
        return ""
    most = max(months)
    month = f"{year}-{months.index(most) + 1:02}"
    told = {"total": total, "late": late, "most": most, "month": month}
    return _("%(total)s due dates, %(late)s of them late; most in %(month)s: %(most)s") % told
