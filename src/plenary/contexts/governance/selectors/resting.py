"""Which tasks rest on requirements and priorities, and which could be chosen to cover something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from django.db.models import QuerySet

from plenary.contexts.governance.enums import NO_MORE, TaskState
from plenary.contexts.governance.likeness import cut, weights
from plenary.contexts.governance.models import Basis, ListEntry, Task, TaskList
from plenary.contexts.governance.selectors import tasks
from plenary.shared.actor import Actor

OFFERED = 20
"""So many tasks are offered to choose from; others are found by their words."""
COMPARED = 300
"""So many of the latest are compared with the text to put the likeliest first."""


def resting_on(
    actor: Actor, kind: Literal["requirement", "priority"], ids: Iterable[int]
) -> defaultdict[int, list[Task]]:
    """Give the visible tasks that rest on each of these records, in one query."""
    bases = Basis.objects.filter(
        **{f"{kind}_id__in": list(ids)}, task__in=tasks.visible_to(actor).values("pk")
    ).select_related("task__lead_unit")
    found: defaultdict[int, list[Task]] = defaultdict(list)
    for basis in bases:
        found[getattr(basis, f"{kind}_id")].append(basis.task)
    return found


def offered(
    actor: Actor,
    words: str,
    *,
    like: str = "",
    without_list: int | None = None,
    under_way: bool = False,
) -> list[Task]:
    """Give tasks that are not over to choose from: those with the words, those most like the text first.

    ``under_way``: neither drafts nor those that are reported done.
    """
    found = tasks.matching(actor, tasks.Filters(words=words)).exclude(
        state__in=[TaskState.CLOSED, *NO_MORE]
    )
    if under_way:
        found = found.filter(state=TaskState.OPEN)
    if without_list:
        held = ListEntry.objects.filter(task_list=without_list)
        found = found.exclude(pk__in=held.values("task_id"))
    latest = list(found.select_related("lead_unit", "theme").order_by("-pk")[:COMPARED])
    return (_alike_first(latest, like) if like else latest)[:OFFERED]


def _alike_first(found: list[Task], like: str) -> list[Task]:
    ours = cut(like)
    titles = [cut(f"{task.title_zh} {task.title_en}") for task in found]
    weight = weights(titles)
    scores = {
        task.pk: sum(weight[token] for token in ours.tokens & title.tokens)
        for task, title in zip(found, titles, strict=True)
    }
    return sorted(found, key=lambda task: -scores[task.pk])


def entries_of(actor: Actor, task_list: TaskList) -> QuerySet[ListEntry]:
    """Give the numbered places of a list whose tasks the actor sees, with unit and theme."""
    return task_list.entries.filter(task__in=tasks.visible_to(actor).values("pk")).select_related(
        "task__lead_unit", "task__theme"
    )
