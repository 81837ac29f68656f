"""What the charts of the board show: the load of each unit, the year's due dates, the lights over time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import TruncMonth

from plenary.contexts.governance.enums import NO_MORE, TaskState
from plenary.contexts.governance.models import LightCount, TaskList
from plenary.contexts.governance.selectors import tasks
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.timelines import last_of_month

POINTS = 60
"""So many days are drawn at most; of a longer time one day in so many."""
LOOKS_BACK = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Counted:
    """A day, or the first of a month, with tasks counted by light."""

    on: dt.date
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Give the number of tasks."""
        return sum(self.counts.values())

    @property
    def last_day(self) -> dt.date:
        """Give the last day of the month that the day lies in."""
        return last_of_month(self.on.replace(day=1))


def due_by_month(
    actor: Actor, task_list: TaskList | None, *, theme: int | None = None
) -> list[Counted]:
    """Give for each month of the list's time, or of this year, what falls due in it, by light."""
    start, end = _time_of(task_list)
    filters = tasks.Filters(
        task_list=task_list.pk if task_list else None, theme=theme, due_from=start, due_to=end
    )
    found = tasks.matching(actor, filters).exclude(state__in=[*NO_MORE, TaskState.DRAFT])
    months = {month: Counted(month) for month in _months(start, end)}
    rows = found.annotate(month=TruncMonth("due_on")).values_list("month", "shown_light")
    for month, light, count in rows.annotate(count=Count("pk")):
        months[month].counts[light] = count
    return list(months.values())


def lights_over_time(task_list: TaskList | None) -> list[Counted]:
    """Give the kept counts of a list or of everything, the oldest first, at most ``POINTS`` days.

    For readers of everything only: the counts are of all tasks, whoever may see them.
    """
    since = clock.today() - LOOKS_BACK
    rows = LightCount.objects.filter(task_list=task_list, on__gte=since).order_by("on")
    days: dict[dt.date, Counted] = {}
    for on, light, count in rows.values_list("on", "light", "count"):
        days.setdefault(on, Counted(on)).counts[light] = count
    every = list(days.values())
    step = -(-len(every) // POINTS) or 1
    return every[::-1][::step][::-1]


def _time_of(task_list: TaskList | None) -> tuple[dt.date, dt.date]:
    if task_list:
        return task_list.starts_on, task_list.ends_on
    year = clock.today().year
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _months(start: dt.date, end: dt.date) -> list[dt.date]:
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [dt.date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]
