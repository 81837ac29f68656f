"""The numbers that governance itself counts, each with its query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from plenary.contexts.governance.enums import FateKind, MeetingState, TaskState
from plenary.contexts.governance.models import Decision, Directive, Meeting, Progress, Task
from plenary.kernel.measures.registry import Measure, declare

M = TypeVar("M", bound=Model)


def tasks_closed(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count the tasks accepted in the period, by their lead units."""
    return _closed(start, end, unit_ids).count()


def tasks_on_time(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count those of them that were reported done by their due date."""
    done_on = TruncDate(Coalesce("reported_at", "closed_at"))
    closed = _closed(start, end, unit_ids).annotate(done_on=done_on)
    return closed.filter(Q(due_on__isnull=True) | Q(done_on__lte=F("due_on"))).count()


def meetings_held(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count the meetings held in the period, of all bodies or of those given."""
    held = _of_units(Meeting.objects.exclude(state=MeetingState.PLANNED), "body_id__in", unit_ids)
    days = held.annotate(day=Coalesce("held_on", "published_on"))
    return days.filter(day__range=(start, end)).count()


def directives_fated(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count the decisions and directives that got their fate in the period, by the body that met."""
    directives = _of_units(Directive.objects.all(), "meeting__body_id__in", unit_ids)
    decisions = _of_units(Decision.objects.all(), "meeting__body_id__in", unit_ids)
    fated = Q(fated_at__date__range=(start, end)) & ~Q(fate=FateKind.OPEN)
    return directives.filter(fated).count() + decisions.filter(fated).count()


def entries_reported(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count the entries of progress that units handed in."""
    entries = Progress.objects.filter(reported_at__date__range=(start, end))
    return _of_units(entries, "unit_id__in", unit_ids).count()


def fields_typed(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count the fields that units had to type for them: the number that should fall."""
    entries = Progress.objects.filter(reported_at__date__range=(start, end))
    typed = _of_units(entries, "unit_id__in", unit_ids)
    return sum(typed.values_list("fields_typed", flat=True))


def _closed(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> QuerySet[Task]:
    closed = Task.objects.filter(state=TaskState.CLOSED, closed_at__date__range=(start, end))
    return _of_units(closed, "lead_unit_id__in", unit_ids)


def _of_units(records: QuerySet[M], lookup: str, unit_ids: Collection[int] | None) -> QuerySet[M]:
    return records if unit_ids is None else records.filter(**{lookup: list(unit_ids)})


MEASURES = (
    Measure(
        "governance.tasks_closed", "办结任务", "Tasks closed", "项", "tasks", value=tasks_closed
    ),
    Measure(
        "governance.tasks_on_time",
        "按时办结任务",
        "Tasks closed on time",
        "项",
        "tasks",
        value=tasks_on_time,
    ),
    Measure(
        "governance.meetings_held",
        "召开会议",
        "Meetings held",
        "次",
        "meetings",
        value=meetings_held,
    ),
    Measure(
        "governance.directives_fated",
        "明确去向的要求和议定事项",
        "Directives and decisions that are settled",
        "项",
        "items",
        value=directives_fated,
    ),
    Measure(
        "governance.entries_reported",
        "单位报送进展",
        "Entries of progress handed in",
        "条",
        "entries",
        value=entries_reported,
    ),
    Measure(
        "governance.fields_typed",
        "单位填写字段",
        "Fields that units typed",
        "个",
        "fields",
        value=fields_typed,
    ),
)


def declare_all() -> None:
    """Offer governance's measures to everybody."""
    for measure in MEASURES:
        declare(measure)
