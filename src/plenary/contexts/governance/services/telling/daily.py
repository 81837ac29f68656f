"""The day's mail: one for each person for whom lines wait, within the office's hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.selectors import hours
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.notifications import bundling
from plenary.shared import clock


def mail_the_day() -> int:
    """Write the day's mail to everybody for whom lines wait; give how many. None on a day off."""
    return bundling.mail_everybody(_post()) if calendar.is_working_day(clock.today()) else 0


def mail_now(people: Sequence[int], *, looked_at: Collection[int]) -> int:
    """Write these people's mail of the day before its hour; whoever has one keeps the rest for the next."""
    return bundling.mail_people(people, _post(), looked_at=looked_at)


def next_day(now: dt.datetime) -> dt.date:
    """Give the day of the next mail to everybody: this one until the profile's hour, if it is a working day."""
    here = timezone.localtime(now)
    is_to_come = here.time() < profiles.current().notices.mails_at
    if is_to_come and calendar.is_working_day(here.date()):
        return here.date()
    return calendar.next_working_day(here.date())


def _post() -> bundling.Post:
    language = "zh-hans" if profiles.current().languages[0] == "zh" else "en"
    return bundling.Post(opens_at=hours.opening(clock.now()), language=language)
