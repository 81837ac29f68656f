"""What the page of an agenda's version shows, and that of what has changed between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plenary.contexts.governance.models import AgendaVersion, Meeting, Paper
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import papers, versions
from plenary.contexts.governance.selectors.agendas.versions import Change, Said
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version as it was approved or circulated, and the one circulated before it."""

    meeting: Meeting
    version: AgendaVersion
    before: AgendaVersion | None
    papers: dict[int, Paper]
    """By their keys, those that the actor reads."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What differs from the version circulated last."""

    meeting: Meeting
    then: AgendaVersion
    now: AgendaVersion | None
    """The version compared with it; none for the agenda as it stands now."""
    changes: list[Change]
    papers: dict[int, Paper]


def version_page(actor: Actor, pk: int, number: int) -> VersionPage:
    """Give a version that says something; ``NotFound`` for a draft, and where the meeting is not seen."""
    meeting = _meeting(actor, pk)
    found = meeting.agenda_versions.exclude(state="draft").filter(number=number).first()
    if found is None:
        raise NotFound
    return VersionPage(
        meeting=meeting,
        version=found,
        before=versions.last_circulated(meeting, before=number),
        papers=_papers(actor, found.content),
    )


def changes_page(actor: Actor, pk: int, number: int | None) -> ChangesPage:
    """Give what differs between a version, or the agenda now, and the one circulated before.

    ``NotFound`` where none was circulated before.
    """
    meeting = _meeting(actor, pk)
    now = meeting.agenda_versions.exclude(state="draft").filter(number=number or 0).first()
    then = versions.last_circulated(meeting, before=number)
    if then is None or (number is not None and now is None):
        raise NotFound
    said = now.content if now else versions.said_of(meeting)
    return ChangesPage(
        meeting=meeting,
        then=then,
        now=now,
        changes=versions.differing(actor, then.content, said),
        papers=_papers(actor, [*then.content, *said]),
    )


def _meeting(actor: Actor, pk: int) -> Meeting:
    meeting = meetings.visible_to(actor).select_related("body").filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    return meeting


def _papers(actor: Actor, said: Iterable[Said]) -> dict[int, Paper]:
    named = {line["paper"] for one in said for line in one["papers"]}
    return papers.visible_to(actor).in_bulk(named)
