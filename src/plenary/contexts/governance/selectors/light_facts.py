"""The facts that the light rules look at, read for many tasks in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Case, Q, Value, When
from django.db.models.fields import BooleanField
from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.lights import Step, TaskFacts
from plenary.contexts.governance.models import ListEntry, Milestone, Progress, Task
from plenary.contexts.governance.periods import last_completed, shortest
from plenary.contexts.governance.profiles import Profile
from plenary.kernel.calendar.selectors import working_days_between
from plenary.shared import clock


def facts_of(tasks: Sequence[Task]) -> dict[int, TaskFacts]:
    """Give the facts of each task by its id: three queries, and one a year of days that are
    counted as working days."""
    ids = [task.pk for task in tasks]
    profile = profiles.current()
    steps = _steps(ids)
    lists = _lists(ids)
    entries = _entries(ids)
    return {
        task.pk: _facts(
            task,
            profile,
            steps=tuple(steps[task.pk]),
            lists=lists[task.pk],
            entries=entries[task.pk],
            days_left=_days_left(task.due_on, profile),
            first_days_left=_first_days_left(task, profile),
        )
        for task in tasks
    }


Entry = tuple[int, dt.date, bool]
"""A unit's latest entry: the unit, the period's end, whether it asks for help."""


def _facts(
    task: Task,
    profile: Profile,
    *,
    steps: tuple[Step, ...],
    lists: list[tuple[str, dt.date | None]],
    entries: dict[int, Entry],
    days_left: int | None,
    first_days_left: int | None,
) -> TaskFacts:
    cadence = shortest([cadence for cadence, _on in lists], profile.cadence)
    lead = entries.get(task.lead_unit_id or 0)
    done_at = task.reported_at or task.closed_at
    return TaskFacts(
        state=task.state,
        due_on=task.due_on,
        done_on=timezone.localdate(done_at) if done_at else None,
        days_left=days_left,
        first_due_on=task.first_due_on,
        first_days_left=first_days_left,
        steps=steps,
        opened_on=_opened_on(task, lists),
        period=last_completed(cadence, clock.today()),
        reported_until=lead[1] if lead else None,
        asks_help=any(entry[2] for entry in entries.values()),
    )


def _opened_on(task: Task, lists: list[tuple[str, dt.date | None]]) -> dt.date:
    adopted = [on for _cadence, on in lists if on is not None]
    return min(adopted, default=timezone.localdate(task.made_at))


def _steps(ids: Iterable[int]) -> defaultdict[int, list[Step]]:
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    rows = Milestone.objects.filter(task_id__in=ids).values_list(
        "task_id", "number", "due_on", "done_on"
    )
    for task_id, number, due_on, done_on in rows:
        steps[task_id].append(Step(number, due_on, done_on))
    return steps


def _lists(ids: Iterable[int]) -> defaultdict[int, list[tuple[str, dt.date | None]]]:
    lists: defaultdict[int, list[tuple[str, dt.date | None]]] = defaultdict(list)
    rows = ListEntry.objects.filter(task_id__in=ids).values_list(
        "task_id", "task_list__cadence", "task_list__adopted_on"
    )
    for task_id, cadence, adopted_on in rows:
        lists[task_id].append((cadence, adopted_on))
    return lists


def _entries(ids: Iterable[int]) -> defaultdict[int, dict[int, Entry]]:
    """Give each unit's latest entry on each task; a later row overwrites an earlier one."""
    asks = Case(
        When(~Q(help_zh="") | ~Q(help_en=""), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = (
        Progress.objects.filter(task_id__in=ids)
        .annotate(asks=asks)
        .order_by("ends_on", "id")
        .values_list("task_id", "unit_id", "ends_on", "asks")
    )
    latest: defaultdict[int, dict[int, Entry]] = defaultdict(dict)
    for task_id, unit_id, ends_on, asks_help in rows:
        latest[task_id][unit_id] = (unit_id, ends_on, asks_help)
    return latest


def _days_left(due_on: dt.date | None, profile: Profile) -> int | None:
    if due_on is None:
        return None
    if profile.lights.counts_working_days:
        return working_days_between(clock.today(), due_on)
    return (due_on - clock.today()).days


def _first_days_left(task: Task, profile: Profile) -> int | None:
    if task.first_due_on == task.due_on:
        return None
    return _days_left(task.first_due_on, profile)
