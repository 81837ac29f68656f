"""What measures do by themselves: each night the day's values are kept."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.measures import snapshots


@job(_("The values of measures kept"), tries=5)
def keep_snapshots() -> int:
    """Keep what every measure came to by the end of yesterday and give how many values are new."""
    return snapshots.keep_snapshots()


def put_on_schedule() -> None:
    """Each night soon after midnight, in the office's own time."""
    schedule.daily(keep_snapshots, at=dt.time(0, 15))
