"""Takes an act for change, its task first: whatever changes one task waits in one line."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from plenary.contexts.governance.models import Task
from plenary.kernel.audit.recording import lock
from plenary.shared.errors import NotFound, Stale

M = TypeVar("M", bound=models.Model)


def lock_with_task(
    visible: models.QuerySet[M], *, pk: int, version: int | None = None
) -> tuple[M, Task]:
    """Take a record that hangs on a task, and the task, out of what the actor may see.

    The task is taken first, as everything does that changes a task and what hangs on it: taken the
    other way round, two changes could wait for each other. ``NotFound`` and ``Stale`` as ``lock``.
    """
    task_id = visible.order_by().filter(pk=pk).values_list("task_id", flat=True).first()
    if task_id is None:
        raise NotFound
    task = lock(Task.objects.all(), pk=task_id)
    found: Any = lock(visible, pk=pk, version=version)
    if found.task_id != task_id:
        raise Stale
    found.task = task
    return found, task
