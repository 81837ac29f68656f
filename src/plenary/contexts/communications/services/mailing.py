"""Writes to a subscriber, in the language of the subscription, around a link that carries its secret."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils import translation

from plenary.contexts.communications import addresses
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.models import Subscription
from plenary.kernel.notifications.services import write_mail

Writer = Callable[[str], tuple[str, str]]
"""Writes a mail's subject and body around a link."""


def mail_subscriber(found: Subscription, name: str, write: Writer) -> None:
    """Put a mail to a subscriber into the outbox, in the transaction of what it tells of."""
    with translation.override(CODES[found.lang]):
        link = reverse(f"communications:{name}", kwargs={"lang": found.lang, "token": found.token})
        subject, body = write(addresses.full(link))
        sender = f"{addresses.site(found.lang)}\n{addresses.full(addresses.front(found.lang))}"
        write_mail(to=found.email, subject=subject, body=f"{body}\n\n-- \n{sender}\n")
