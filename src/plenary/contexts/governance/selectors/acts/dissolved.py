"""Units that have been dissolved and still have a part in work that goes on."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyState, TaskState
from plenary.contexts.governance.models import Duty
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

GOING_ON = (TaskState.DRAFT, TaskState.OPEN, TaskState.REPORTED)


def duties_of(unit_id: int) -> QuerySet[Duty]:
    """Give a unit's duties that somebody else must take over, by task."""
    found = Duty.objects.filter(unit=unit_id, task__state__in=GOING_ON)
    return found.exclude(state=DutyState.DONE).order_by("task__due_on", "task_id", "pk")


def waiting_units(actor: Actor) -> list[Organisation]:
    """Give the office the dissolved units that still have duties, each with their number as
    ``open_duties``; two queries.
    """
    if not policies.can_manage_tasks(actor):
        return []
    gone = Organisation.objects.filter(dissolved_on__lte=clock.today())
    counted = (
        Duty.objects.filter(unit__in=gone.order_by().values("pk"), task__state__in=GOING_ON)
        .filter(~Q(state=DutyState.DONE))
        .order_by()
        .values_list("unit_id")
        .annotate(open_duties=Count("pk"))
    )
    numbers = dict(counted)
    units = list(gone.filter(pk__in=numbers).select_related("successor"))
    for unit in units:
        unit.open_duties = numbers[unit.pk]  # type: ignore[attr-defined] # for the page alone
    return units
