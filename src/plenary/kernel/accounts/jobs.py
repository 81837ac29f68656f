"""Sessions that have run out are cleared away."""

import datetime as dt
from importlib import import_module

from django.conf import settings

from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job


@job(tries=3)
def clean_sessions() -> None:
    """Delete the sessions that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def put_on_schedule() -> None:
    """Each night."""
    schedule.daily(clean_sessions, at=dt.time(3, 30))
