"""Telling people: in the app, and by mail through the outbox."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings

from plenary.kernel.notifications.models import Mail
from plenary.shared import clock


def write_mail(*, to: str, subject: str, body: str, not_before: dt.datetime | None = None) -> Mail:
    """Put a mail into the outbox, in the transaction of the change that it tells of.

    Its Message-ID is fixed here; whoever sends it twice sends the same one.
    """
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
    moment = clock.now()
    return Mail.objects.create(
        message_id=f"<{uuid.uuid4().hex}@{host}>",
        to=to,
        subject=" ".join(subject.split())[:300],
        body=body,
        made_at=moment,
        next_try_at=not_before or moment,
    )
