"""Sessions that have run out are cleared away, and what accounts stand for is worked out anew."""

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import services
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job


@job(_("Ended sessions cleared away"), tries=3)
def clean_sessions() -> None:
    """Delete the sessions that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@job(_("Rights brought up to date as posts change hands"), tries=3)
def refresh_access() -> int:
    """Work out what accounts stand for, should an event have been lost or a unit been added."""
    return services.refresh_access()


@job(_("Old failed sign-ins cleared away"), tries=3)
def clean_clients_and_tries() -> int:
    """Forget browsers and networks long unused, failed tries that count no longer, and answers' keys."""
    return services.clean_clients() + services.clean_tries() + services.clean_answers()


def put_on_schedule() -> None:
    """Each night, and every ten minutes."""
    schedule.every(refresh_access, seconds=600)
    schedule.daily(clean_sessions, at=dt.time(3, 30))
    schedule.daily(clean_clients_and_tries, at=dt.time(3, 35))
