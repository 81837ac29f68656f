"""Puts the parts of a Chinese readout together into a draft."""

from __future__ import annotations

from plenary.readout.chinese.agenda import agenda_of
from plenary.readout.chinese.directives import groups_of
from plenary.readout.chinese.layout import layout_of
from plenary.readout.chinese.meeting import meeting_of
from plenary.readout.chinese.people import people_of
from plenary.readout.draft import Directive, Draft


def read_chinese(text: str) -> Draft:
    """Read a Chinese readout into a draft; every span counts code points of ``text``."""
    page = layout_of(text)
    directives = []
    for part in page.passages:
        for group in groups_of(part)[0]:
            span = part.span(group.start, group.end)
            directives.append(Directive(span.of(text), span, group.verb))
    people = people_of(page.passages)
    meeting = meeting_of(page.title, page.passages)
    return Draft(
        lang="zh",
        title=page.title,
        date=page.date,
        source=page.source,
        topics=page.topics,
        body=meeting.body,
        meeting_name=meeting.name,
        chair=tuple(people.chair),
        attendees=tuple(people.attendees.values()),
        attendee_groups=tuple(people.groups),
        agenda=tuple(agenda_of(page.passages, [d.span for d in directives])),
        directives=tuple(directives),
    )
