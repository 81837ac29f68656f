"""What becomes of a job: taken by a worker, done, tried again, or given up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.db import transaction
from django_tasks_db.models import DBTaskResult, get_date_max

from plenary.kernel.jobs.declaring import AGAIN, tries_of, wait_before
from plenary.kernel.jobs.models import Worker
from plenary.shared import clock

log = structlog.get_logger(__name__)

KEEP_DONE = dt.timedelta(days=1)
KEEP_FAILED = dt.timedelta(days=90)


class WorkerDied(RuntimeError):
    """The worker was gone before the job was done."""


def say_alive(worker: str) -> None:
    """Write down that a worker lives."""
    now = clock.true_now()
    if not Worker.objects.filter(name=worker).update(seen_at=now):
        Worker.objects.get_or_create(name=worker, defaults={"started_at": now, "seen_at": now})


def take(worker: str, queue: str) -> DBTaskResult[Any, Any] | None:
    """Take the next job of a queue for a worker, or none.

    The look without a lock comes first: an idle worker writes nothing.
    """
    ready = DBTaskResult.objects.ready().filter(queue_name=queue, backend_name="default")
    if not ready.exists():
        return None
    with transaction.atomic():
        taken = ready.get_locked()
        if taken is not None:
            taken.claim(worker)
    return taken


def perform(taken: DBTaskResult[Any, Any], worker: str) -> None:
    """Do a job that was taken, and write down what became of it."""
    try:
        arguments = taken.args_kwargs
        value = taken.task.call(*arguments["args"], **arguments["kwargs"])
    except Exception as error:
        log.exception("job failed", job=taken.task_path, id=str(taken.id))
        _settle(taken, worker, error)
    else:
        _finish(taken, worker, value)


def reap(*, lease: dt.timedelta) -> int:
    """Take back the jobs of workers that have been silent for the lease; give their number.

    A job that may be repeated waits for its next start; another is marked as failed, because
    nobody knows how far it came.
    """
    now = clock.true_now()
    alive = set(Worker.objects.filter(seen_at__gt=now - lease).values_list("name", flat=True))
    reaped = 0
    for running in DBTaskResult.objects.running():
        if running.worker_ids and running.worker_ids[-1] in alive:
            continue
        last = running.worker_ids[-1] if running.worker_ids else ""
        log.warning("worker died", job=running.task_path, id=str(running.id), worker=last)
        reaped += _settle(running, last, WorkerDied(last))
    Worker.objects.filter(seen_at__lt=now - KEEP_DONE).delete()
    return reaped


def let_go(worker: str, queue: str) -> int:
    """Take back what a worker could not write down the end of, because the database was away."""
    left = [r for r in DBTaskResult.objects.running().filter(queue_name=queue) if r.worker_ids]
    mine = [running for running in left if running.worker_ids[-1] == worker]
    return sum(_settle(running, worker, WorkerDied(worker)) for running in mine)


def clean_finished() -> int:
    """Delete what was done a day ago and what failed a quarter ago; give the number."""
    now = clock.true_now()
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    return done.delete()[0] + failed.delete()[0]


@transaction.atomic
def _finish(taken: DBTaskResult[Any, Any], worker: str, value: Any) -> None:
    if current := _still_of(taken, worker):
        if isinstance(value, dict) and AGAIN in value:
            _go_on(current, value[AGAIN])
        else:
            current.set_successful(value)


def _go_on(current: DBTaskResult[Any, Any], arguments: dict[str, Any]) -> None:
    """Put the same row behind what waits: there is never a second one, whenever a worker dies."""
    current.status, current.worker_ids = "READY", []
    current.args_kwargs = {"args": [], "kwargs": arguments}
    current.enqueued_at, current.run_after = clock.true_now(), get_date_max()
    fields = ["status", "worker_ids", "args_kwargs", "enqueued_at", "run_after"]
    current.save(update_fields=fields)


@transaction.atomic
def _settle(taken: DBTaskResult[Any, Any], worker: str, error: Exception) -> bool:
    """Let a job that did not come to its end wait for its next start, or give it up."""
    current = _still_of(taken, worker)
    if current is None:
        return False
    current.set_failed(error)
    started = len(current.worker_ids)
    if started < tries_of(current.task_path):
        current.status = "READY"
        current.finished_at = None
        current.run_after = clock.true_now() + wait_before(started + 1)
        current.save(update_fields=["status", "finished_at", "run_after"])
    return True


def _still_of(taken: DBTaskResult[Any, Any], worker: str) -> DBTaskResult[Any, Any] | None:
    """Lock the job if it is still this worker's: one that was reaped meanwhile is another's."""
    current = DBTaskResult.objects.select_for_update().filter(pk=taken.pk, status="RUNNING").first()
    if current is None or current.worker_ids[-1:] != [worker]:
        return None
    return current
