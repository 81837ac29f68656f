"""Which meetings and decisions may adopt a list, and by which one it was, for who may see that."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from plenary.contexts.governance.enums import MeetingState
from plenary.contexts.governance.models import Decision, Meeting, TaskList
from plenary.contexts.governance.selectors import list_changes
from plenary.contexts.governance.selectors import meetings as of_meetings
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Adoption:
    """By what a list was adopted, as far as the actor sees it."""

    meeting: Meeting
    decision: Decision | None

    @property
    def url(self) -> str:
        """Give the place of the decision, else the meeting's page."""
        page = self.meeting.get_absolute_url()
        return f"{page}#decision-{self.decision.pk}" if self.decision else page


def meetings(actor: Actor, task_list: TaskList) -> QuerySet[Meeting]:
    """Give the meetings that may have adopted a list: of its body, held, the latest first."""
    held = of_meetings.visible_to(actor).filter(body=task_list.body_id)
    return held.exclude(state=MeetingState.PLANNED).order_by("-held_on", "-pk")


def decisions(actor: Actor, task_list: TaskList) -> QuerySet[Decision]:
    """Give the decisions that may have adopted a list: of its body, the latest first."""
    return list_changes.grounds(actor, task_list)


def adoption_of(actor: Actor, task_list: TaskList) -> Adoption | None:
    """Say by what a list was adopted; none where that was not kept or the actor sees no such meeting."""
    if task_list.adopting_meeting_id is None:
        return None
    meeting = of_meetings.visible_to(actor).filter(pk=task_list.adopting_meeting_id).first()
    if meeting is None:
        return None
    seen = of_meetings.decisions_visible_to(actor).filter(pk=task_list.adopting_decision_id or 0)
    return Adoption(meeting, seen.first())
