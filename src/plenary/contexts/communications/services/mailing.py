"""Writes to readers: to a subscriber around a link that carries its secret, and the portal's name below."""

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
        write_mail(to=found.email, subject=subject, body=signed(body, found.lang))


def signed(body: str, lang: str) -> str:
    """Give a mail's text with the portal's name and address below it."""
    return f"{body}\n\n-- \n{addresses.site(lang)}\n{addresses.full(addresses.front(lang))}\n"
