"""Lets opinions follow their meeting: an answer is wanted before it, not after, and without it no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from plenary.contexts.governance.models import Meeting, Opinion
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


def waited_for(which: Q) -> list[int]:
    """Give the ids of these opinions that wait for an answer: to be asked before what may end that."""
    found = opinions.to_be_given().filter(which, silent_at=None)
    return list(found.order_by("pk").values_list("pk", flat=True))


def tell_released(actor: Actor, waited: Collection[int]) -> None:
    """Tell the units of the opinions that waited for an answer and can be given no more.

    Nothing is told of those whose day lay before the meeting: of them silence is written down.
    """
    gone = Opinion.objects.filter(pk__in=waited).exclude(pk__in=opinions.to_be_given().values("pk"))
    around = gone.select_related("unit", "topic__meeting", "meeting")
    for opinion in around.order_by("pk"):
        if not opinion.had_its_time:
            tell_of(
                actor,
                recipients.of_units([opinion.unit_id]),
                kind="opinion.released",
                topic=opinion,
                zh="不再征求你单位意见",
                en="Your unit's opinion is no longer asked for",
            )


def _working_day_before(day: dt.date) -> dt.date:
    return calendar.add_working_days(day, -1)
