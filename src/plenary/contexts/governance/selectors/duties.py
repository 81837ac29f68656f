"""What units and posts have to do in tasks, and what a unit owes now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from plenary.contexts.governance.enums import DutyRole, DutyState, Light, TaskState
from plenary.contexts.governance.models import Duty, Progress, Task
from plenary.contexts.governance.periods import Period, last_completed
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, lists, tasks
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.questions import Question

SETTLED = (DutyState.REPORTED, DutyState.DONE)
"""The states of a part whose unit has said that it is done: its clock and its rhythm stand still."""


def visible_to(actor: Actor) -> QuerySet[Duty]:
    """Give the duties of the tasks that the actor sees."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Duty.objects.all())
    return Duty.objects.filter(task__in=tasks.visible_to(actor).values("pk"))


@dataclass(frozen=True, slots=True)
class Owed:
    """What the actor's units owe now, each duty with its task and unit loaded."""

    to_sign: list[Duty] = field(default_factory=list)
    to_report: list[tuple[Duty, Period]] = field(default_factory=list)
    late: list[Duty] = field(default_factory=list)
    under_way: list[Duty] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.to_sign) + len(self.to_report)


def duties_of(actor: Actor) -> Owed:
    """Give what the actor's units have to sign for, to report and are late with, in three queries."""
    if not seeing.sees_own_units(actor):
        return Owed()
    duties = list(
        Duty.objects.filter(unit_id__in=actor.unit_ids)
        .filter(task__state__in=[TaskState.OPEN, TaskState.REPORTED])
        .select_related("task__lead_unit", "unit")
        .order_by(Coalesce("due_on", "task__due_on"), "task_id", "id")
    )
    return Owed(
        to_sign=[duty for duty in duties if duty.state == DutyState.ASSIGNED],
        to_report=_to_report(duties),
        late=[duty for duty in duties if _is_late(duty)],
        under_way=duties,
    )


def _is_late(duty: Duty) -> bool:
    if duty.state in SETTLED:
        return False
    today = clock.today()
    own_date_passed = duty.due_on is not None and duty.due_on < today
    return own_date_passed or duty.task.shown_light == Light.RED


def _to_report(duties: list[Duty]) -> list[tuple[Duty, Period]]:
    reporting = [
        duty
        for duty in duties
        if duty.role in tasks.REPORTING_ROLES
        and duty.task.state == TaskState.OPEN
        and duty.state not in {DutyState.DECLINED, DutyState.TRANSFER, *SETTLED}
    ]
    task_ids = {duty.task_id for duty in reporting}
    cadences = cadences_of(task_ids)
    reported = dict(latest_ends(task_ids))
    owed = []
    for duty in reporting:
        period = last_completed(cadences[duty.task_id], clock.today())
        is_new = timezone.localdate(duty.assigned_at) > period.ends_on
        until = reported.get((duty.task_id, duty.unit_id))
        if not is_new and (until is None or until < period.ends_on):
            owed.append((duty, period))
    return owed


def cadences_of(task_ids: Iterable[int]) -> dict[int, str]:
    """Give each task's rhythm of reports in one query."""
    return lists.rhythms(task_ids)


def latest_ends(task_ids: Iterable[int]) -> list[tuple[tuple[int, int | None], dt.date]]:
    """Give ((task, unit), end of the last period reported) in one query."""
    rows = (
        Progress.objects.filter(task_id__in=task_ids)
        .order_by("ends_on", "id")
        .values_list("task_id", "unit_id", "ends_on")
    )
    return [((task_id, unit_id), ends_on) for task_id, unit_id, ends_on in rows]


def lead_of(task: Task) -> Duty | None:
    """Give the lead duty of a task."""
    return task.duties.filter(role=DutyRole.LEAD).select_related("unit").first()


def reporting_roles(task: Task, unit_id: int) -> list[str]:
    """Give the roles in which a unit reports on the task; none where it has no such part."""
    return [role for (role,) in _ROLES.rows(task.pk, unit_id)]


def _write_roles(task_id: int, unit_id: int) -> QuerySet[Duty, Any]:
    held = Duty.objects.filter(task=task_id, unit=unit_id, role__in=tasks.REPORTING_ROLES)
    return held.order_by("pk").values_list("role")


_ROLES = Question(_write_roles)


def responsible_for(task: Task) -> list[Organisation]:
    """Give the responsible units of a task in their order."""
    parts = task.duties.filter(role=DutyRole.RESPONSIBLE, unit__isnull=False).order_by("pk")
    return [part.unit for part in parts.select_related("unit") if part.unit]
