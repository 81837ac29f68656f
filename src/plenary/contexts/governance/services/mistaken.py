"""Takes away a meeting that was recorded by mistake and of which nothing has been made."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.events import MeetingWithdrawn
from plenary.contexts.governance.models import Convening, Meeting
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.withdrawal import is_prepared, obstacles_of_mistake
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.emptying import (
    TAKEN_AWAY,
    bring_to_next,
    clear_agenda,
)
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.search.services import forget_record
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


@transaction.atomic
def withdraw_meeting(
    *, actor: Actor, meeting_id: int, seen_version: int | None, reason: str
) -> None:
    """Take a meeting away that was recorded by mistake: twice, or under a wrong body.

    Topics and minutes that had come to its agenda wait for the body's next one; a unit hears of it where
    none is planned. A convening of which nobody was told goes with it. Refused without a reason, once something was recorded of it or people were asked to it
    (``obstacles_of_mistake``), and while its agenda holds what somebody wrote. Announces
    ``MeetingWithdrawn``.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id, version=seen_version)
    authorise(actor, policies.can_manage_meetings, meeting)
    reason = need_reason(reason)
    if in_the_way := obstacles_of_mistake(meeting):
        raise Refused(
            _("This meeting cannot be taken away. ") + " ".join(str(one) for one in in_the_way)
        )

    before = snapshot(meeting)
    waiting = clear_agenda(actor, meeting, reason)
    if meeting.items.exists() or is_prepared(meeting):
        raise Refused(_("Its agenda holds items, topics or papers: take them off first."))
    record(
        actor=actor,
        action="governance.meeting.withdrawn",
        subject=meeting,
        before=before,
        note={"reason": reason, "title": str(meeting)},
    )
    _drop_convening(actor, meeting, reason)
    forget_record(meeting)
    meeting.delete()
    # Only now: its agenda was open, so that the minutes might come back to it and go with it.
    bring_to_next(actor, waiting, meeting, why=TAKEN_AWAY)
    announce(MeetingWithdrawn(meeting_id=meeting_id))


def _drop_convening(actor: Actor, meeting: Meeting, reason: str) -> None:
    for convening in Convening.objects.filter(meeting=meeting):
        note = {
            "reason": reason,
            "starts_at": convening.starts_at.isoformat(),
            "invitations": convening.invitations.count(),
        }
        record(
            actor=actor,
            action="governance.convening.withdrawn",
            subject=convening,
            before=snapshot(convening),
            note=note,
        )
        convening.delete()
