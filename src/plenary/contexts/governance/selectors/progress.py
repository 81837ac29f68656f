"""Entries of progress: who sees them, which period a unit owes, and what is known beforehand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import DutyState, TaskState
from plenary.contexts.governance.models import (
    Duty,
    Evidence,
    Progress,
    ProgressFigure,
    Task,
    Verification,
)
from plenary.contexts.governance.periods import Period, last_completed, period_of
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, lists, tasks
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.questions import Question


def visible_to(actor: Actor) -> QuerySet[Progress]:
    """Give the entries on the tasks whose inner record the actor reads."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Progress.objects.all())
    return Progress.objects.filter(task__in=tasks.own(actor).values("pk"))


def verifications_visible_to(actor: Actor) -> QuerySet[Verification]:
    """Give the findings on the tasks whose inner record the actor reads."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Verification.objects.all())
    return Verification.objects.filter(task__in=tasks.own(actor).values("pk"))


def cadence_of(task: Task) -> str:
    """Give the rhythm in which a task is reported on: the most frequent of its lists in force."""
    return lists.rhythms([task.pk])[task.pk]


def period_owed(task: Task, unit_id: int, cadence: str) -> Period:
    """Give the period that a unit reports on next.

    It is the last completed one until the unit has reported on it, then the current one; a unit
    that got its duty after the last one's end begins with the current one.
    """
    today = clock.today()
    last = last_completed(cadence, today)
    since = _part_since(task, unit_id)
    is_new = since is not None and since > last.ends_on
    reported = _LATEST_END.rows(task.pk, unit_id)
    is_reported = bool(reported) and reported[0][0] >= last.ends_on
    return period_of(cadence, today) if is_new or is_reported else last


def first_period(task: Task, unit_id: int, cadence: str) -> Period:
    """Give the first period that a unit may report on: in which it got its part, or the last completed one."""
    last = last_completed(cadence, clock.today())
    since = _part_since(task, unit_id)
    return min(last, period_of(cadence, since)) if since else last


def _part_since(task: Task, unit_id: int) -> dt.date | None:
    """Give the day on which a unit got its first part in a task."""
    for (assigned_at,) in _FIRST_PART.rows(task.pk, unit_id):
        return timezone.localdate(assigned_at)
    return None


def _write_first_part(task_id: int, unit_id: int) -> QuerySet[Duty, Any]:
    held = Duty.objects.filter(task=task_id, unit=unit_id)
    return held.order_by("assigned_at").values_list("assigned_at")[:1]


def _write_latest_end(task_id: int, unit_id: int) -> QuerySet[Progress, Any]:
    told = Progress.objects.filter(task=task_id, unit=unit_id)
    return told.order_by("-ends_on").values_list("ends_on")[:1]


_FIRST_PART, _LATEST_END = Question(_write_first_part), Question(_write_latest_end)


def latest_of(task: Task, unit_id: int) -> Progress | None:
    """Give the unit's latest entry on a task."""
    return task.progress.filter(unit_id=unit_id).order_by("-ends_on", "-id").first()


def has_evidence(task: Task) -> bool:
    """Say whether any entry on a task names what it rests on: a passage, an address, a record or a figure."""
    return (
        Evidence.objects.filter(progress__task=task).exists()
        or ProgressFigure.objects.filter(progress__task=task).exists()
    )


def done_entry(task: Task, unit_id: int | None = None) -> Progress | None:
    """Give the entry by which a unit last said "done": this one or, not given, the one that reported the task."""
    said = task.progress.filter(unit_id=unit_id or task.reported_by_unit_id, says_done=True)
    return said.order_by("-id").first()


def word_that_waits(task: Task, unit_id: int) -> Progress | None:
    """Give the entry by which a unit's work waits to be judged: the whole task's, else its own part's."""
    if task.state == TaskState.REPORTED and task.reported_by_unit_id == unit_id:
        return done_entry(task)
    parts = task.duties.filter(unit_id=unit_id, state=DutyState.REPORTED)
    return done_entry(task, unit_id) if parts.exists() else None


def reported_by(task: Task, user_id: int | None) -> bool:
    """Say whether this account has handed in any entry on the task."""
    return user_id is not None and task.progress.filter(reported_by_id=user_id).exists()
