"""What was asked of each unit in a quarter, and what its answers cost: counts out of what is recorded anyway.

A round of progress is asked for on the day after its period, by the rhythm of the task's lists. One
query for each column; their number does not grow with the units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import ListState, NoticeState, SheetKind, TaskState
from plenary.contexts.governance.models import (
    Duty,
    ExtraReport,
    Filing,
    InstructionCall,
    Invitation,
    ListEntry,
    Notice,
    Opinion,
    Sheet,
    TopicReturn,
)
from plenary.contexts.governance.periods import Period, period_of
from plenary.contexts.governance.selectors.acts.extra_reports import KNOWN
from plenary.contexts.governance.selectors.asked.spans import within
from plenary.contexts.governance.selectors.tasks import REPORTING_ROLES
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

ASKED = (
    "progress",
    "extra",
    "duties",
    "instructions",
    "invitations",
    "opinions",
    "returned",
    "slips",
)
"""What a unit is asked to answer, in the order of the columns; a reminder asks for nothing new."""
SECONDS_A_FIELD = 30
"""What a typed field is taken to cost where nobody measured: entries by program, forms without a moment."""
BEGINS = {"quarter": (1, 4, 7, 10), "half": (1, 7), "year": (1,)}
"""The months in which a round of each rhythm is asked for."""
QUARTERS_BACK = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's quarter."""

    unit: Organisation
    asked: Mapping[str, int] = field(default_factory=dict)
    reminders: int = 0
    forms: int = 0
    fields_typed: int = 0
    seconds: int = 0
    seconds_before: int = 0
    """In the quarter before."""

    @property
    def total(self) -> int:
        """Give how many things were asked of the unit."""
        return sum(self.asked.values())

    @property
    def minutes(self) -> int:
        """Give the minutes spent on forms, rounded up: no form costs nothing."""
        return -(-self.seconds // 60)

    @property
    def minutes_before(self) -> int:
        """Give the minutes of the quarter before."""
        return -(-self.seconds_before // 60)


def quarters() -> list[Period]:
    """Give the quarters that can be looked at, the present one first."""
    found = [period_of("quarter", clock.today())]
    while len(found) < QUARTERS_BACK:
        found.append(period_of("quarter", found[-1].starts_on - dt.timedelta(days=1)))
    return found


def units_of(actor: Actor) -> QuerySet[Organisation]:
    """Give the units whose quarters the actor sees: all of them, or the actor's own."""
    units = Organisation.objects.filter(kind="unit").order_by("level", "order", "pk")
    if actor.has("office", "leader", "system"):
        return units
    return units.filter(pk__in=actor.unit_ids if actor.has("unit") else ())


def rows(actor: Actor, quarter: Period, unit_id: int | None = None) -> list[Row]:
    """Give the quarter of each unit that the actor sees and of which anything was asked or came."""
    units = {one.pk: one for one in units_of(actor).filter(**({"pk": unit_id} if unit_id else {}))}
    asked = {name: _counts(found, units) for name, found in asked_in(quarter).items()}
    reminders = _counts(reminders_in(quarter), units)
    filed = _filed(quarter, units)
    before = _filed(period_of("quarter", quarter.starts_on - dt.timedelta(days=1)), units)
    none = (0, 0, 0)
    made = (
        Row(
            unit=unit,
            asked={name: asked[name].get(pk, 0) for name in ASKED},
            reminders=reminders.get(pk, 0),
            forms=filed.get(pk, none)[0],
            fields_typed=filed.get(pk, none)[1],
            seconds=filed.get(pk, none)[2],
            seconds_before=before.get(pk, none)[2],
        )
        for pk, unit in units.items()
    )
    return [row for row in made if row.total or row.reminders or row.forms or row.seconds_before]


def reminders_in(quarter: Period) -> QuerySet[Notice]:
    """Give the reminders that were sent in a quarter, to whatever unit."""
    return Notice.objects.filter(state=NoticeState.SENT, **within("settled_at", *_days(quarter)))


def asked_in(quarter: Period) -> dict[str, QuerySet[Any]]:
    """Give what was asked in a quarter, column by column, of whatever unit; each has a ``unit_id``."""
    days = _days(quarter)
    duties = Duty.objects.filter(unit__isnull=False).exclude(task__state=TaskState.DRAFT)
    return {
        "progress": _rounds(duties, quarter),
        "extra": ExtraReport.objects.filter(state__in=KNOWN, settled_at__date__range=days),
        "duties": duties.filter(assigned_at__date__range=days),
        "instructions": InstructionCall.objects.filter(called_at__date__range=days),
        "invitations": Invitation.objects.filter(
            unit__isnull=False, stands_in_for=None, sent_at__date__range=days
        ),
        "opinions": Opinion.objects.filter(asked_at__date__range=days),
        "returned": TopicReturn.objects.filter(returned_at__date__range=days).annotate(
            unit_id=F("topic__unit_id")
        ),
        "slips": Sheet.objects.filter(kind=SheetKind.SLIP, on__range=days),
    }


def _rounds(duties: QuerySet[Duty], quarter: Period) -> QuerySet[Duty]:
    """Give the parts of work under way, and not reported done, whose period ended on the day before the quarter."""
    first = quarter.starts_on
    month = first.month
    due = Q(pk__in=[])
    entries = ListEntry.objects.filter(task=OuterRef("task"), task_list__state=ListState.ADOPTED)
    last = first - dt.timedelta(days=1)
    current = entries.filter(task_list__starts_on__lte=last, task_list__ends_on__gte=last)
    for cadence, months in BEGINS.items():
        if month in months:
            past = ~Exists(current) & Exists(entries.filter(task_list__cadence=cadence))
            due |= Q(Exists(current.filter(task_list__cadence=cadence))) | past
    if month in BEGINS[profiles.current().cadence]:
        due |= ~Q(Exists(entries))
    under_way = Q(task__closed_at=None) | Q(task__closed_at__date__gte=first)
    unreported = Q(task__reported_at=None) | Q(task__reported_at__date__gte=first)
    undone = Q(reported_at=None) | Q(reported_at__date__gte=first)
    return duties.filter(
        due, under_way, unreported, undone, role__in=REPORTING_ROLES, assigned_at__date__lt=first
    ).exclude(Q(task__state=TaskState.REPLACED) | Q(task__ended_at__date__lt=first))


def _counts(found: QuerySet[Any], units: Collection[int]) -> dict[int, int]:
    """Count records by their unit in one query."""
    kept = found.filter(unit_id__in=units).order_by()
    return dict(kept.values_list("unit_id").annotate(number=Count("pk")))


def _filed(quarter: Period, units: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """Give each unit's forms, fields typed and seconds; what nobody measured is taken by its fields."""
    cost = Coalesce(F("seconds"), F("fields_typed") * SECONDS_A_FIELD)
    found = (
        Filing.objects.filter(filed_at__date__range=_days(quarter), unit__in=units)
        .order_by()
        .values_list("unit_id")
        .annotate(forms=Count("pk"), typed=Sum("fields_typed"), spent=Sum(cost))
    )
    return {pk: (forms, typed, spent) for pk, forms, typed, spent in found}


def _days(quarter: Period) -> tuple[dt.date, dt.date]:
    return quarter.starts_on, quarter.ends_on
