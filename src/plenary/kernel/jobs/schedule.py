"""The schedule: which jobs are due at which hours, enqueued by exactly one of the workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from plenary.kernel.jobs.models import ScheduledRun
from plenary.shared import clock


@dataclass(frozen=True, slots=True)
class Entry:
    """A job of the schedule; ``after`` gives the next moment after a moment."""

    task: Task[Any, Any]
    first: Callable[[dt.datetime], dt.datetime]
    after: Callable[[dt.datetime], dt.datetime]


_entries: dict[str, Entry] = {}


def every(task: Task[Any, Any], *, seconds: int) -> None:
    """Run a job without arguments every so many seconds, for the first time at once."""
    step = dt.timedelta(seconds=seconds)
    _entries[task.module_path] = Entry(task, lambda now: now, lambda now: now + step)


def daily(task: Task[Any, Any], *, at: dt.time) -> None:
    """Run a job without arguments each day at this hour of the office's own time."""

    def after(now: dt.datetime) -> dt.datetime:
        here = timezone.localtime(now)
        due = here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
        return due if due > here else due + dt.timedelta(days=1)

    _entries[task.module_path] = Entry(task, after, after)


def entries() -> dict[str, Entry]:
    """Give the schedule: path of the job to its entry."""
    return dict(_entries)


def enqueue_due() -> list[str]:
    """Enqueue what is due and give the paths; of several workers only one enqueues each."""
    now = clock.true_now()
    due_at = dict(ScheduledRun.objects.values_list("entry", "next_at"))
    enqueued = []
    for path, entry in _entries.items():
        if path not in due_at:
            first = entry.first(now)
            ScheduledRun.objects.get_or_create(entry=path, defaults={"next_at": first})
            due_at[path] = first
        if due_at[path] <= now and _enqueue(path, entry, now):
            enqueued.append(path)
    return enqueued


@transaction.atomic
def _enqueue(path: str, entry: Entry, now: dt.datetime) -> bool:
    """Move the entry on and enqueue it, unless another worker did or it still waits or runs."""
    moved = ScheduledRun.objects.filter(entry=path, next_at__lte=now).update(
        next_at=entry.after(now)
    )
    if not moved or is_pending(entry.task):
        return False
    entry.task.enqueue()
    return True


def is_pending(task: Task[Any, Any], **arguments: Any) -> bool:
    """Say whether a job waits or runs; with arguments, one that was given these by their names."""
    waiting = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"])
    given = {f"args_kwargs__kwargs__{name}": value for name, value in arguments.items()}
    return waiting.filter(task_path=task.module_path, **given).exists()
