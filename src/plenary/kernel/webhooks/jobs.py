"""The outbox of webhooks is emptied in the background, in a queue of its own: an address may be slow."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.webhooks import services


@job(_("Webhooks delivered"), tries=3, queue="webhooks")
def deliver_webhooks() -> int:
    """Send what waits in the outbox."""
    return services.deliver_waiting()


@job(_("Old deliveries of webhooks cleared away"), tries=3)
def clear_deliveries() -> int:
    """Delete what was sent long ago."""
    return services.clear_old()


def hear(action: str, subjects: Sequence[Model]) -> None:
    """Write down who is to be told of an action, and wake the worker, all in the action's transaction."""
    if services.hear(action, subjects):
        wake()


def wake() -> None:
    """Let the outbox be emptied at once, unless that waits to be done already."""
    ready = DBTaskResult.objects.filter(task_path=deliver_webhooks.module_path, status="READY")
    if not ready.exists():
        deliver_webhooks.enqueue()


def put_on_schedule() -> None:
    """Three times a minute, for what failed before; clearing away each night."""
    schedule.daily(clear_deliveries, at=dt.time(3, 25))
    schedule.every(deliver_webhooks, seconds=20)
