"""Telling people: in the app, and by mail through the outbox."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, lock, record, record_many, snapshot
from plenary.kernel.notifications import policies, selectors
from plenary.kernel.notifications.delivering import LEASE
from plenary.kernel.notifications.models import Mail, MailState, Notification
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.sender import sender_host


@dataclass(frozen=True, slots=True)
class Line:
    """What one account is told in the app, in both languages; ``kind`` names what happened.

    With a subject (``subjects.about``) it goes into the person's next mail, too, if they see it then.
    """

    user_id: int
    kind: str
    text_zh: str
    text_en: str
    url: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be written: ``calendar`` is an iCalendar object that goes along."""

    to: str
    subject: str
    body: str
    not_before: dt.datetime | None = None
    calendar: str = ""


def notify(
    *,
    users: Iterable[int],
    kind: str,
    text_zh: str,
    text_en: str,
    url: str = "",
    about: str = "",
    is_once: bool = False,
) -> list[Notification]:
    """Put a line into the lists of these accounts (their ids), each once, in both languages.

    ``kind`` is the name of what happened, for example ``governance.duty.assigned``; ``about`` its
    subject, with which the line goes into a mail, too. ``is_once``: not to whoever has an unread line
    of the kind that leads to the same page, such as a queue's.
    """
    told = set(users)
    if is_once:
        unread = Notification.objects.filter(user_id__in=told, kind=kind, url=url, read_at=None)
        told -= set(unread.values_list("user_id", flat=True))
    return notify_each(Line(one, kind, text_zh, text_en, url, about) for one in sorted(told))


def notify_each(lines: Iterable[Line]) -> list[Notification]:
    """Put many lines, each of its own words, into people's lists in one query for each thousand."""
    moment = clock.now()
    return Notification.objects.bulk_create(
        [
            Notification(
                user_id=line.user_id,
                kind=line.kind,
                text_zh=line.text_zh[:300],
                text_en=line.text_en[:400],
                url=line.url,
                about=line.about,
                to_mail=bool(line.about),
                made_at=moment,
            )
            for line in lines
        ],
        batch_size=1000,
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
    mail = _mail(Letter(to, subject, body, not_before, calendar))
    mail.save()
    return mail


def write_mails(letters: Iterable[Letter]) -> None:
    """Put many mails into the outbox, as ``write_mail`` does, in one query for each five hundred."""
    Mail.objects.bulk_create([_mail(letter) for letter in letters], batch_size=500)


def _mail(letter: Letter) -> Mail:
    moment = clock.now()
    return Mail(
        message_id=f"<{uuid.uuid4().hex}@{sender_host()}>",
        to=letter.to,
        subject=" ".join(letter.subject.split())[:300],
        body=letter.body,
        calendar=letter.calendar,
        made_at=moment,
        next_try_at=letter.not_before or moment,
    )


@transaction.atomic
def read_mail(*, actor: Actor, mail_id: int) -> Mail:
    """Give a mail that no server will deliver, to hand it over by other means; it is written down."""
    mail = lock(selectors.outbox(actor), pk=mail_id)
    authorise(actor, policies.can_read_mail, mail)
    record(actor=actor, action="notifications.mail.read", subject=mail, before=snapshot(mail))
    return mail


@transaction.atomic
def try_again(*, actor: Actor) -> int:
    """Let every mail that was refused or given up go to the mail server once more, at once; give how many.

    They begin anew with their tries. One that is due within minutes, or being handed over, is left to that.
    """
    authorise(actor, policies.can_manage_outbox)
    put_off = Q(fault__gt="", next_try_at__gt=clock.now() + LEASE)
    refused = selectors.outbox(actor).filter(Q(state=MailState.FAILED) | put_off)
    mails = list(refused.select_for_update())
    before = [snapshot(mail) for mail in mails]
    for mail in mails:
        mail.state, mail.tries, mail.next_try_at = MailState.WAITING, 0, clock.now()
    Mail.objects.bulk_update(mails, ["state", "tries", "next_try_at"], batch_size=500)
    changes = zip(mails, before, strict=True)
    record_many(actor=actor, action="notifications.mail.resent", changes=changes)
    return len(mails)


@transaction.atomic
def drop_mail(*, actor: Actor, mail_id: int) -> None:
    """Take away a mail that was given up, such as one to an address that no longer is.

    Refused while it may still go out. The audit row keeps that it was there, and its digest.
    """
    mail = lock(selectors.outbox(actor), pk=mail_id)
    authorise(actor, policies.can_manage_outbox, mail)
    if mail.state != MailState.FAILED:
        raise Refused(_("This mail may still go out."))
    record(actor=actor, action="notifications.mail.dropped", subject=mail, before=snapshot(mail))
    mail.delete()
