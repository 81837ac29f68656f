"""From which domain this installation writes: its mails, invitations and feeds are named by it."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings


def sender_host() -> str:
    """Give the domain of the address that mail goes out from, whether a name stands before it or not."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
