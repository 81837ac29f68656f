"""How a function becomes a job, and how often a job may be started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django_tasks import task
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")

BACK_OFF = (
    dt.timedelta(seconds=10),
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
)
"""How long a failed job waits before its second, third, fourth and each later start."""

AGAIN = "plenary.again"

_tries: dict[str, int] = {}
_labels: dict[str, Any] = {}


def job(
    label: Any = "", *, tries: int = 1, queue: str = "default"
) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Declare a module's function a job: ``name.enqueue(...)`` puts it into the queue.

    ``label`` says to an administrator what it does. ``tries`` is how often it may be started. More than once only where doing it twice leaves the
    same as doing it once: such a job is repeated after a failure, and after its worker died.
    Arguments and the value given back are JSON.
    """

    def declare(function: Callable[P, T]) -> Task[P, T]:
        declared = task(queue_name=queue)(function)
        _tries[declared.module_path] = tries
        _labels[declared.module_path] = label
        return declared

    return declare


def tries_of(task_path: str) -> int:
    """Say how often a job may be started; once where it is not known."""
    return _tries.get(task_path, 1)


def label_of(task_path: str) -> Any:
    """Say what a job does; its path where it is not known any more."""
    return _labels.get(task_path) or task_path


def again(**arguments: Any) -> dict[str, Any]:
    """Give what a job gives back that has done a piece of its work: with which arguments it goes on.

    It takes its place behind what waits by then, and its starts are counted anew.
    """
    return {AGAIN: arguments}


def wait_before(start: int) -> dt.timedelta:
    """Give the wait before the n-th start, counted from the second."""
    return BACK_OFF[min(start - 2, len(BACK_OFF) - 1)]
