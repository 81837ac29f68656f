"""Takes back a confirmation of which no use has been made: the record goes, the draft opens again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.events import MeetingWithdrawn
from plenary.contexts.governance.models import Meeting, Reading
from plenary.contexts.governance.policies.readings import can_read_texts
from plenary.contexts.governance.selectors import meetings, readings
from plenary.contexts.governance.selectors.proposals import match_again
from plenary.contexts.governance.selectors.withdrawal import obstacles
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.reading_changes import needed
from plenary.contexts.governance.workflows import READING_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.search.services import forget_record
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


@transaction.atomic
def withdraw_reading(
    *, actor: Actor, reading_id: int, seen_version: int | None, reason: str
) -> Reading:
    """Take a confirmed reading back, for a reason: its meeting goes and the draft opens again.

    With the meeting go its agenda, attendance, directives and the superior requirements cited from
    the text. The text itself with its passages stays, and so do bodies, posts and persons that were
    made: others may have used them since, and the draft is matched with them. Refused without a reason and once the meeting has been
    used (``obstacles``). Announces ``MeetingWithdrawn``.
    """
    reading = lock(readings.visible_to(actor), pk=reading_id, version=seen_version)
    authorise(actor, can_read_texts, reading)
    state = READING_FLOW.after(reading.state, "withdraw")
    reason = need_reason(reason)
    if reading.meeting_id:
        reading.meeting = lock(meetings.visible_to(actor), pk=reading.meeting_id)
    if in_the_way := obstacles(reading):
        raise Refused(
            _("This confirmation cannot be withdrawn. ") + " ".join(str(one) for one in in_the_way)
        )

    before = snapshot(reading)
    meeting = reading.meeting
    reading.state, reading.meeting = state, None
    reading.changed_at = clock.now()
    reading.paper = dict(match_again(needed(reading), reading.text))
    save(reading, fields=["state", "meeting", "paper", "changed_at"])
    if meeting is not None:
        _remove(actor, meeting, reading, reason)

    record(
        actor=actor,
        action="governance.reading.withdrawn",
        subject=reading,
        before=before,
        note={"reason": reason},
    )
    return reading


def _remove(actor: Actor, meeting: Meeting, reading: Reading, reason: str) -> None:
    record(
        actor=actor,
        action="governance.meeting.withdrawn",
        subject=meeting,
        before=snapshot(meeting),
        note={"reason": reason, "title": str(meeting)},
    )
    for requirement in meeting.requirements.filter(passage__document=reading.document_id):
        forget_record(requirement)
        requirement.delete()
    for directive in meeting.directives.all():
        forget_record(directive)
    forget_record(meeting)
    pk = meeting.pk
    meeting.delete()
    announce(MeetingWithdrawn(meeting_id=pk))
