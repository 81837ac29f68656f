"""Puts topics on a draft agenda with their papers; what was postponed comes to the next one by itself."""

from __future__ import annotations

from django.db.models import Q

from plenary.contexts.governance.enums import TopicState
from plenary.contexts.governance.events import MeetingChanged
from plenary.contexts.governance.models import AgendaItem, Meeting, Topic
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services.indexing import index_meeting, index_topic
from plenary.contexts.governance.services.telling.lines import tell_of
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import TOPIC_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.wording import in_zh
from plenary.shared.actor import Actor
from plenary.shared.events import announce


def place(actor: Actor, topic: Topic, meeting: Meeting) -> AgendaItem:
    """Make a topic the last item of an agenda, with its papers, and tell its unit.

    Refused unless it is handed in. Announces ``MeetingChanged``.
    """
    before = snapshot(topic)
    topic.state = TOPIC_FLOW.after(topic.state, "accept")
    item = _item_of(actor, topic, meeting)
    topic.meeting, topic.item = meeting, item
    save(topic, fields=["state", "meeting_id", "item_id"])
    topic.papers.update(meeting=meeting, item=item)
    topic.opinions.update(meeting=meeting, item=item)

    record(actor=actor, action="governance.topic.accepted", subject=topic, before=before)
    index_meeting(meeting)
    index_topic(topic)
    if topic.unit_id:
        tell_of(
            actor,
            recipients.of_units([topic.unit_id]),
            kind="topic.accepted",
            topic=topic,
            zh=in_zh("你单位报送的议题已列入议程"),
            en="Your topic is on the agenda",
        )
    announce(MeetingChanged(meeting_id=meeting.pk))
    return item


def place_next(actor: Actor, topic: Topic, had: Meeting) -> AgendaItem | None:
    """Put what a meeting has not dealt with on the body's next agenda; where none is planned it waits."""
    coming = versions.open_agendas(topic.body_id)
    meeting = next((one for one in coming if _is_after(one, had)), None)
    return None if meeting is None else place(actor, topic, meeting)


def bring_postponed(actor: Actor, meeting: Meeting) -> list[AgendaItem]:
    """Let an agenda just planned or opened again hold what was postponed and waits for one.

    What the office has given back or taken off an agenda does not come by itself any more.
    """
    waiting = Topic.objects.select_for_update(of=("self",)).filter(
        ~Q(pk__in=Topic.objects.filter(returns__isnull=False).values("pk")),
        carried_from__isnull=False,
        body=meeting.body_id,
        state=TopicState.SUBMITTED,
        meeting=None,
    )
    ordered = waiting.select_related("carried_from__meeting").order_by("submitted_at", "pk")
    return [
        place(actor, topic, meeting)
        for topic in ordered
        if topic.carried_from and _is_after(meeting, topic.carried_from.meeting)
    ]


def _is_after(meeting: Meeting, had: Meeting) -> bool:
    """Say whether a meeting may be the next one: another, and not on an earlier day."""
    is_earlier = bool(meeting.held_on and had.held_on and meeting.held_on < had.held_on)
    return meeting.pk != had.pk and not is_earlier


def _item_of(actor: Actor, topic: Topic, meeting: Meeting) -> AgendaItem:
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=meeting.items.count() + 1,
        kind=topic.item_kind,
        text_zh=topic.title_zh,
        text_en=topic.title_en,
    )
    record(actor=actor, action="governance.agenda_item.added", subject=item)
    keep_sides(actor, item, "text")
    return item
