"""Everything that a topic's page shows, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plenary.contexts.governance.enums import MeetingState, TopicState
from plenary.contexts.governance.models import (
    Meeting,
    NeededPaper,
    Opinion,
    Paper,
    Topic,
    TopicReturn,
)
from plenary.contexts.governance.policies.agendas import can_judge_topics, can_keep_topic
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import deadlines, opinions, papers, topics
from plenary.contexts.governance.workflows import TOPIC_FLOW
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import history
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic with its papers, what it lacks, and what may be done with it."""

    topic: Topic
    papers: list[Paper]
    missing: list[NeededPaper]
    deadline: dt.date | None
    is_late: bool
    returns: list[TopicReturn]
    opinions: list[Opinion]
    coming: list[Meeting]
    """Where the office may put it."""
    sees_meeting: bool
    history: list[AuditRow]
    may: frozenset[str]
    """What the actor may do now: edit, submit, withdraw, add_paper, ask, accept."""


def topic_page(actor: Actor, pk: int) -> TopicPage:
    """Give everything of a topic; ``NotFound`` for one that the actor may not see."""
    visible = topics.visible_to(actor).select_related(
        *("body", "meeting", "unit", "kind", "item"), "carried_from__meeting"
    )
    topic = visible.filter(pk=pk).first()
    if topic is None:
        raise NotFound
    held = list(papers.with_versions(papers.visible_to(actor).filter(topic=topic)))
    may = _may(actor, topic)
    place = topic.carried_from.meeting if topic.carried_from else topic.meeting
    return TopicPage(
        topic=topic,
        papers=held,
        missing=deadlines.missing(topic, held),
        deadline=deadlines.deadline_of(topic),
        is_late=deadlines.is_late(topic),
        returns=list(topic.returns.all()),
        opinions=list(
            opinions.visible_to(actor)
            .filter(topic=topic)
            .select_related("unit", "paper", "meeting__convening", "topic__meeting__convening")
        ),
        coming=list(topics.coming_meetings(actor, body=topic.body_id)) if "accept" in may else [],
        sees_meeting=place is not None and meetings.visible_to(actor).filter(pk=place.pk).exists(),
        history=list(history(topic)),
        may=may,
    )


def _may(actor: Actor, topic: Topic) -> frozenset[str]:
    may: set[str] = set()
    is_coming = topic.meeting is None or topic.meeting.state == MeetingState.PLANNED
    if can_keep_topic(actor, topic):
        may |= {move for move in ("submit", "withdraw") if TOPIC_FLOW.allows(topic.state, move)}
        if topic.state in {TopicState.DRAFT, TopicState.RETURNED}:
            may.add("edit")
        if topic.state != TopicState.WITHDRAWN:
            may |= {"add_paper"}
            if topic.item_id is None or is_coming:
                may.add("ask")
    if can_judge_topics(actor, topic) and topic.state == TopicState.SUBMITTED:
        may.add("accept")
    return frozenset(may)
