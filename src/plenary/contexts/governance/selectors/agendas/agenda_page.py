"""A meeting's agenda as those see it who prepare the meeting, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import MeetingState
from plenary.contexts.governance.models import AgendaItem, Meeting, NeededPaper, Paper, Topic
from plenary.contexts.governance.policies.agendas import can_keep_topic
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import deadlines, papers, topics
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class Line:
    """An item of an agenda with the topic behind it and the papers that the actor reads."""

    item: AgendaItem
    topic: Topic | None
    is_late: bool
    missing: list[NeededPaper]
    papers: list[Paper]
    may_add_paper: bool


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """A meeting's agenda as those work with it who prepare the meeting."""

    meeting: Meeting
    lines: list[Line]
    loose: list[Paper]
    """Papers whose item has come off the agenda."""
    waiting: list[Topic]
    """Topics for this meeting, or for the body's next one, that the office has not judged yet."""
    may: frozenset[str]


def agenda_page(actor: Actor, pk: int) -> AgendaPage:
    """Give a meeting's agenda; ``NotFound`` for a meeting that the actor may not see."""
    meeting = meetings.visible_to(actor).select_related("body").filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    of_item: defaultdict[int | None, list[Paper]] = defaultdict(list)
    there = papers.visible_to(actor).filter(meeting=meeting, withdrawn_at=None)
    for paper in papers.with_versions(there):
        of_item[paper.item_id].append(paper)
    behind = topics.listing(SYSTEM, meeting=meeting.pk).filter(item__isnull=False)
    topic_of = {topic.item_id: topic for topic in behind}
    lines = [
        _line(actor, meeting, item, topic_of.get(item.pk), of_item[item.pk])
        for item in meeting.items.all()
    ]
    is_open = meeting.state != MeetingState.CLOSED
    may = {"edit"} if policies.can_manage_meetings(actor, meeting) and is_open else set()
    for_it = topics.waiting(actor).filter(body=meeting.body_id).select_related("unit", "kind")
    return AgendaPage(
        meeting=meeting,
        lines=lines,
        loose=of_item[None],
        waiting=[one for one in for_it if one.meeting_id in {None, meeting.pk}]
        if "edit" in may and meeting.state == MeetingState.PLANNED
        else [],
        may=frozenset(may),
    )


def _line(
    actor: Actor, meeting: Meeting, item: AgendaItem, topic: Topic | None, held: list[Paper]
) -> Line:
    keeps = can_keep_topic(actor, topic) if topic else policies.can_manage_meetings(actor, meeting)
    if topic is not None:
        topic.meeting = meeting
    return Line(
        item=item,
        topic=topic,
        is_late=deadlines.is_late(topic) if topic else False,
        missing=deadlines.missing(topic, topic.papers.all()) if topic else [],
        papers=held,
        may_add_paper=keeps and meeting.state != MeetingState.CLOSED,
    )
