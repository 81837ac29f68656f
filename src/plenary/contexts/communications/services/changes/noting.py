"""Notes each change of what the public reads, in the transaction that makes it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from plenary.contexts.communications.models import (
    Edition,
    GuideFacts,
    PageDates,
    PageSide,
    PublicChange,
    Topic,
)
from plenary.contexts.communications.services.changes import touching

SHOWN = (Edition, PageSide, Topic, GuideFacts, PageDates)
"""What pages and feeds of the portal are made of; a test looks at what they ask the database for."""
KEPT_FOR = dt.timedelta(days=1)
LARGEST = 2**31 - 1


def hear(_action: str, subjects: Sequence[Model]) -> None:
    """Note that what readers see may have changed; a draft's way counts as well, which costs little.

    The moment is the clock's own, not the demo's: it only says when the row may go.
    """
    if not any(isinstance(subject, SHOWN) for subject in subjects):
        return
    PublicChange.objects.create(stamp=secrets.randbelow(LARGEST), at=timezone.now())
    transaction.on_commit(touching.touch)


def clear_old() -> int:
    """Delete what every process has long seen, and give how many rows."""
    return PublicChange.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]
