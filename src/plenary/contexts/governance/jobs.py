"""What governance does by itself: time alone moves the lights, so they are settled each day."""

import datetime as dt

from plenary.contexts.governance.services import recompute_open_lights
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job


@job(tries=5)
def recompute_lights() -> int:
    """Settle the lights of all work under way and give how many changed."""
    return recompute_open_lights()


def put_on_schedule() -> None:
    """Each day soon after midnight, in the office's own time."""
    schedule.daily(recompute_lights, at=dt.time(0, 10))
