"""What everybody's next mail would hold of what they have been told already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plenary.kernel.accounts.models import User
from plenary.kernel.notifications import bundling, subjects
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import Actor

SHOWN = 1000
"""Of so many lines the page tells; of more it says how many people they are for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that goes with its person's next mail, and whether whoever looks may read it."""

    name: str
    line: Notification
    is_open: bool


def waiting_for(day: dt.date, reader: Actor) -> tuple[list[Waiting], int]:
    """Give the lines that a day's mails would hold as the work stands now, and how many people wait beside.

    A line whose person no longer sees what it tells of is none; one that the reader may not see is
    given without its words. The same number of queries for one line and a thousand.
    """
    held = bundling.waiting().filter(user__is_active=True)
    lines = list(held[:SHOWN])
    people = {line.user_id for line in lines}
    users = {user.pk: user for user in User.objects.filter(pk__in=people)}
    asked = [(users[line.user_id].actor, line.about) for line in lines]
    seen = subjects.seen(asked)
    open_ = {about for _user, about in subjects.seen((reader, line.about) for line in lines)}
    mailed = bundling.mailed_on(day, people)
    found = [
        Waiting(users[line.user_id].name, line, line.about in open_)
        for line in lines
        if (line.user_id, line.about) in seen and line.user_id not in mailed
    ]
    others = held.order_by().values("user_id").distinct().count() - len(people)
    return found, others
