"""Reads the mailbox that answers come to, a few mails at a time, and keeps why it could not be read."""

from __future__ import annotations

import datetime as dt
import time

import structlog
from django.conf import settings

from plenary.contexts.governance import policies
from plenary.contexts.governance.models import Mailbox
from plenary.contexts.governance.selectors.convening.mailbox import mailbox_key
from plenary.contexts.governance.services.convening.received import LARGEST, take_mail
from plenary.kernel.audit.recording import authorise
from plenary.kernel.notifications.receiving import Inbox, MailboxFault, place_of
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.slots import Busy

log = structlog.get_logger(__name__)

REACH = dt.timedelta(days=60)
"""How far back a mailbox is read that is read for the first time, or whose numbers have changed."""
MOST, SECONDS = 50, 60
"""Mails and seconds at a time: what is left is read the next time."""


def read_mailbox(*, actor: Actor) -> int:
    """Take what is new in the mailbox and give how many mails; none where no mailbox is set.

    Where it cannot be read, that is kept for the administrator and nothing is lost: the next time
    begins where this one ended.
    """
    authorise(actor, policies.can_read_mailbox)
    if not settings.MAILBOX_URL:
        return 0
    held, _is_new = Mailbox.objects.get_or_create(key=mailbox_key())
    mailbox = Mailbox.objects.filter(pk=held.pk)
    try:
        with Inbox(place_of(settings.MAILBOX_URL)) as inbox:
            taken = _take_new(actor, held, inbox)
    except MailboxFault as fault:
        log.warning("mailbox not read", fault=fault.code)
        mailbox.update(fault=fault.code, fault_at=clock.now())
        return 0
    mailbox.update(read_at=clock.now(), fault="", fault_at=None)
    return taken


def _take_new(actor: Actor, held: Mailbox, inbox: Inbox) -> int:
    if held.validity == inbox.validity:
        waiting = inbox.after(held.last_uid)
    else:
        waiting = inbox.since(clock.today() - REACH)
    ends, taken = time.monotonic() + SECONDS, 0
    for uid in waiting[:MOST]:
        mail = inbox.fetch(uid, LARGEST)
        if mail is None:
            continue
        try:
            taken += take_mail(
                actor=actor, mailbox_id=held.pk, validity=inbox.validity, arrived=mail
            )
        except Busy:
            break
        if time.monotonic() > ends:
            break
    return taken
