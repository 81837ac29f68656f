"""Telling people: in the app, and by mail through the outbox."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.notifications import policies, selectors
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared import clock
from plenary.shared.actor import Actor


def notify(
    *, users: Iterable[int], kind: str, text_zh: str, text_en: str, url: str = ""
) -> list[Notification]:
    """Put a line into the lists of these accounts (their ids), each once, in both languages.

    ``kind`` is the name of what happened, for example ``governance.duty.assigned``.
    """
    moment = clock.now()
    return Notification.objects.bulk_create(
        Notification(
            user_id=user_id,
            kind=kind,
            text_zh=text_zh[:300],
            text_en=text_en[:400],
            url=url,
            made_at=moment,
        )
        for user_id in sorted(set(users))
    )


def mark_read(*, actor: Actor, notification_id: int | None = None) -> int:
    """Mark one of the actor's own notifications as read, or all of them; give how many changed.

    ``NotFound`` for one that is somebody else's.
    """
    unread = selectors.visible_to(actor).filter(read_at__isnull=True)
    with transaction.atomic():
        if notification_id is not None:
            lock(selectors.visible_to(actor), pk=notification_id)
            unread = unread.filter(pk=notification_id)
        return unread.update(read_at=clock.now())


def write_mail(
    *,
    to: str,
    subject: str,
    body: str,
    not_before: dt.datetime | None = None,
    calendar: str = "",
) -> Mail:
    """Put a mail into the outbox, in the transaction of the change that it tells of.

    Its Message-ID is fixed here; whoever sends it twice sends the same one. ``calendar`` is an
    iCalendar object that goes along, for the reader's calendar to take up.
    """
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
    moment = clock.now()
    return Mail.objects.create(
        message_id=f"<{uuid.uuid4().hex}@{host}>",
        to=to,
        subject=" ".join(subject.split())[:300],
        body=body,
        calendar=calendar,
        made_at=moment,
        next_try_at=not_before or moment,
    )


@transaction.atomic
def read_mail(*, actor: Actor, mail_id: int) -> Mail:
    """Give a mail that no server will deliver, to hand it over by other means; it is written down."""
    mail = lock(selectors.outbox(actor), pk=mail_id)
    authorise(actor, policies.can_read_mail, mail)
    record(actor=actor, action="notifications.mail.read", subject=mail, before=snapshot(mail))
    return mail
