"""What lies half done on the office's desk: drafts to be confirmed, lists to be adopted, reminders to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.contexts.governance.enums import ImportState, ListState, ReadingState
from plenary.contexts.governance.policies import can_send_notices
from plenary.contexts.governance.policies.lists import can_manage_lists
from plenary.contexts.governance.selectors import list_imports, lists, notices, readings
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class OnDesk:
    """How much of each kind; nothing for whom it is none of their work."""

    reminders: int
    readings: int
    files: int
    lists: int


def on_desk(actor: Actor) -> OnDesk:
    """Count what the actor has begun, or Plenary has drawn up, and nobody has finished."""
    return OnDesk(
        reminders=notices.waiting(actor).count() if can_send_notices(actor) else 0,
        readings=readings.visible_to(actor).filter(state=ReadingState.OPEN).count(),
        files=list_imports.visible_to(actor).filter(state=ImportState.OPEN).count(),
        lists=lists.visible_to(actor).filter(state=ListState.DRAFT).count()
        if can_manage_lists(actor)
        else 0,
    )
