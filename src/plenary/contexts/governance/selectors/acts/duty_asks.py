"""What units ask of their duties, and how long duties wait to be signed for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet

from plenary.contexts.governance.enums import AskState, DutyState, TaskState
from plenary.contexts.governance.models import Duty, DutyAsk, DutyEnd
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

SHOWN = 100
YEAR, ZERO = dt.timedelta(days=365), dt.timedelta()
NOTHING = {"signed": 0, "average": None, "longest": None, "waiting": 0, "waiting_since": None}
UNDER_WAY = (TaskState.OPEN, TaskState.REPORTED)


@dataclass(frozen=True, slots=True)
class Signing:
    """How long a unit takes to sign for what it was given within a year."""

    unit: Organisation
    signed: int
    average: dt.timedelta | None
    longest: dt.timedelta | None
    waiting: int
    waiting_since: dt.datetime | None


def visible_to(actor: Actor) -> QuerySet[DutyAsk]:
    """Give the asks of tasks whose inner record the actor reads, and those of the actor's own units."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, DutyAsk.objects.all())
    if not seeing.sees_own_units(actor):
        return DutyAsk.objects.none()
    inside = tasks.inside(actor).order_by().values("pk")
    return DutyAsk.objects.filter(Q(task__in=inside) | Q(unit_id__in=actor.unit_ids))


def waiting(actor: Actor) -> QuerySet[DutyAsk]:
    """Give the visible asks on work under way that wait for the office, the oldest first."""
    return visible_to(actor).filter(state=AskState.OPEN, task__state__in=UNDER_WAY)


def unsigned(actor: Actor) -> QuerySet[Duty]:
    """Give the duties on work under way that nobody has signed for, the longest waiting first."""
    if not seeing.sees_everything(actor):
        return Duty.objects.none()
    found = Duty.objects.filter(state=DutyState.ASSIGNED, task__state__in=UNDER_WAY)
    return held.for_reader(actor, found).order_by("assigned_at", "pk")


def signing_times(actor: Actor) -> list[Signing]:
    """Give each unit's time to sign for within a year, by its order in the directory; three queries.

    What a unit was given counts also where it has the part no longer.
    """
    if not seeing.sees_everything(actor):
        return []
    since = clock.now() - YEAR
    left = Q(state=DutyState.ASSIGNED, task__state__in=UNDER_WAY)
    present = Duty.objects.filter(unit__isnull=False, assigned_at__gte=since)
    rows: dict[int, Any] = {
        row.pop("unit_id"): row
        for row in _receipts(present.exclude(task__state=TaskState.DRAFT)).annotate(
            waiting=Count("pk", filter=left), waiting_since=Min("assigned_at", filter=left)
        )
    }
    for row in _receipts(DutyEnd.objects.filter(assigned_at__gte=since)):
        unit_id = row.pop("unit_id")
        rows[unit_id] = _together(rows.get(unit_id, NOTHING), row)
    units = Organisation.objects.filter(pk__in=rows)
    return [Signing(unit=unit, **rows[unit.pk]) for unit in units]


def _receipts(found: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    taken = ExpressionWrapper(F("signed_at") - F("assigned_at"), output_field=DurationField())
    by_unit: QuerySet[Any, dict[str, Any]] = (
        found.order_by()
        .values("unit_id")
        .annotate(signed=Count("signed_at"), average=Avg(taken), longest=Max(taken))
    )
    return by_unit


def _together(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    signed = one["signed"] + other["signed"]
    total = sum((each["average"] * each["signed"] for each in (one, other) if each["signed"]), ZERO)
    longest = [each["longest"] for each in (one, other) if each["longest"] is not None]
    told = {"signed": signed, "average": total / signed if signed else None}
    return {**one, **told, "longest": max(longest, default=None)}
