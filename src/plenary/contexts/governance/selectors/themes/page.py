"""A theme's page: its tasks, the meetings that spoke of it, what is measured, and the reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from plenary.contexts.governance.models import (
    Decision,
    Directive,
    Meeting,
    Report,
    Statement,
    TaskMeasure,
    Theme,
)
from plenary.contexts.governance.selectors import charts, listed, meetings, reports, tasks
from plenary.contexts.governance.selectors.board import counted_by
from plenary.contexts.governance.selectors.themes import visible_to
from plenary.contexts.governance.selectors.themes.overview import Load, in_force, load_of
from plenary.kernel.measures import registry
from plenary.kernel.measures.registry import Measure
from plenary.kernel.measures.selectors import units_counted_for, values_for
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

SHOWN_TASKS, SHOWN_MEETINGS, SHOWN_REPORTS, SHOWN_MEASURES = 50, 20, 5, 12
LOOKED_AT = 500
"""So many tasks of a theme are asked for the meetings that they rest on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure bound to tasks of the theme: how many, and its value in the year so far."""

    measure: Measure
    tasks: int
    value: int | None


@dataclass(frozen=True, slots=True)
class ThemePage:
    """What the actor sees of a theme."""

    theme: Theme
    counts: dict[str, int]
    load: Load
    months: list[charts.Counted]
    listing: listed.Listing
    meetings: list[Meeting]
    measures: list[Measured]
    reports: list[Report]

    @property
    def total(self) -> int:
        """Give the number of its tasks in force or closed."""
        return sum(self.counts.values())


def theme_page(actor: Actor, pk: int) -> ThemePage:
    """Give a theme with all that hangs on it; ``NotFound`` for one that is not there.

    As many queries whatever stands under it, and one more for each measure that a register counts.
    """
    theme = visible_to(actor).filter(pk=pk).first()
    if theme is None:
        raise NotFound
    found = in_force(actor).filter(theme=pk)
    return ThemePage(
        theme=theme,
        counts=counted_by(found, "theme_id").get(pk, {}),
        load=load_of(found).get(pk, Load()),
        months=charts.due_by_month(actor, None, theme=pk),
        listing=listed.listing(actor, tasks.Filters(theme=pk), sort="light", size=SHOWN_TASKS),
        meetings=list(_meetings(actor, pk)[:SHOWN_MEETINGS]),
        measures=_measures(actor, pk),
        reports=list(_reports(actor, pk)[:SHOWN_REPORTS]),
    )


def _meetings(actor: Actor, pk: int) -> QuerySet[Meeting]:
    """Give the visible meetings with a clause of the theme, or on which tasks of it rest, the latest first.

    The tasks are listed first: nested into the question for meetings they are too deep for SQLite's parser.
    """
    held = list(in_force(actor).filter(theme=pk).values_list("pk", flat=True)[:LOOKED_AT])
    spoke = Q(pk__in=Directive.objects.filter(theme=pk).values("meeting_id"))
    spoke |= Q(pk__in=Directive.objects.filter(bases__task__in=held).values("meeting_id"))
    spoke |= Q(pk__in=Decision.objects.filter(bases__task__in=held).values("meeting_id"))
    return meetings.visible_to(actor).filter(spoke).select_related("body")


def _measures(actor: Actor, pk: int) -> list[Measured]:
    bound = TaskMeasure.objects.filter(task__in=tasks.inside(actor).filter(theme=pk).values("pk"))
    counted = dict(bound.order_by().values_list("measure").annotate(Count("pk")))
    known = [one for one in registry.all_measures() if one.key in counted][:SHOWN_MEASURES]
    today = clock.today()
    values = values_for(
        [one.key for one in known],
        dt.date(today.year, 1, 1),
        today,
        unit_ids=units_counted_for(actor),
    )
    return [Measured(one, counted[one.key], values[one.key]) for one in known]


def _reports(actor: Actor, pk: int) -> QuerySet[Report]:
    """Give the visible reports with a sentence on a task of the theme, the latest first."""
    said = Statement.objects.filter(task__theme=pk).order_by()
    seen = reports.visible_to(actor).filter(pk__in=said.values("report_id"))
    return seen.order_by("-ends_on", "-pk")
