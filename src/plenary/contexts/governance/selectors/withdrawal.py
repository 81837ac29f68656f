"""Whether what a confirmed reading made, or a mistake, is unused yet, so that it can be withdrawn."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ConveningState, FateKind, MeetingState
from plenary.contexts.governance.models import Basis, Convening, Meeting, Reading, TaskList


def obstacles(reading: Reading) -> list[Any]:
    """Give what stands in the way of withdrawing a confirmed reading, as plain sentences.

    Its meeting must have no other text, no decision, no fate given, no paper or topic, no task resting on what it
    left, no list adopted at it, and must not be closed.
    """
    meeting = reading.meeting
    if meeting is None:
        return [_("There is no meeting any more that was made from this text.")]
    checks = (
        (meeting.state == MeetingState.CLOSED, _("The meeting is closed.")),
        (
            meeting.texts.exclude(document=reading.document_id).exists(),
            _("The meeting has a text in the other language as well."),
        ),
        (meeting.decisions.exists(), _("Decisions have been recorded at the meeting.")),
        (
            meeting.directives.exclude(fate=FateKind.OPEN).exists(),
            _("It has been said already what became of some directives: take that back first."),
        ),
        (
            is_prepared(meeting),
            _("Its agenda has been worked on: there is a topic, a paper or an approved version."),
        ),
        (_carries_tasks(meeting), _("Tasks rest on what the meeting left.")),
        (
            TaskList.objects.filter(adopting_meeting=meeting).exists(),
            _("A task list was adopted at the meeting."),
        ),
    )
    return [sentence for stands, sentence in checks if stands]


def obstacles_of_mistake(meeting: Meeting) -> list[Any]:
    """Give what stands in the way of taking away a meeting recorded by mistake, as plain sentences.

    Nothing may have been recorded of it, and nobody been asked to it.
    """
    # A convening that was called off and is drawn up again is a draft of which people were told.
    asked = Convening.objects.filter(meeting=meeting).exclude(
        state=ConveningState.DRAFT, sent_at__isnull=True
    )
    recorded = (meeting.decisions, meeting.directives, meeting.attendances, meeting.groups)
    checks = (
        (meeting.state == MeetingState.CLOSED, _("The meeting is closed.")),
        (
            meeting.texts.exists(),
            _("It was made from a text: withdraw the confirmation of that text instead."),
        ),
        (
            any(records.exists() for records in (*recorded, meeting.minutes, meeting.releases)),
            _("Decisions, directives, an attendance or minutes have been recorded of it."),
        ),
        (
            meeting.requirements.exists(),
            _("A superior requirement names it as the meeting that studied it."),
        ),
        (asked.exists(), _("People have been asked to it: call it off instead.")),
        (meeting.agenda_versions.exists(), _("A version of its agenda has been approved.")),
        (
            TaskList.objects.filter(adopting_meeting=meeting).exists(),
            _("A task list was adopted at the meeting."),
        ),
    )
    return [sentence for stands, sentence in checks if stands]


def is_prepared(meeting: Meeting) -> bool:
    """Say whether topics, papers, opinions or versions of an agenda stand with the meeting."""
    kept = (meeting.topics, meeting.papers, meeting.opinions, meeting.agenda_versions)
    return any(records.exists() for records in kept)


def _carries_tasks(meeting: Meeting) -> bool:
    directives = Basis.objects.filter(directive__meeting=meeting)
    return directives.exists() or Basis.objects.filter(requirement__meeting=meeting).exists()
