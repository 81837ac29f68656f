"""Which task lists an actor sees, with their counts, and what keeps one from being adopted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import NO_MORE, Light, ListState, TaskState
from plenary.contexts.governance.models import Basis, ListEntry, Task, TaskList
from plenary.contexts.governance.periods import Standing, rhythm
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import held, meetings, tasks
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.questions import Question


def visible_to(actor: Actor) -> QuerySet[TaskList]:
    """Give the lists: readers see all; others adopted ones of their bodies or with tasks they see."""
    if seeing.sees_everything(actor):
        return TaskList.objects.all()
    if not seeing.sees_public(actor):
        return TaskList.objects.none()
    # Lists are few and their tasks may be a million: each list is asked for one task that is seen.
    task = tasks.asked_of_each(actor).filter(pk=OuterRef("task"))
    seen = Q(Exists(ListEntry.objects.filter(Exists(task), task_list=OuterRef("pk"))))
    if seeing.sees_own_units(actor):
        seen |= Q(body_id__in=meetings.bodies_of(actor))
    return TaskList.objects.filter(seen, state=ListState.ADOPTED)


def listing(actor: Actor) -> QuerySet[TaskList]:
    """Give the visible lists with body and counts of the tasks that the actor sees in them."""
    mine = ~Q(entries__task__state__in=NO_MORE)
    if not seeing.sees_everything(actor):
        mine &= Q(entries__task__in=tasks.visible_to(actor).values("pk"))
    elif not reads_narrow(actor):
        # What is kept from a reader is little; what they see may be a million.
        mine &= ~Q(entries__task__in=held.tasks_kept_from(actor))
    finished = Q(entries__task__state=TaskState.CLOSED)
    late = Q(entries__task__shown_light=Light.RED)
    return (
        visible_to(actor)
        .select_related("body")
        .annotate(
            task_count=Count("entries", filter=mine),
            closed_count=Count("entries", filter=mine & finished),
            late_count=Count("entries", filter=mine & late),
        )
    )


@dataclass(frozen=True, slots=True)
class Lacking:
    """The numbers of a list's tasks that lack what adoption asks for."""

    lead_unit: list[int]
    due_on: list[int]
    basis: list[int]

    def __bool__(self) -> bool:
        return bool(self.lead_unit or self.due_on or self.basis)


def lacking(task_list: TaskList) -> Lacking:
    """Say which numbers of a list lack a lead unit, a due date or a basis, in one query."""
    rows = list(
        task_list.entries.annotate(
            has_basis=Exists(Basis.objects.filter(task=OuterRef("task_id")))
        ).values_list("number", "task__lead_unit_id", "task__due_on", "has_basis")
    )
    return Lacking(
        lead_unit=[number for number, lead_unit, _due, _basis in rows if lead_unit is None],
        due_on=[number for number, _lead, due_on, _basis in rows if due_on is None],
        basis=[number for number, _lead, _due, has_basis in rows if not has_basis],
    )


def drafts_of(task_list: TaskList) -> QuerySet[Task]:
    """Give the tasks of a list that are not yet under way."""
    return Task.objects.filter(entries__task_list=task_list, state=TaskState.DRAFT)


def rhythms(task_ids: Iterable[int]) -> dict[int, str]:
    """Give each task's rhythm of reports today, in one query."""
    held: dict[int, list[Standing]] = {task_id: [] for task_id in task_ids}
    for task_id, *standing in _RHYTHMS.rows(*held):
        held[task_id].append(Standing(*standing))
    today, default = clock.today(), profiles.current().cadence
    return {task_id: rhythm(found, today, default) for task_id, found in held.items()}


def _write_rhythms(*ids: int) -> QuerySet[ListEntry, Any]:
    adopted = ListEntry.objects.filter(task_id__in=ids, task_list__state=ListState.ADOPTED)
    named = ("cadence", "starts_on", "ends_on")
    return adopted.values_list("task_id", *(f"task_list__{name}" for name in named))


_RHYTHMS = Question(_write_rhythms)
