"""What stands on the timeline of a year: due dates, milestones, meetings, events, and the days by which units report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from plenary.contexts.governance import profiles
from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.enums import FeedScope, ListState
from plenary.contexts.governance.models import Milestone, Task
from plenary.contexts.governance.report_periods import report_periods
from plenary.contexts.governance.selectors import lists, tasks
from plenary.contexts.governance.selectors.calendar.entries import SHOWN, UNNAMED, Range, entries
from plenary.contexts.governance.year_dates import dates_within
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of

Lanes = Literal["theme", "unit"]
COLUMNS = {"theme": "theme_id", "unit": "lead_unit_id"}
LISTED = 400
"""So many dates stand in the table at most, the first ones; the drawing counts all."""
MOST_LISTS = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """A year, what its tasks are narrowed by, and what makes a lane."""

    year: int
    filters: tasks.Filters
    lanes: Lanes = "theme"

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """Give the first and the last day."""
        return dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)

    @property
    def column(self) -> str:
        """Give the column of a task that makes its lane."""
        return COLUMNS[self.lanes]


@dataclass(frozen=True, slots=True)
class Counted:
    """So many due dates or milestones of a lane on a day; ``key`` is a light, or how a milestone stands."""

    lane: int | None
    kind: Literal["task", "milestone"]
    on: dt.date
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One date with its words."""

    kind: Literal["task", "milestone", "meeting", "event", "report"]
    on: dt.date
    key: str
    title: Pair
    url: str
    lane: int | None = None
    task: Pair = UNNAMED
    until: dt.date | None = None
    """The last day of what takes several."""


def counted(actor: Actor, scope: Scope) -> list[Counted]:
    """Count the visible due dates and milestones of the year by lane, day and key, in two queries."""
    due = _due(actor, scope).values_list(scope.column, "due_on", "shown_light")
    steps = _steps(actor, scope).values_list(f"task__{scope.column}", "due_on", "is_open")
    return [
        *(
            Counted(lane, "task", on, light, count)
            for lane, on, light, count in due.annotate(count=Count("pk"))
        ),
        *(
            Counted(lane, "milestone", on, _step_key(on, is_open=is_open), count)
            for lane, on, is_open, count in steps.annotate(count=Count("pk"))
        ),
    ]


def listed(actor: Actor, scope: Scope) -> list[Line]:
    """Give the year's first visible due dates and milestones with their words, in two queries."""
    due = _due(actor, scope).order_by("due_on", "pk")
    steps = _steps(actor, scope).order_by("due_on", "pk")
    columns = ("title_zh", "title_en", "due_on")
    own = (*columns, "pk", scope.column)
    found = [
        Line("task", on, light, Pair(zh, en), address_of("governance:task", pk), lane)
        for zh, en, on, pk, lane, light in due.values_list(*own, "shown_light")[: LISTED + 1]
    ]
    of_task = ("task_id", f"task__{scope.column}", "task__title_zh", "task__title_en", "is_open")
    for zh, en, on, pk, lane, *task, is_open in steps.values_list(*columns, *of_task)[: LISTED + 1]:
        key = _step_key(on, is_open=is_open)
        url = address_of("governance:task", pk)
        found.append(Line("milestone", on, key, Pair(zh, en), url, lane, Pair(*task)))
    return found


def meetings(actor: Actor, scope: Scope) -> list[Line]:
    """Give the year's visible meetings: of the list's body, else of the unit's bodies, else all."""
    starts_on, ends_on = scope.span
    found = entries(actor, Range(starts_on, ends_on, **_whose(actor, scope), has_dates=False))
    words = scope.filters.words.lower().split()
    return [
        Line(
            "meeting", one.on, "called_off" if one.is_called_off else "meeting", one.title, one.url
        )
        for one in found
        if all(word in f"{one.title.zh} {one.title.en}".lower() for word in words)
    ]


def events(actor: Actor, scope: Scope) -> list[Line]:
    """Give what other contexts say is held in the year: of the unit that is asked for, and of no list."""
    filters = scope.filters
    if filters.task_list:
        return []
    first, last = scope.span
    is_chinese = (get_language() or "en").startswith("zh")
    unit = filters.unit or filters.with_unit
    words = filters.words.lower().split()
    return [
        Line(
            "event",
            max(one.starts_on, first),
            one.state,
            Pair(one.title_zh, one.title_en),
            one.url_zh if is_chinese else one.url_en,
            until=one.ends_on if one.ends_on > max(one.starts_on, first) else None,
        )
        for one in dates_within(actor, first, last)
        if (not unit or one.unit_id == unit)
        and all(word in f"{one.title_zh} {one.title_en}".lower() for word in words)
    ]


def reports(actor: Actor, scope: Scope) -> Iterator[Line]:
    """Give the last days on which progress of the adopted lists can be reported in time."""
    starts_on, ends_on = scope.span
    grace = dt.timedelta(days=profiles.current().lights.report_grace_days)
    found = lists.visible_to(actor).filter(
        state=ListState.ADOPTED, starts_on__lte=ends_on, ends_on__gte=starts_on - grace
    )
    if scope.filters.task_list:
        found = found.filter(pk=scope.filters.task_list)
    for one in found[:MOST_LISTS]:
        name = Pair(one.name_zh, one.name_en)
        for period in report_periods(one.starts_on, one.ends_on):
            on = period.ends_on + grace
            if period.kind == one.cadence and starts_on <= on <= ends_on:
                title = Pair(
                    f"{name.either('zh')}：{period.name.zh}",
                    f"{name.either('en')}: {period.name.en}",
                )
                yield Line("report", on, "report", title, one.get_absolute_url())


def _due(actor: Actor, scope: Scope) -> QuerySet[Task]:
    starts_on, ends_on = scope.span
    wanted = replace(scope.filters, due_from=starts_on, due_to=ends_on)
    return tasks.matching(actor, wanted).filter(state__in=SHOWN)


def _steps(actor: Actor, scope: Scope) -> QuerySet[Milestone]:
    seen = tasks.matching(actor, replace(scope.filters, due_from=None, due_to=None))
    held = seen.filter(state__in=SHOWN, pk=OuterRef("task_id"))
    found = Milestone.objects.filter(Exists(held), due_on__range=scope.span).order_by()
    return found.annotate(is_open=Q(done_on=None))


def _step_key(on: dt.date, *, is_open: bool) -> str:
    if not is_open:
        return "step_done"
    return "step_late" if on < clock.today() else "step"


def _whose(actor: Actor, scope: Scope) -> dict[str, Any]:
    filters = scope.filters
    if filters.task_list:
        bodies = lists.visible_to(actor).filter(pk=filters.task_list).values("body_id")
        body = Organisation.objects.filter(pk__in=bodies).first()
        return {"scope": FeedScope.BODY, "organisation": body}
    if unit := filters.unit or filters.with_unit:
        return {"scope": FeedScope.UNIT, "organisation": Organisation(pk=unit)}
    return {}
