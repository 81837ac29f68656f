"""Lets a postponed item come back: it waits as a topic for the body's next agenda by itself."""

from __future__ import annotations

from plenary.contexts.governance.enums import DecisionKind, TopicState
from plenary.contexts.governance.models import Decision, Topic
from plenary.contexts.governance.services.indexing import index_topic
from plenary.contexts.governance.services.minutes.approving import place_approval
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import TOPIC_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor


def carry_over(actor: Actor, decision: Decision) -> None:
    """Propose a postponed item for the next agenda, or take the proposal back where it is not postponed.

    What has been put on an agenda since stays there. The topic is the item's own where a unit brought
    it: its unit, kind and reason go with it. Minutes to be approved need no topic: they go straight on
    the next agenda.
    """
    is_postponed = decision.kind == DecisionKind.POSTPONED
    if decision.item is not None and decision.item.approves is not None:
        if is_postponed:
            place_approval(actor, decision.item.approves)
        return
    carried = Topic.objects.select_for_update().filter(carried_from=decision).first()
    if carried is None:
        if is_postponed:
            _propose(actor, decision)
        return
    move = "take_up" if is_postponed else "withdraw"
    if not TOPIC_FLOW.allows(carried.state, move):
        return
    before = snapshot(carried)
    carried.state = TOPIC_FLOW.after(carried.state, move)
    carried.submitted_at = carried.submitted_at or clock.now()
    save(carried, fields=["state", "submitted_at"])
    action = "carried" if is_postponed else "withdrawn"
    record(actor=actor, action=f"governance.topic.{action}", subject=carried, before=before)
    index_topic(carried)


def _propose(actor: Actor, decision: Decision) -> None:
    item = decision.item
    source = Topic.objects.filter(item=item).first() if item else None
    matter = item or decision
    topic = Topic.objects.create(
        body_id=decision.meeting.body_id,
        unit=source.unit if source else None,
        kind=source.kind if source else None,
        item_kind=item.kind if item else "discuss",
        title_zh=matter.text_zh[:300],
        title_en=matter.text_en[:400],
        reason_zh=source.reason_zh if source else "",
        reason_en=source.reason_en if source else "",
        state=TopicState.SUBMITTED,
        carried_from=decision,
        made_at=clock.now(),
        made_by_id=actor.user_id,
        submitted_at=clock.now(),
        submitted_by=actor.name,
    )
    record(actor=actor, action="governance.topic.carried", subject=topic)
    keep_sides(actor, topic, "title", "reason")
    index_topic(topic)
