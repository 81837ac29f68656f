"""The outbox goes to the mail server in the background."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.notifications import delivering


@job(_("Mails delivered"), tries=3, queue="mail")
def deliver_mail() -> int:
    """Send what waits in the outbox."""
    return delivering.deliver_waiting(limit=200)


@job(_("Sent mails cleared away"), tries=3, queue="mail")
def clear_sent_mail() -> int:
    """Delete what went out long ago."""
    return delivering.clear_sent()


def put_on_schedule() -> None:
    """Three times a minute; clearing away each night."""
    schedule.daily(clear_sent_mail, at=dt.time(3, 20))
    schedule.every(deliver_mail, seconds=20)
