"""The outbox of webhooks is emptied in the background, in a queue of its own: an address may be slow."""

import datetime as dt

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.webhooks import services


@job(tries=3, queue="webhooks")
def deliver_webhooks() -> int:
    """Send what waits in the outbox."""
    return services.deliver_waiting()


@job(tries=3)
def clear_deliveries() -> int:
    """Delete what was sent long ago."""
    return services.clear_old()


def put_on_schedule() -> None:
    """Every five seconds; clearing away each night."""
    schedule.daily(clear_deliveries, at=dt.time(3, 25))
    schedule.every(deliver_webhooks, seconds=5)
