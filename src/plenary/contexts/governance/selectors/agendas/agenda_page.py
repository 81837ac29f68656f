"""A meeting's agenda as those see it who prepare the meeting, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import AgendaState, MeetingState
from plenary.contexts.governance.models import (
    AgendaItem,
    AgendaVersion,
    Meeting,
    NeededPaper,
    Opinion,
    Paper,
    Topic,
)
from plenary.contexts.governance.policies.agendas import (
    can_approve_agenda,
    can_circulate_agenda,
    can_keep_topic,
)
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import (
    deadlines,
    opinions,
    papers,
    topics,
    versions,
)
from plenary.contexts.governance.workflows import AGENDA_FLOW
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
    opinions: list[Opinion]
    may_add_paper: bool
    may_ask: bool


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """A meeting's agenda as those work with it who prepare the meeting."""

    meeting: Meeting
    lines: list[Line]
    loose: list[Paper]
    """Papers whose item has come off the agenda."""
    waiting: list[Topic]
    """Topics for this meeting, or for the body's next one, that the office has not judged yet."""
    versions: list[AgendaVersion]
    """Without what they say, the last first."""
    digest: str
    """Of what the agenda says now: whoever approves it approves this."""
    changed: int
    """How many items differ from the version circulated last, as far as the actor may know."""
    may: frozenset[str]
    """What the actor may do now: edit, approve, take_back, circulate, reopen."""


def agenda_page(actor: Actor, pk: int) -> AgendaPage:
    """Give a meeting's agenda; ``NotFound`` for a meeting that the actor may not see."""
    meeting = meetings.visible_to(actor).select_related("body").filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    of_item: defaultdict[int | None, list[Paper]] = defaultdict(list)
    there = papers.visible_to(actor).filter(meeting=meeting, withdrawn_at=None)
    for paper in papers.with_versions(there):
        of_item[paper.item_id].append(paper)
    said_of: defaultdict[int | None, list[Opinion]] = defaultdict(list)
    asked = opinions.visible_to(actor).filter(meeting=meeting)
    asked = asked.select_related("unit", "paper", "meeting__convening", "topic")
    for opinion in asked:
        said_of[opinion.item_id].append(opinion)
    behind = topics.listing(SYSTEM, meeting=meeting.pk).filter(item__isnull=False)
    topic_of = {topic.item_id: topic for topic in behind}
    lines = [
        _line(
            actor,
            meeting,
            item,
            topic=topic_of.get(item.pk),
            held=of_item[item.pk],
            said=said_of[item.pk],
        )
        for item in meeting.items.all()
    ]
    kept = list(meeting.agenda_versions.all())
    said = versions.said_of(meeting)
    sent = next((one for one in kept if one.state == AgendaState.CIRCULATED), None)
    may = _may(actor, meeting, kept[0] if kept else None)
    for_it = topics.waiting(actor).filter(body=meeting.body_id).select_related("unit", "kind")
    return AgendaPage(
        meeting=meeting,
        lines=lines,
        loose=of_item[None],
        waiting=[one for one in for_it if one.meeting_id in {None, meeting.pk}]
        if "edit" in may and meeting.state == MeetingState.PLANNED
        else [],
        versions=kept,
        digest=versions.digest_of(said),
        changed=len(versions.differing(actor, sent.content, said)) if sent else 0,
        may=may,
    )


def _may(actor: Actor, meeting: Meeting, last: AgendaVersion | None) -> frozenset[str]:
    if meeting.state == MeetingState.CLOSED or meetings.is_called_off(meeting):
        return frozenset()
    state = last.state if last else AgendaState.DRAFT
    open_moves = set(AGENDA_FLOW.open_moves(state))
    may = open_moves & {"approve", "take_back"} if can_approve_agenda(actor, meeting) else set()
    if can_circulate_agenda(actor, meeting):
        may |= open_moves & {"circulate", "reopen"}
    if policies.can_manage_meetings(actor, meeting) and state == AgendaState.DRAFT:
        may.add("edit")
    return frozenset(may)


def _line(
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    *,
    topic: Topic | None,
    held: list[Paper],
    said: list[Opinion],
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
        opinions=said,
        may_add_paper=keeps and meeting.state != MeetingState.CLOSED,
        may_ask=keeps and meeting.state == MeetingState.PLANNED,
    )
