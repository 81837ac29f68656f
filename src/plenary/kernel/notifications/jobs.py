"""The outbox goes to the mail server in the background."""

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.notifications import delivering


@job(tries=3, queue="mail")
def deliver_mail() -> int:
    """Send what waits in the outbox."""
    return delivering.deliver_waiting(limit=200)


def put_on_schedule() -> None:
    """Three times a minute."""
    schedule.every(deliver_mail, seconds=20)
