"""Lets a decision be settled by itself: what is postponed comes back, what approves minutes is done with that."""

from __future__ import annotations

from plenary.contexts.governance.enums import DecisionKind, FateKind, TopicState
from plenary.contexts.governance.events import FateGiven, FateUndone
from plenary.contexts.governance.models import Decision, Directive, Topic
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.events import announce

OF_THEMSELVES = (FateKind.RETURNS, FateKind.APPROVES)
"""The fates that nobody gives and nobody undoes: they follow from the decision."""
UNSETTLED = (FateKind.OPEN, *OF_THEMSELVES)
"""The fates in whose place a task may be made of a decision."""
FATE_FIELDS = ("fate", "fate_reason", "fated_at", "fated_by_id")


def comes_back(decision: Decision) -> bool:
    """Say whether a decision is postponed and its item comes to a later agenda by itself.

    It does unless whoever brought the topic has withdrawn it since.
    """
    withdrawn = Topic.objects.filter(carried_from=decision, state=TopicState.WITHDRAWN)
    return decision.kind == DecisionKind.POSTPONED and not withdrawn.exists()


def own_fate(matter: Decision | Directive) -> FateKind:
    """Give what becomes of a decision or directive where nobody settles it."""
    if not isinstance(matter, Decision):
        return FateKind.OPEN
    if comes_back(matter):
        return FateKind.RETURNS
    return FateKind.APPROVES if _approves_minutes(matter) else FateKind.OPEN


def keep_own_fate(actor: Actor, decision: Decision) -> None:
    """Let a decision be settled by its coming back or by the minutes it approves, and be open again without.

    What has another fate keeps it. Announces ``FateGiven`` or ``FateUndone``.
    """
    if decision.fate not in UNSETTLED:
        return
    fate = own_fate(decision)
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


def _approves_minutes(decision: Decision) -> bool:
    """Minutes approved with changes are corrected: their page asks for it, and no task."""
    passed = decision.kind in {DecisionKind.ADOPTED, DecisionKind.AMENDED}
    return passed and decision.item is not None and decision.item.approves_id is not None


def turn_to(actor: Actor, matter: Decision | Directive, fate: FateKind) -> None:
    """Set a fate that needs no reason, with who gave it; of none nobody."""
    matter.fate, matter.fate_reason = fate, ""
    matter.fated_at = clock.now() if fate else None
    matter.fated_by_id = actor.user_id if fate else None
