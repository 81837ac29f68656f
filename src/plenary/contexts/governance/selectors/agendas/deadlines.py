"""Until when a topic must have been handed in, counted back from its meeting, and what it still lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from plenary.contexts.governance.models import Meeting, NeededPaper, Paper, Topic, TopicKind
from plenary.kernel.calendar import selectors as calendar
from plenary.shared import clock


def deadline(kind: TopicKind | None, meeting: Meeting | None) -> dt.date | None:
    """Give the last day for a kind of topic: so many working days before the meeting's day."""
    if kind is None or meeting is None or meeting.held_on is None:
        return None
    return calendar.add_working_days(meeting.held_on, -kind.days_before)


def deadline_of(topic: Topic) -> dt.date | None:
    """Give a topic's last day; none while its meeting has no day."""
    return deadline(topic.kind, topic.meeting)


def is_late(topic: Topic) -> bool:
    """Say whether a topic was handed in after its last day, or still is not and that day is past.

    What was postponed comes by itself and is never late.
    """
    last = deadline_of(topic)
    if last is None or topic.carried_from_id is not None:
        return False
    handed_in = topic.submitted_at
    day = timezone.localtime(handed_in).date() if handed_in else clock.today()
    return day > last


def missing(topic: Topic, papers: Iterable[Paper]) -> list[NeededPaper]:
    """Give the papers that a topic of its kind must come with and does not."""
    if topic.kind is None:
        return []
    there = {paper.needed_id for paper in papers if paper.withdrawn_at is None}
    return [needed for needed in topic.kind.papers.all() if needed.pk not in there]
