"""What waits to be read, and what waits to be sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet

from plenary.kernel.notifications.models import Mail, MailState, Notification
from plenary.kernel.notifications.policies import can_hear_of_outbox
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.questions import Question

NOT_GONE = [MailState.WAITING, MailState.FAILED]
"""Named, not all but the sent ones: the index then leads to the few among all that went out."""
OVERDUE = dt.timedelta(minutes=15)
"""A mail that should have been handed over so long ago waits for more than its turn."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Mails that should be with the mail server and are not: refused, given up, or taken up by nobody."""

    count: int
    given_up: int
    since: dt.datetime
    has_server: bool


def visible_to(actor: Actor) -> QuerySet[Notification]:
    """Give the actor's own notifications, the newest first."""
    return Notification.objects.filter(user_id=actor.user_id or 0)


def unread_count(actor: Actor) -> int:
    """Count what the actor has not read, in one query over the index."""
    if actor.user_id is None:
        return 0
    return visible_to(actor).filter(read_at__isnull=True).count()


def unread_up_to(actor: Actor, most: int = 100) -> int:
    """Count what the actor has not read for the menu of every page: one short look at the index, up to so many."""
    if actor.user_id is None:
        return 0
    return len(_unread(most).rows(actor.user_id))


@cache
def _unread(most: int) -> Question[Notification]:
    def write(user_id: int) -> QuerySet[Notification, Any]:
        unread = Notification.objects.filter(user_id=user_id, read_at__isnull=True)
        return unread.order_by().values_list("pk")[:most]

    return Question(write)


def outbox(actor: Actor) -> QuerySet[Mail]:
    """Give the mails that are not sent, the newest first: to administrators only."""
    if not actor.has("administrator", "system"):
        return Mail.objects.none()
    return Mail.objects.filter(state__in=NOT_GONE).order_by("-made_at", "-pk")


def has_mail_server() -> bool:
    """Say whether mails leave this installation; otherwise they stay in the outbox."""
    return bool(settings.MAIL_URL)


def stuck(actor: Actor) -> Stuck | None:
    """Give what the mail server has refused or nobody has handed to it, in one query; none of a demo's.

    To those who wait for answers to mails, and those who can mend it. A mail that was taken up a moment
    ago, or whose hour has not come, is not counted.
    """
    if settings.DEMO or not can_hear_of_outbox(actor):
        return None
    is_late = Q(fault__gt="") | Q(next_try_at__lt=clock.now() - OVERDUE)
    told = Mail.objects.filter(state__in=NOT_GONE).aggregate(
        count=Count("pk", filter=is_late),
        given_up=Count("pk", filter=Q(state=MailState.FAILED)),
        since=Min("made_at", filter=is_late),
    )
    return Stuck(**told, has_server=has_mail_server()) if told["count"] else None
