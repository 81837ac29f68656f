"""Which meetings and decisions may adopt a list, and by which one it was, for who may see that."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from plenary.contexts.governance.enums import MeetingState
from plenary.contexts.governance.models import Basis, Decision, Meeting, TaskList
from plenary.contexts.governance.selectors import list_changes
from plenary.contexts.governance.selectors import meetings as of_meetings
from plenary.shared.actor import Actor

MOST = 200
"""So many meetings are looked at for the one that adopted a list."""


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


def proposed(actor: Actor, task_list: TaskList) -> Meeting | None:
    """Give the meeting that must have adopted a list: the only one that may and adopted no other.

    Of several, the only one on whose decisions and directives the list's tasks rest.
    """
    spent = TaskList.objects.filter(adopting_meeting__isnull=False).exclude(pk=task_list.pk)
    free = meetings(actor, task_list).exclude(pk__in=spent.values("adopting_meeting"))
    if task_list.adopted_on is not None:
        free = free.exclude(held_on__gt=task_list.adopted_on)
    found = list(free.only("pk")[:MOST])
    if len(found) > 1:
        bases = Basis.objects.filter(task__entries__task_list=task_list).order_by()
        rows = bases.values_list("decision__meeting", "directive__meeting").distinct()
        resting = {pk for row in rows for pk in row}
        found = [one for one in found if one.pk in resting]
    return found[0] if len(found) == 1 else None


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
