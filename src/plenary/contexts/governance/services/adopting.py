"""Reads by which decision, or at which meeting, a list is adopted, and keeps it afterwards where it was not."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.events import ListChanged
from plenary.contexts.governance.models import Decision, Meeting, TaskList
from plenary.contexts.governance.selectors import adopting, lists
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce


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


@transaction.atomic
def record_adoption(
    *,
    actor: Actor,
    list_id: int,
    seen_version: int | None,
    decision_id: int | None = None,
    meeting_id: int | None = None,
) -> TaskList:
    """Say by what a list was adopted where that was not kept: once, and for good.

    A list whose meeting is known may still get that meeting's decision. Refused for a draft, without
    either, once the decision is known, for another meeting than the one known, for a meeting held
    after the adoption, and as ``ground_of`` refuses. Announces ``ListChanged``.
    """
    task_list = lock(lists.visible_to(actor), pk=list_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, task_list)
    if task_list.state != ListState.ADOPTED or task_list.adopted_on is None:
        raise Refused(_("The list is not adopted yet."))
    known = task_list.adopting_meeting_id
    if task_list.adopting_decision_id is not None or (known and decision_id is None):
        raise Refused(_("It is recorded already by what the list was adopted."))
    meeting, decision = ground_of(actor, task_list, decision_id, meeting_id)
    if meeting is None:
        sentence = _("Name the decision or the meeting that adopted the list.")
        raise Refused(sentence, fields={"decision": sentence})
    if known is not None and meeting.pk != known:
        sentence = _("This decision is of another meeting.")
        raise Refused(sentence, fields={"decision": sentence})
    need_after(meeting, task_list.adopted_on)

    before = snapshot(task_list)
    task_list.adopting_meeting, task_list.adopting_decision = meeting, decision
    save(task_list, fields=["adopting_meeting_id", "adopting_decision_id"])
    record(
        actor=actor,
        action="governance.task_list.adoption_recorded",
        subject=task_list,
        before=before,
    )
    announce(ListChanged(list_id=task_list.pk))
    return task_list


def owed_for(meeting: Meeting | None, owed: str) -> dict[str, str] | None:
    """Give the reason why it is not recorded yet by what a list is adopted; none where it is.

    Refused without a meeting and a reason, and with both.
    """
    owed = owed.strip()
    refuse_secrecy(owed)
    if bool(meeting) == bool(owed):
        sentence = _(
            "Name the decision or meeting, or say why it is not recorded yet: one of the two."
        )
        raise Refused(sentence, fields={"owed" if meeting else "decision": sentence})
    return {"reason": owed} if owed else None


def need_after(meeting: Meeting | None, adopted_on: dt.date) -> None:
    """Refuse a day of adoption before the meeting that adopted it."""
    if meeting is not None and meeting.held_on is not None and adopted_on < meeting.held_on:
        sentence = _("The list was not adopted before the meeting was held.")
        raise Refused(sentence, fields={"adopted_on": sentence})


def need_come(adopted_on: dt.date) -> None:
    """Refuse a day of adoption that is still to come."""
    if adopted_on > clock.today():
        sentence = _("This day is still to come.")
        raise Refused(sentence, fields={"adopted_on": sentence})
