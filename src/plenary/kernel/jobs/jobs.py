"""The queue's own job: it clears away what is finished."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.kernel.jobs import schedule, services
from plenary.kernel.jobs.declaring import job


@job(_("Finished jobs cleared away"), tries=3)
def clean_finished() -> int:
    """Delete finished jobs that nobody needs any more."""
    return services.clean_finished()


def put_on_schedule() -> None:
    """Each night, after the day's other work."""
    schedule.daily(clean_finished, at=dt.time(3, 40))
