"""What the ladder speaks of: of which part, since or until which day, and by which name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    DutyRole,
    DutyState,
    ExtraState,
    Matter,
    SlipState,
    TaskState,
)
from plenary.contexts.governance.models import (
    Duty,
    ExtraReport,
    InstructionCall,
    Milestone,
    Opinion,
    Progress,
    SlipAnswer,
    Task,
)
from plenary.contexts.governance.periods import MONTHS, period_of
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.selectors.duties import cadences_of
from plenary.contexts.governance.selectors.tasks import REPORTING_ROLES

AT_ONCE = 1000

Span = tuple[dt.date, dt.date]
Row = TypeVar("Row")

UNDER_WAY = (TaskState.OPEN, TaskState.REPORTED)
"""A leader's question stays one while work that was reported done waits to be verified."""
CONTESTED = (DutyState.DECLINED, DutyState.TRANSFER)
"""Parts of which nobody is reminded: the unit asks to be without it and the office has not answered."""
UNSPOKEN = (DutyState.DONE, DutyState.REPORTED, *CONTESTED)
"""Nor of the date and the rhythm of these, which their units say are done; of what else they owe they are."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that a unit owes: a part in a task or an opinion, its day, and its own name where it has one."""

    part: Duty | Opinion
    day: dt.date
    name_zh: str = ""
    name_en: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Give the kind and the id of what is owed."""
        return type(self.part).__name__, self.part.pk

    @property
    def subject(self) -> Task | Opinion:
        """Give what has a title and a page: the task, or what the unit is asked."""
        return self.part.task if isinstance(self.part, Duty) else self.part

    @property
    def task_id(self) -> int:
        """Give the task of which it is a part; none is 0."""
        return self.part.task_id if isinstance(self.part, Duty) else 0

    @property
    def made_on(self) -> dt.date:
        """Give the day since when there is anything to be reminded of."""
        made_at = self.part.asked_at if isinstance(self.part, Opinion) else self.part.task.made_at
        return timezone.localdate(made_at)

    @property
    def is_lead(self) -> bool:
        """Say whether it is the lead unit's part."""
        return isinstance(self.part, Duty) and self.part.role == DutyRole.LEAD


def owed(matter: str, spans: Iterable[Span]) -> Iterator[list[Owed]]:
    """Give what of a matter has its day within these spans, thousand by thousand.

    The same number of queries for one and a thousand. Only of work under way, of units, and of no part
    that is contested; of opinions while they can still be given.
    """
    yield from _SOURCES[Matter(matter)](list(spans))


def _parts(
    states: Iterable[str] = (TaskState.OPEN,), unspoken: Collection[str] = UNSPOKEN
) -> QuerySet[Duty]:
    found = Duty.objects.filter(unit__isnull=False, task__state__in=states)
    return found.exclude(state__in=unspoken).select_related("task", "unit").order_by("pk")


def _by_thousand(rows: Iterable[Row]) -> Iterator[list[Row]]:
    held = iter(rows)
    while some := list(islice(held, AT_ONCE)):
        yield some


def _dates(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the working parts due on these dates: those with dates of their own, and the others."""
    working = _parts().filter(role__in=REPORTING_ROLES)
    own = reduce(or_, (Q(due_on__range=one) for one in spans))
    tasks = reduce(or_, (Q(task__due_on__range=one) for one in spans))
    for found in (working.filter(own), working.filter(tasks, due_on__isnull=True)):
        for some in _by_thousand(found.iterator(chunk_size=AT_ONCE)):
            days = ((duty, duty.due_on or duty.task.due_on) for duty in some)
            yield [Owed(duty, day) for duty, day in days if day is not None]


def come_back(since: dt.date, before: dt.date) -> Iterator[list[Owed]]:
    """Give the working parts, due before a day, of tasks that were given back or reopened in these days."""
    working = _parts().filter(role__in=REPORTING_ROLES)
    found = working.filter(task__back_at__gte=_at(since), task__back_at__lt=_at(before))
    for some in _by_thousand(found.iterator(chunk_size=AT_ONCE)):
        days = ((duty, duty.due_on or duty.task.due_on) for duty in some)
        yield [Owed(duty, day) for duty, day in days if day is not None and day < before]


def _receipts(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the parts given on these days that their units have not signed for."""
    given = reduce(or_, (Q(assigned_at__gte=_at(a), assigned_at__lt=_at(b, 1)) for a, b in spans))
    found = _parts().filter(given, state=DutyState.ASSIGNED)
    for some in _by_thousand(found.iterator(chunk_size=AT_ONCE)):
        yield [Owed(duty, timezone.localdate(duty.assigned_at)) for duty in some]


def _reports(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the parts that owe a report on a period which ended on one of these days."""
    for end, cadences in _ends(spans).items():
        later = Progress.objects.filter(
            task=OuterRef("task"), unit=OuterRef("unit"), ends_on__gte=end
        )
        found = _parts().filter(~Exists(later), role__in=REPORTING_ROLES)
        found = found.filter(assigned_at__lt=_at(end, 1))
        for some in _by_thousand(found.iterator(chunk_size=AT_ONCE)):
            rhythm = cadences_of({duty.task_id for duty in some})
            yield [
                Owed(duty, end, name, name)
                for duty in some
                if (name := cadences.get(rhythm[duty.task_id], ""))
            ]


def _milestones(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the leads of tasks with milestones due on these dates and not reached; those of a date in one."""
    when = reduce(or_, (Q(due_on__range=one) for one in spans))
    found = Milestone.objects.filter(when, done_on=None, task__state=TaskState.OPEN)
    for some in _by_thousand(found.order_by("task_id", "due_on", "number").iterator(AT_ONCE)):
        held: dict[tuple[int, dt.date], list[Milestone]] = defaultdict(list)
        for one in some:
            held[one.task_id, one.due_on].append(one)
        leads = _parts().filter(role=DutyRole.LEAD, task__in={one.task_id for one in some})
        by_task = {duty.task_id: duty for duty in leads}
        yield [
            Owed(
                by_task[task_id],
                day,
                "、".join(one.title_zh or one.title_en for one in same),
                ", ".join(one.title_en or one.title_zh for one in same),
            )
            for (task_id, day), same in held.items()
            if task_id in by_task
        ]


def _instructions(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the parts of units that owe an answer to an instruction by one of these dates."""
    when = reduce(or_, (Q(instruction__answer_by__range=one) for one in spans))
    calls = InstructionCall.objects.filter(when, answered_at=None)
    calls = calls.exclude(instruction__state__in=ENDED_INSTRUCTIONS)
    task, day = F("instruction__task_id"), F("instruction__answer_by")
    found = calls.filter(instruction__task__state__in=UNDER_WAY).order_by("pk")
    yield from _of_units(found.values_list(task, "unit_id", day))


def _slips(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the parts of units whose answers to slips are asked for by one of these dates."""
    when = reduce(or_, (Q(answer_by__range=one) for one in spans))
    found = SlipAnswer.objects.filter(when, state=SlipState.WAITING, task__state__in=UNDER_WAY)
    yield from _of_units(found.order_by("pk").values_list("task_id", "unit_id", "answer_by"))


def _extra_reports(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the parts of units that are asked for a further report by one of these dates."""
    when = reduce(or_, (Q(due_on__range=one) for one in spans))
    found = ExtraReport.objects.filter(when, state=ExtraState.APPROVED, task__state__in=UNDER_WAY)
    yield from _of_units(found.order_by("pk").values_list("task_id", "unit_id", "due_on"))


def _of_units(rows: QuerySet[Any, Any]) -> Iterator[list[Owed]]:
    """Give the parts that stand for these tasks, units and days, each once."""
    for some in _by_thousand(rows.iterator(AT_ONCE)):
        tasks = {task_id for task_id, _unit, _day in some}
        held = _parts(UNDER_WAY, CONTESTED).filter(task__in=tasks)
        parts = {(duty.task_id, duty.unit_id): duty for duty in held}
        wanted = sorted(set(some))
        yield [Owed(parts[task, unit], day) for task, unit, day in wanted if (task, unit) in parts]


def _opinions(spans: list[Span]) -> Iterator[list[Owed]]:
    """Give the opinions asked for by one of these days that nobody has given."""
    when = reduce(or_, (Q(due_on__range=one) for one in spans))
    found = opinions.to_be_given().filter(when).select_related("unit").order_by("pk")
    for some in _by_thousand(found.iterator(chunk_size=AT_ONCE)):
        yield [Owed(one, one.due_on, one.question, one.question) for one in some]


def _ends(spans: list[Span]) -> Mapping[dt.date, dict[str, str]]:
    """Give the last days of periods within these spans, each with the rhythms it ends and their periods."""
    found: dict[dt.date, dict[str, str]] = defaultdict(dict)
    for first, last in spans:
        for day in (first + dt.timedelta(days=n) for n in range((last - first).days + 1)):
            for cadence in MONTHS:
                period = period_of(cadence, day)
                if period.ends_on == day:
                    found[day][cadence] = f"{period.starts_on} – {period.ends_on}"
    return found


def _at(day: dt.date, later: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=later), dt.time.min))


_SOURCES: Mapping[Matter, Callable[[list[Span]], Iterator[list[Owed]]]] = {
    Matter.DUE: _dates,
    Matter.SIGN: _receipts,
    Matter.REPORT: _reports,
    Matter.MILESTONE: _milestones,
    Matter.INSTRUCTION: _instructions,
    Matter.OPINION: _opinions,
    Matter.SLIP: _slips,
    Matter.EXTRA: _extra_reports,
}
