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


def of_load(units: Sequence[tuple[str, int]], total: int) -> str:
    """Say which unit leads most, given the units with their numbers of tasks from the largest on, and of how many
    tasks, those without a unit included.
    """
    if not units:
        return ""
    name, most = units[0]
    same = sum(count == most for _unit, count in units)
    told = {"unit": name, "most": most, "total": total, "units": same}
    if same > 1:
        return _("%(units)s units lead most: %(most)s of %(total)s tasks each") % told
    return _("%(unit)s leads most: %(most)s of %(total)s tasks") % told


def of_months(months: Sequence[Counted]) -> str:
    """Say in which month most falls due; nothing where nothing does, or several months are the fullest."""
    total = sum(month.total for month in months)
    fullest = max(months, key=lambda month: month.total, default=None)
    if fullest is None or not total or _is_shared(fullest.total, months):
        return ""
    told = {"month": f"{fullest.on:%Y-%m}", "most": fullest.total, "total": total}
    return _("Most falls due in %(month)s: %(most)s of %(total)s tasks") % told


def of_year(months: Sequence[int], late: int, year: int) -> str:
    """Say of a year's due dates, by month, how many there are, how many are late, and which month is fullest, if
    one is.
    """
    total = sum(months)
    if not total:
        return ""
    most = max(months)
    if months.count(most) > 1:
        return _("%(total)s due dates, %(late)s of them late") % {"total": total, "late": late}
    month = f"{year}-{months.index(most) + 1:02}"
    told = {"total": total, "late": late, "most": most, "month": month}
    return _("%(total)s due dates, %(late)s of them late; most in %(month)s: %(most)s") % told


def _is_shared(most: int, months: Sequence[Counted]) -> bool:
    return sum(month.total == most for month in months) > 1
