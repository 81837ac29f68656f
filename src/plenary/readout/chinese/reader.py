"""Puts the parts of a Chinese readout together into a draft."""

from __future__ import annotations

from plenary.readout.chairs import chair_without_name
from plenary.readout.chinese.agenda import agenda_of
from plenary.readout.chinese.directives import groups_of
from plenary.readout.chinese.kinds import names_a_body, without_joined
from plenary.readout.chinese.layout import Layout, layout_of
from plenary.readout.chinese.meeting import meeting_of
from plenary.readout.chinese.mentions import due_in, named_in
from plenary.readout.chinese.passages import Passage
from plenary.readout.chinese.people import people_of, unnamed_chair
from plenary.readout.chinese.pieces import Group
from plenary.readout.chinese.references import references_of
from plenary.readout.chinese.themes import theme_of
from plenary.readout.draft import Directive, Draft, Found, Note

_FEW = 3


def read_chinese(text: str) -> Draft:
    """Read a Chinese readout into a draft; every span counts code points of ``text``.

    Nothing is guessed: what the text does not say is empty, and a note says what was not found.
    """
    page = layout_of(text)
    directives = _directives(text, page)
    people = people_of(page.passages, page.title)
    meeting = meeting_of(page.title, page.passages)
    agenda = agenda_of(page.passages, [d.span for d in directives])
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
        agenda=tuple(agenda),
        directives=tuple(directives),
        references=tuple(references_of(page.passages, agenda, meeting.body)),
        notes=_notes(
            page, directives, has_chair=bool(people.chair), unnamed=unnamed_chair(page.passages)
        ),
    )


def _directives(text: str, page: Layout) -> list[Directive]:
    year = page.date.text[:4] if page.date else None
    directives = []
    frame = None
    for part in page.passages:
        groups, frame = groups_of(part, frame)
        directives += [_directive(text, part, group, year) for group in groups]
    return directives


def _directive(text: str, part: Passage, group: Group, year: str | None) -> Directive:
    span = part.span(group.start, group.end)
    words = part.text[group.start : group.acts_until or group.end]
    return Directive(
        text=span.of(text),
        span=span,
        verb=group.verb,
        theme=theme_of(words),
        actor=_actor(part, group),
        due=due_in(part, group.start, group.end, year),
        named=named_in(part, group.start, group.end),
    )


def _actor(part: Passage, group: Group) -> Found | None:
    if group.actor is None:
        return None
    start, end = group.actor
    end = start + without_joined(part.text[start:end])
    actor = part.found(start, end)
    return actor if names_a_body(actor.text) else None


def _notes(
    page: Layout, directives: list[Directive], *, has_chair: bool, unnamed: str
) -> tuple[Note, ...]:
    notes = []
    if len(directives) < _FEW:
        notes.append(
            Note("few-directives", "文中很少有工作要求。", "The text holds few demands for action.")
        )
    if not has_chair and unnamed:
        notes.append(chair_without_name(unnamed))
    elif not has_chair:
        notes.append(
            Note("no-chair", "文中没有写明主持人。", "The text does not say who was in the chair.")
        )
    if page.date is None:
        notes.append(Note("no-date", "文中没有写明年月日。", "The text does not give a full date."))
    return tuple(notes)
