"""What lay in the mailbox and waits for somebody, and whether the mailbox can be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.models import Mailbox, ReceivedMail
from plenary.kernel.notifications.receiving import MailboxFault, place_of
from plenary.shared.actor import Actor

FAULT_WORDS: dict[str, Any] = {
    "setting": _("PLENARY_MAILBOX_URL is no address of a mailbox."),
    "tls": _("The mail server offers no TLS, or its certificate does not hold."),
    "unreachable": _("The mail server did not answer."),
    "login": _("The mail server does not let this account in."),
    "folder": _("There is no such folder in the mailbox."),
    "broken": _("The mail server answered something that makes no sense."),
}


@dataclass(frozen=True, slots=True)
class MailboxStanding:
    """When the mailbox was last read, and what went wrong since."""

    read_at: dt.datetime | None
    fault: Any
    fault_at: dt.datetime | None


def visible_to(actor: Actor) -> QuerySet[ReceivedMail]:
    """Give the mails of the mailbox to the office; to nobody else any."""
    if not policies.can_convene(actor):
        return ReceivedMail.objects.none()
    return ReceivedMail.objects.all()


def waiting(actor: Actor) -> QuerySet[ReceivedMail]:
    """Give those that somebody has to look at, the newest first."""
    return visible_to(actor).filter(is_open=True).select_related("invitation__convening__meeting")


def mailbox_key() -> str:
    """Give what the mailbox of the settings is known by; empty where they name none that can be."""
    try:
        return place_of(settings.MAILBOX_URL).key
    except MailboxFault:
        return ""


def mailbox_standing() -> MailboxStanding | None:
    """Say how the reading of the mailbox stands, in one query; none where no mailbox is set."""
    if not settings.MAILBOX_URL:
        return None
    held = Mailbox.objects.filter(key=mailbox_key()).first() or Mailbox()
    return MailboxStanding(held.read_at, FAULT_WORDS.get(held.fault, ""), held.fault_at)
