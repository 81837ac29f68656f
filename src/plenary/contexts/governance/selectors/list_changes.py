"""The changes of a list, and the items struck from it, out of what the actor sees."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from plenary.contexts.governance.enums import ChangeKind, DecisionKind
from plenary.contexts.governance.models import Decision, ListChange, ListEntry, TaskList
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import lists, meetings, tasks
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[ListChange]:
    """Give the changes of lists that the actor sees: readers all, others those of tasks they see."""
    if seeing.sees_everything(actor):
        return ListChange.objects.all()
    return ListChange.objects.filter(
        task_list__in=lists.visible_to(actor).values("pk"),
        task__in=tasks.visible_to(actor).values("pk"),
    )


def of_list(actor: Actor, task_list: TaskList) -> QuerySet[ListChange]:
    """Give a list's changes with what they rest on, the latest first."""
    changes = visible_to(actor).filter(task_list=task_list)
    return changes.select_related("task", "decision__meeting__body")


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


def grounds(actor: Actor, task_list: TaskList) -> QuerySet[Decision]:
    """Give the decisions that a change may rest on: of the list's body, the latest meetings first."""
    decisions = meetings.decisions_visible_to(actor).filter(meeting__body=task_list.body_id)
    real = decisions.exclude(kind__in=[DecisionKind.POSTPONED, DecisionKind.WITHDRAWN])
    return real.select_related("meeting").order_by("-meeting__held_on", "-meeting_id", "number")
