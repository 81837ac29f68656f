"""Lets a postponed item's coming back be what becomes of its decision."""

from __future__ import annotations

from plenary.contexts.governance.enums import DecisionKind, FateKind, TopicState
from plenary.contexts.governance.events import FateGiven, FateUndone
from plenary.contexts.governance.models import Decision, Directive, Topic
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.events import announce

FATE_FIELDS = ("fate", "fate_reason", "fated_at", "fated_by_id")


def comes_back(decision: Decision) -> bool:
    """Say whether a decision is postponed and its item comes to a later agenda by itself.

    It does unless whoever brought the topic has withdrawn it since.
    """
    withdrawn = Topic.objects.filter(carried_from=decision, state=TopicState.WITHDRAWN)
    return decision.kind == DecisionKind.POSTPONED and not withdrawn.exists()


def keep_return(actor: Actor, decision: Decision) -> None:
    """Let a postponed decision be settled by its coming back, and one that no longer does be open again.

    What has another fate keeps it. Announces ``FateGiven`` or ``FateUndone``.
    """
    if decision.fate not in {FateKind.OPEN, FateKind.RETURNS}:
        return
    fate = FateKind.RETURNS if comes_back(decision) else FateKind.OPEN
    if fate == decision.fate:
        return
    before = snapshot(decision)
    turn_to(actor, decision, fate)
    save(decision, fields=FATE_FIELDS)
    done = "fate_given" if fate else "fate_undone"
    record(actor=actor, action=f"governance.decision.{done}", subject=decision, before=before)
    if fate:
        announce(FateGiven(kind="decision", matter_id=decision.pk, fate=fate, task_id=None))
    else:
        announce(FateUndone(kind="decision", matter_id=decision.pk))


def turn_to(actor: Actor, matter: Decision | Directive, fate: FateKind) -> None:
    """Set a fate that needs no reason, with who gave it; of none nobody."""
    matter.fate, matter.fate_reason = fate, ""
    matter.fated_at = clock.now() if fate else None
    matter.fated_by_id = actor.user_id if fate else None
