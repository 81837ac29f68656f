"""Takes what hangs on a meeting for change, the meeting first: whatever changes one meeting waits in one line."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.services.meetings import lock_open
from plenary.kernel.audit.recording import lock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

M = TypeVar("M", bound=models.Model)


def lock_part(
    actor: Actor,
    visible: models.QuerySet[M],
    *,
    pk: int,
    version: int | None = None,
    of: str = "meeting_id",
) -> tuple[M, Meeting]:
    """Take a record of a meeting, and the meeting, out of what the actor may see.

    The meeting is taken first, as by everything that changes its agenda, attendance or outcomes as a whole:
    taken the other way round, two changes could wait for each other. ``of`` leads to the meeting. Refused
    as ``lock_open`` refuses; ``NotFound`` and ``Stale`` as ``lock``.
    """
    meeting_id = visible.order_by().filter(pk=pk).values_list(of, flat=True).first()
    if meeting_id is None:
        raise NotFound
    meeting = lock_open(actor, meeting_id)
    found: Any = lock(visible, pk=pk, version=version)
    if of == "meeting_id":
        found.meeting = meeting
    return found, meeting
