"""Calls a convened meeting off, and takes its convening up again."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance.events import MeetingCalledOff
from plenary.contexts.governance.models import Convening
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.services.checks import SHORT_REASON, need_reason
from plenary.contexts.governance.services.convening import mails
from plenary.contexts.governance.services.convening.drawing import ask_anew, raise_sequence
from plenary.contexts.governance.services.convening.locking import lock_convening, lock_sent
from plenary.contexts.governance.services.emptying import bring_to_next, clear_agenda
from plenary.contexts.governance.services.minutes.approving import bring_minutes
from plenary.contexts.governance.services.opinion_days import tell_released, waited_for
from plenary.contexts.governance.services.placing import bring_postponed
from plenary.contexts.governance.workflows import CONVENING_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.events import announce


@transaction.atomic
def call_off_meeting(
    *, actor: Actor, convening_id: int, seen_version: int | None, reason: str
) -> Convening:
    """Call a convened meeting off: everybody who was told is told so, and their calendars strike it out.

    Its topics and the minutes that it was to approve come to the body's next agenda, or wait for one;
    units whose opinions are wanted no more are told.
    Refused without a reason. Announces ``MeetingCalledOff``.
    """
    convening = lock_sent(actor, convening_id, seen_version)
    state = CONVENING_FLOW.after(convening.state, "call_off")
    reason = need_reason(reason, most=SHORT_REASON)
    before = snapshot(convening)
    waited = waited_for(opinions.before(pk=convening.meeting_id))
    waiting = clear_agenda(actor, convening.meeting, reason)
    convening.state, convening.called_off_reason = state, reason
    convening.sequence += 1
    told = convening.invitations.filter(is_withdrawn=False, sent_at__isnull=False)
    for one in told.exclude(email="").select_related("stands_in_for"):
        one.convening = convening
        mails.tell_of_cancelling(one, reason=reason)
    told.update(sent_sequence=convening.sequence)
    save(convening, fields=["state", "called_off_reason", "sequence"])
    record(actor=actor, action="governance.convening.called_off", subject=convening, before=before)
    bring_to_next(actor, waiting, convening.meeting)
    tell_released(actor, waited)
    announce(MeetingCalledOff(meeting_id=convening.meeting_id))
    return convening


@transaction.atomic
def take_up_convening(
    *, actor: Actor, convening_id: int, seen_version: int | None = None
) -> Convening:
    """Draw a called-off convening up again; everybody is asked anew when it is sent.

    Minutes that wait, and what was postponed and waits, come to its agenda as to one just planned.
    """
    convening = lock_convening(actor, convening_id, seen_version)
    state = CONVENING_FLOW.after(convening.state, "take_up")
    before = snapshot(convening)
    convening.state, convening.called_off_reason = state, ""
    raise_sequence(convening)
    ask_anew(convening)
    save(convening, fields=["state", "called_off_reason", "sequence"])
    record(actor=actor, action="governance.convening.taken_up", subject=convening, before=before)
    bring_minutes(actor, convening.meeting)
    bring_postponed(actor, convening.meeting)
    return convening
