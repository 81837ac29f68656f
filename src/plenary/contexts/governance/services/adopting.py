"""Reads by which decision, or at which meeting, a list is adopted."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Decision, Meeting, TaskList
from plenary.contexts.governance.selectors import adopting
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


def ground_of(
    actor: Actor, task_list: TaskList, decision_id: int | None, meeting_id: int | None
) -> tuple[Meeting | None, Decision | None]:
    """Give the meeting and decision that a list is adopted by.

    Refused for a decision of another meeting than the one named; ``NotFound`` for a decision or
    meeting that could not adopt this list, or that the actor does not see.
    """
    meeting, decision = None, None
    if decision_id is not None:
        decision = adopting.decisions(actor, task_list).filter(pk=decision_id).first()
        if decision is None:
            raise NotFound
        meeting = decision.meeting
    if meeting_id is not None:
        named = adopting.meetings(actor, task_list).filter(pk=meeting_id).first()
        if named is None:
            raise NotFound
        if meeting is not None and meeting.pk != named.pk:
            sentence = _("This decision is of another meeting.")
            raise Refused(sentence, fields={"decision": sentence})
        meeting = named
    return meeting, decision


def need_after(meeting: Meeting | None, adopted_on: dt.date) -> None:
    """Refuse a day of adoption before the meeting that adopted it."""
    if meeting is not None and meeting.held_on is not None and adopted_on < meeting.held_on:
        sentence = _("The list was not adopted before the meeting was held.")
        raise Refused(sentence, fields={"adopted_on": sentence})
