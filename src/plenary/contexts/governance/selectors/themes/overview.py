"""The themes side by side: their tasks by light, their load, and the latest report that speaks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from plenary.contexts.governance.enums import NO_MORE, TaskState
from plenary.contexts.governance.models import Report, Statement, Task, Theme
from plenary.contexts.governance.policies.themes import can_keep_themes
from plenary.contexts.governance.selectors import reports, tasks, themes
from plenary.contexts.governance.selectors.board import counted_by
from plenary.shared.actor import Actor

UNDER_WAY = Q(state__in=[TaskState.OPEN, TaskState.REPORTED])
LATEST_REPORTS = 50
"""So many reports, the latest ones, are looked at for what they say of a theme."""


@dataclass(frozen=True, slots=True)
class Load:
    """What of a theme is under way: tasks, units that lead one, and the next due date."""

    tasks: int = 0
    units: int = 0
    next_due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A theme with what the actor sees of it."""

    theme: Theme
    counts: dict[str, int]
    """Tasks in force or closed, by light."""
    load: Load
    report: Report | None

    @property
    def total(self) -> int:
        """Give the number of its tasks."""
        return sum(self.counts.values())


def overview(actor: Actor) -> list[Line]:
    """Give every theme in order in five queries, the retired ones last.

    Whoever does not keep themes is shown a retired one only while tasks stand under it.
    """
    found = list(themes.visible_to(actor))
    lights = counted_by(in_force(actor), "theme_id")
    loads = load_of(in_force(actor))
    latest = latest_reports(actor)
    lines = [
        Line(one, lights.get(one.pk, {}), loads.get(one.pk, Load()), latest.get(one.pk))
        for one in found
    ]
    used = [line for line in lines if line.theme.retired_on is None]
    retired = [line for line in lines if line.theme.retired_on]
    keeps = can_keep_themes(actor)
    return used + [line for line in retired if keeps or line.total]


def in_force(actor: Actor) -> QuerySet[Task]:
    """Give the visible tasks that came into force and were neither replaced nor ended, in no order."""
    gone = [TaskState.DRAFT, *NO_MORE]
    return tasks.matching(actor, tasks.Filters()).exclude(state__in=gone)


def load_of(found: QuerySet[Task]) -> dict[int, Load]:
    """Give the load of each theme of these tasks, in one query."""
    rows = found.filter(UNDER_WAY, theme__isnull=False).values_list("theme_id")
    counted = rows.annotate(Count("pk"), Count("lead_unit", distinct=True), Min("due_on"))
    return {pk: Load(*numbers) for pk, *numbers in counted if pk}


def latest_reports(actor: Actor) -> dict[int, Report]:
    """Give for each theme the latest visible report with a sentence on one of its tasks, in two queries."""
    seen = reports.visible_to(actor).order_by("-ends_on", "-pk")
    every = {one.pk: one for one in seen.defer("freeze_reason")[:LATEST_REPORTS]}
    spoken = (
        Statement.objects.filter(report_id__in=list(every), task__theme__isnull=False)
        .order_by()
        .values_list("task__theme_id", "report_id")
        .distinct()
    )
    return _first(every, spoken)


def _first(every: dict[int, Report], spoken: Iterable[tuple[int | None, int]]) -> dict[int, Report]:
    places = {pk: place for place, pk in enumerate(every)}
    found: dict[int, Report] = {}
    for theme_id, report_id in sorted(spoken, key=lambda pair: places[pair[1]]):
        if theme_id is not None:
            found.setdefault(theme_id, every[report_id])
    return found
