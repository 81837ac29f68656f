"""Ends what a slip asks: answered, withdrawn, or let go with the unit's part or the work itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from plenary.contexts.governance.enums import SlipState
from plenary.contexts.governance.models import Duty, SlipAnswer
from plenary.contexts.governance.workflows import SLIP_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor


def end_slip(actor: Actor, slip: SlipAnswer, state: str, *, fields: Sequence[str] = ()) -> None:
    """End a locked slip in a state that its flow has allowed, leaving its audit row.

    ``fields`` are those that were set on it already.
    """
    before = snapshot(SlipAnswer.objects.get(pk=slip.pk))
    slip.state, slip.ended_at = state, clock.now()
    slip.ended_by_id, slip.ended_by = actor.user_id, actor.name
    save(slip, fields=["state", "ended_at", "ended_by_id", "ended_by", *fields])
    record(actor=actor, action=f"governance.slip.{state}", subject=slip, before=before)


def end_slips(actor: Actor, *, task_ids: Collection[int], unit_id: int | None = None) -> None:
    """Let go what waits on locked tasks, or of one unit what it has no part in any more."""
    waiting = SlipAnswer.objects.filter(task__in=task_ids, state=SlipState.WAITING)
    if unit_id is not None:
        parts = Duty.objects.filter(task__in=task_ids, unit=unit_id).order_by()
        waiting = waiting.filter(unit=unit_id).exclude(task__in=parts.values("task_id"))
    for slip in waiting.select_for_update(of=("self",)).order_by("pk"):
        end_slip(actor, slip, SLIP_FLOW.after(slip.state, "withdraw"))
