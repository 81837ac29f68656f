"""Lets the days of opinions follow their meeting: an answer is wanted before it, not after."""

from __future__ import annotations

import datetime as dt

from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.services.telling.lines import tell_of
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.calendar import selectors as calendar
from plenary.shared import clock
from plenary.shared.actor import Actor


def bring_forward(actor: Actor, meeting: Meeting) -> None:
    """Bring the open opinions on a locked meeting before its new day, and tell their units.

    Their day becomes the last working day before the meeting, never one that is past; what fell silent stays so.
    """
    if meeting.held_on is None:
        return
    last = max(_working_day_before(meeting.held_on), clock.today())
    asked = opinions.to_be_given().filter(opinions.before(pk=meeting.pk), silent_at=None)
    found = asked.filter(due_on__gte=meeting.held_on, due_on__gt=last).select_related("unit")
    for opinion in found.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(opinion)
        opinion.due_on = last
        save(opinion, fields=["due_on"])
        record(
            actor=actor, action="governance.opinion.brought_forward", subject=opinion, before=before
        )
        tell_of(
            actor,
            recipients.of_units([opinion.unit_id]),
            kind="opinion.brought_forward",
            topic=opinion,
            zh=f"会议提前，请于{last:%Y-%m-%d}前反馈意见",
            en=f"The meeting is earlier: your opinion is asked for by {last:%Y-%m-%d}",
        )


def _working_day_before(day: dt.date) -> dt.date:
    return calendar.add_working_days(day, -1)
