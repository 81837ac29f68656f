"""The changes of a list, and the items struck from it, out of what the actor sees."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from plenary.contexts.governance.enums import ChangeKind, DecisionKind, ListState
from plenary.contexts.governance.models import Decision, ListChange, ListEntry, Task, TaskList
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, lists, meetings, tasks
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[ListChange]:
    """Give the changes of lists that the actor sees: readers all, others those of tasks they see."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, ListChange.objects.all())
    return ListChange.objects.filter(
        task_list__in=lists.visible_to(actor).values("pk"),
        task__in=tasks.visible_to(actor).values("pk"),
    )


def of_list(actor: Actor, task_list: TaskList) -> QuerySet[ListChange]:
    """Give a list's changes with what they rest on, the latest first."""
    changes = visible_to(actor).filter(task_list=task_list)
    return changes.select_related("task", "decision__meeting__body")


def grounds_open_to(actor: Actor, changes: Collection[ListChange]) -> tuple[set[int], set[int]]:
    """Give the tasks, of these changes, of which the actor reads the instructions, and the decisions seen."""
    task_ids = {change.task_id for change in changes}
    inside = tasks.inside(actor).filter(pk__in=task_ids).values_list("pk", flat=True)
    asked = {change.decision_id for change in changes if change.decision_id}
    seen = meetings.decisions_visible_to(actor).filter(pk__in=asked).values_list("pk", flat=True)
    return set(inside), set(seen)


def adopted_with(actor: Actor, task: Task) -> list[TaskList]:
    """Give the adopted lists that a task stands in."""
    held = lists.visible_to(actor).filter(state=ListState.ADOPTED, entries__task=task)
    return list(held.order_by("pk"))


def marks(
    changes: Iterable[ListChange], entries: Iterable[ListEntry]
) -> tuple[dict[int, ListChange], list[ListChange]]:
    """Give the latest change of each task that stands in the list, and the items that were struck."""
    standing = {entry.task_id for entry in entries}
    latest: dict[int, ListChange] = {}
    for change in changes:
        latest.setdefault(change.task_id, change)
    struck = [
        change
        for task_id, change in latest.items()
        if task_id not in standing and change.kind == ChangeKind.STRUCK
    ]
    return latest, sorted(struck, key=lambda change: change.number)


def grounds(actor: Actor, *task_lists: TaskList) -> QuerySet[Decision]:
    """Give the decisions that a change may rest on: of the lists' bodies, the latest meetings first."""
    bodies = {one.body_id for one in task_lists}
    decisions = meetings.decisions_visible_to(actor).filter(meeting__body__in=bodies)
    real = decisions.exclude(kind__in=[DecisionKind.POSTPONED, DecisionKind.WITHDRAWN])
    return real.select_related("meeting").order_by("-meeting__held_on", "-meeting_id", "number")
