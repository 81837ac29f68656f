"""Lets a postponed item come back: with its papers it stands on the body's next agenda by itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import DecisionKind, MeetingState, TopicState
from plenary.contexts.governance.models import AgendaItem, Decision, Paper, PaperVersion, Topic
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services.agenda import remove_agenda_item
from plenary.contexts.governance.services.indexing import index_topic
from plenary.contexts.governance.services.minutes.approving import place_approval
from plenary.contexts.governance.services.own_fates import keep_own_fate
from plenary.contexts.governance.services.placing import place_next
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import TOPIC_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

VERSION = (
    *("number", "file", "file_name", "text", "note"),
    *("added_at", "added_by_id", "added_by"),
)
"""What a version takes along: it stays the one that was handed in then, by whom it was."""

_CARRIED = _(
    "What it postponed stands on a later agenda, or was dealt with: it stays on the record."
)


def carry_over(actor: Actor, decision: Decision) -> None:
    """Put a postponed item on the next agenda, or take it off again where it is not postponed.

    Where no agenda is open it waits for one as a topic (``bring_postponed``). What stands on an agenda that is
    approved, or was dealt with, stays there. The topic is the item's own where a unit brought it: its unit,
    kind and reason go with it, and copies of its papers with their versions and readers. Minutes to be
    approved need no topic: they go straight on the next agenda. That it comes back, or approves minutes, is
    what becomes of the decision, unless it has a fate already.
    """
    _carry(actor, decision)
    keep_own_fate(actor, decision)


def _carry(actor: Actor, decision: Decision) -> None:
    is_postponed = decision.kind == DecisionKind.POSTPONED
    if decision.item is not None and decision.item.approves is not None:
        if is_postponed:
            place_approval(actor, decision.item.approves)
        return
    carried = Topic.objects.select_for_update().filter(carried_from=decision).first()
    if carried is None:
        if is_postponed:
            place_next(actor, _propose(actor, decision), decision.meeting)
    elif is_postponed:
        _take_up(actor, carried, decision)
    else:
        _take_off(actor, carried)


def carry_no_more(actor: Actor, decision: Decision) -> None:
    """Withdraw what a decision has postponed, since the decision comes out of the record.

    Refused where it was dealt with already, or stands on an agenda under approval. Minutes whose
    approval it postponed come off the next agenda, and wait on their own.
    """
    again = AgendaItem.objects.none()
    if decision.kind == DecisionKind.POSTPONED and decision.item and decision.item.approves:
        again = AgendaItem.objects.filter(approves=decision.item.approves)
        again = again.exclude(pk=decision.item.pk).filter(decisions=None)
    for item in again.select_related("meeting"):
        if not _may_go(item):
            raise Refused(_CARRIED)
        remove_agenda_item(actor=actor, item_id=item.pk, seen_version=None)
    carried = Topic.objects.select_for_update().filter(carried_from=decision).first()
    if carried is None:
        return
    _take_off(actor, carried)
    if carried.state != TopicState.WITHDRAWN:
        raise Refused(_CARRIED)
    before = snapshot(carried)
    carried.carried_from = None
    save(carried, fields=["carried_from_id"])
    record(actor=actor, action="governance.topic.let_go", subject=carried, before=before)


def _take_up(actor: Actor, carried: Topic, decision: Decision) -> None:
    if not TOPIC_FLOW.allows(carried.state, "take_up"):
        return
    before = snapshot(carried)
    carried.state, carried.meeting = TOPIC_FLOW.after(carried.state, "take_up"), None
    carried.submitted_at = carried.submitted_at or clock.now()
    save(carried, fields=["state", "meeting_id", "submitted_at"])
    record(actor=actor, action="governance.topic.carried", subject=carried, before=before)
    index_topic(carried)
    place_next(actor, carried, decision.meeting)


def _take_off(actor: Actor, carried: Topic) -> None:
    item = carried.item
    if item is not None and _may_go(item):
        remove_agenda_item(actor=actor, item_id=item.pk, seen_version=None)
        carried.refresh_from_db()
    if not TOPIC_FLOW.allows(carried.state, "withdraw"):
        return
    before = snapshot(carried)
    carried.state = TOPIC_FLOW.after(carried.state, "withdraw")
    save(carried, fields=["state"])
    record(actor=actor, action="governance.topic.withdrawn", subject=carried, before=before)
    index_topic(carried)


def _may_go(item: AgendaItem) -> bool:
    is_planned = item.meeting.state == MeetingState.PLANNED
    return is_planned and not versions.is_frozen(item.meeting) and not item.decisions.exists()


def _propose(actor: Actor, decision: Decision) -> Topic:
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
    if item is not None:
        _bring_papers(actor, item, topic)
    index_topic(topic)
    return topic


def _bring_papers(actor: Actor, item: AgendaItem, topic: Topic) -> None:
    """Copy an item's papers for its topic; one that was taken back goes on holding, so it comes too."""
    for old in item.papers.prefetch_related("versions").order_by("pk"):
        paper = Paper.objects.create(
            topic=topic,
            needed=old.needed,
            title_zh=old.title_zh,
            title_en=old.title_en,
            access=old.access,
            withdrawn_at=old.withdrawn_at,
            withdrawn_reason=old.withdrawn_reason,
        )
        record(actor=actor, action="governance.paper.added", subject=paper)
        for one in reversed(old.versions.all()):
            made = PaperVersion.objects.create(
                paper=paper, **{name: getattr(one, name) for name in VERSION}
            )
            record(actor=actor, action="governance.paper.version_added", subject=made)
        keep_sides(actor, paper, "title")
