"""Reads an English readout into a draft."""

from __future__ import annotations

from plenary.readout.draft import Draft
from plenary.readout.english.agenda import read_agenda
from plenary.readout.english.directives import sentence_directives
from plenary.readout.english.layout import read_layout
from plenary.readout.english.meeting import read_meeting
from plenary.readout.english.people import read_people
from plenary.readout.english.sentences import sentences
from plenary.readout.spans import found


def read_english(text: str) -> Draft:
    """Read an English readout; what is not found is left empty and noted."""
    layout = read_layout(text)
    prose = [s for paragraph in layout.paragraphs for s in sentences(text, paragraph)]
    directives = [d for s in prose for d in sentence_directives(text, s)]
    people = read_people(text, prose)
    meeting = read_meeting(text, prose)
    return Draft(
        lang="en",
        title=found(text, layout.title) if layout.title else None,
        date=layout.date or meeting.date,
        source=layout.source,
        topics=tuple(layout.topics),
        body=meeting.body,
        meeting_name=meeting.name,
        chair=tuple(people.chair),
        attendees=tuple(people.attendees),
        attendee_groups=tuple(people.groups),
        agenda=tuple(read_agenda(text, prose)),
        directives=tuple(directives),
    )
