"""The facts that the light rules look at, read for many tasks in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.db.models.fields import BooleanField
from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import DutyState, HelpState, ListState
from plenary.contexts.governance.lights import Step, TaskFacts
from plenary.contexts.governance.models import Duty, ListEntry, Milestone, Progress, Task
from plenary.contexts.governance.periods import Standing, last_completed, rhythm
from plenary.contexts.governance.profiles import Profile
from plenary.contexts.governance.selectors.tasks import REPORTING_ROLES
from plenary.kernel.calendar.selectors import working_days_between
from plenary.shared import clock
from plenary.shared.questions import Question


def facts_of(tasks: Sequence[Task]) -> dict[int, TaskFacts]:
    """Give the facts of each task by its id: four queries, and one a year of days that are
    counted as working days."""
    ids = [task.pk for task in tasks]
    profile = profiles.current()
    steps = _steps(ids)
    lists = _lists(ids)
    entries = _entries(ids)
    parts = _parts(ids)
    return {
        task.pk: _facts(
            task,
            profile,
            steps=tuple(steps[task.pk]),
            lists=lists[task.pk],
            entries=entries[task.pk],
            parts=parts[task.pk],
            days_left=_days_left(task.due_on, profile),
            first_days_left=_first_days_left(task, profile),
        )
        for task in tasks
    }


Entry = tuple[int, dt.date, bool]
"""A unit's latest entry: the unit, the period's end, whether it asks for help."""
Listed = tuple[Standing, dt.date | None]
"""A place in an adopted list, and the day of its adoption where that is known."""


def _facts(
    task: Task,
    profile: Profile,
    *,
    steps: tuple[Step, ...],
    lists: list[Listed],
    entries: dict[int, Entry],
    parts: dict[int, dt.date],
    days_left: int | None,
    first_days_left: int | None,
) -> TaskFacts:
    cadence = rhythm([one for one, _on in lists], clock.today(), profile.cadence)
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
        opened_on=_opened_on(task, lists, parts.get(task.lead_unit_id or 0)),
        period=last_completed(cadence, clock.today()),
        reported_until=lead[1] if lead else None,
        asks_help=any(asks for unit_id, _end, asks in entries.values() if unit_id in parts),
    )


def _opened_on(task: Task, lists: list[Listed], led_since: dt.date | None) -> dt.date:
    """Give the day since when a report is owed: nobody is late with one on a time before they led."""
    adopted = [on for _standing, on in lists if on is not None]
    opened_on = min(adopted, default=timezone.localdate(task.made_at))
    return max(opened_on, led_since) if led_since else opened_on


def _steps(ids: Iterable[int]) -> defaultdict[int, list[Step]]:
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    for task_id, number, due_on, done_on in _STEPS.rows(*ids):
        steps[task_id].append(Step(number, due_on, done_on))
    return steps


def _lists(ids: Iterable[int]) -> defaultdict[int, list[Listed]]:
    lists: defaultdict[int, list[Listed]] = defaultdict(list)
    for task_id, cadence, starts_on, ends_on, adopted_on in _LISTS.rows(*ids):
        lists[task_id].append((Standing(cadence, starts_on, ends_on), adopted_on))
    return lists


def _parts(ids: Iterable[int]) -> defaultdict[int, dict[int, dt.date]]:
    """Give the units with a part in each task that is not done, and since which day they have it."""
    parts: defaultdict[int, dict[int, dt.date]] = defaultdict(dict)
    for task_id, unit_id, assigned_at in _PARTS.rows(*ids):
        parts[task_id][unit_id or 0] = timezone.localdate(assigned_at)
    return parts


def _entries(ids: Iterable[int]) -> defaultdict[int, dict[int, Entry]]:
    """Give each unit's latest entry on each task; a later row overwrites an earlier one."""
    latest: defaultdict[int, dict[int, Entry]] = defaultdict(dict)
    for task_id, unit_id, ends_on, asks_help in _ENTRIES.rows(*ids):
        latest[task_id][unit_id] = (unit_id, ends_on, asks_help)
    return latest


def _write_steps(*ids: int) -> QuerySet[Milestone, Any]:
    found = Milestone.objects.filter(task_id__in=ids)
    return found.values_list("task_id", "number", "due_on", "done_on")


def _write_lists(*ids: int) -> QuerySet[ListEntry, Any]:
    adopted = ListEntry.objects.filter(task_id__in=ids, task_list__state=ListState.ADOPTED)
    names = ("cadence", "starts_on", "ends_on", "adopted_on")
    return adopted.values_list("task_id", *(f"task_list__{name}" for name in names))


def _write_parts(*ids: int) -> QuerySet[Duty, Any]:
    held = Duty.objects.filter(task_id__in=ids, role__in=REPORTING_ROLES, unit__isnull=False)
    under_way = held.exclude(state=DutyState.DONE).order_by()
    return under_way.values_list("task_id", "unit_id", "assigned_at")


def _write_entries(*ids: int) -> QuerySet[Progress, Any]:
    asks = Case(
        When(help_call__state=HelpState.ASKED, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    found = Progress.objects.filter(task_id__in=ids).annotate(asks=asks).order_by("ends_on", "id")
    return found.values_list("task_id", "unit_id", "ends_on", "asks")


_STEPS, _LISTS = Question(_write_steps), Question(_write_lists)
_PARTS, _ENTRIES = Question(_write_parts), Question(_write_entries)


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
