"""What the office makes of a topic: an item of the agenda, or something to be mended."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance.enums import ReturnGround, TopicState
from plenary.contexts.governance.models import AgendaItem, Topic, TopicReturn
from plenary.contexts.governance.policies.agendas import can_judge_topics
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.agendas import topics
from plenary.contexts.governance.services.agendas.circulating import need_changeable
from plenary.contexts.governance.services.agendas.topics import need_coming
from plenary.contexts.governance.services.checks import need_choice, need_reason
from plenary.contexts.governance.services.indexing import index_papers
from plenary.contexts.governance.services.meetings import lock_open
from plenary.contexts.governance.services.placing import place
from plenary.contexts.governance.services.telling.lines import tell_of
from plenary.contexts.governance.workflows import TOPIC_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.wording import in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@transaction.atomic
def accept_topic(
    *, actor: Actor, topic_id: int, seen_version: int | None, meeting_id: int
) -> AgendaItem:
    """Put a topic on the agenda of a planned meeting, with its papers, and tell the unit.

    By the office. Refused unless it is handed in, while the agenda is approved or circulated, and for a meeting that is not planned or is
    another body's. Announces ``MeetingChanged``.
    """
    if not topics.visible_to(actor).filter(pk=topic_id).exists():
        raise NotFound
    authorise(actor, can_judge_topics)
    meeting = lock_open(actor, meeting_id)
    need_changeable(meeting)
    topic = lock(topics.visible_to(actor), pk=topic_id, version=seen_version)
    TOPIC_FLOW.after(topic.state, "accept")
    need_coming(meeting, topic)
    return place(actor, topic, meeting)


@transaction.atomic
def return_topic(
    *, actor: Actor, topic_id: int, seen_version: int | None, ground: str, reason: str
) -> Topic:
    """Give a topic back to its unit, with a ground that is counted and a reason that is read.

    By the office. Refused unless it is handed in, and without either.
    """
    topic = lock(topics.visible_to(actor), pk=topic_id, version=seen_version)
    authorise(actor, can_judge_topics, topic)
    state = TOPIC_FLOW.after(topic.state, "send_back")
    need_choice(ground, ReturnGround.values, "ground")
    reason = need_reason(reason)

    before = snapshot(topic)
    topic.state = state
    save(topic, fields=["state"])
    TopicReturn.objects.create(
        topic=topic,
        ground=ground,
        reason=reason,
        returned_at=clock.now(),
        returned_by_id=actor.user_id,
        returned_by=actor.name,
    )
    record(
        actor=actor,
        action="governance.topic.returned",
        subject=topic,
        before=before,
        note={"reason": reason},
    )
    if topic.unit_id:
        tell_of(
            actor,
            recipients.of_units([topic.unit_id]),
            kind="topic.returned",
            topic=topic,
            zh=in_zh("你单位报送的议题已退回，请补正后重新报送"),
            en="Your topic was given back: please mend it and hand it in again",
        )
    return topic


def put_back(actor: Actor, item: AgendaItem) -> None:
    """Let a topic wait again, with its papers, because its item comes off the agenda."""
    topic = Topic.objects.select_for_update().filter(item=item).first()
    if topic is None or topic.state != TopicState.ACCEPTED:
        return
    before = snapshot(topic)
    topic.state, topic.item = TOPIC_FLOW.after(topic.state, "put_back"), None
    save(topic, fields=["state", "item_id"])
    topic.papers.update(meeting=None, item=None)
    topic.opinions.update(meeting=None, item=None)
    record(actor=actor, action="governance.topic.put_back", subject=topic, before=before)
    index_papers(topic.papers.all())
