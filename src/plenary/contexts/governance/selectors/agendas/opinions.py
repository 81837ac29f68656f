"""Which opinions an actor sees, and which wait for an answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet

from plenary.contexts.governance.enums import MeetingState, TopicState
from plenary.contexts.governance.models import Meeting, Opinion
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import papers
from plenary.shared.actor import Actor

OVER = (MeetingState.HELD, MeetingState.CLOSED)


def visible_to(actor: Actor) -> QuerySet[Opinion]:
    """Give the opinions that the actor sees.

    Readers see all of what was handed in; a unit those that it was asked for and those of its own topics,
    and where it sits in the body all of the body's meetings, but none of a paper that it may not read.
    """
    if actor.has("system"):
        return Opinion.objects.all()
    handed_in = Q(meeting__isnull=False) | Q(topic__submitted_at__isnull=False)
    may_read = Q(paper=None) | Q(paper__in=papers.visible_to(actor).values("pk"))
    seen = Q(pk__in=[])
    if seeing.sees_everything(actor):
        seen |= handed_in & may_read
    if seeing.sees_own_units(actor):
        seen |= Q(unit_id__in=actor.unit_ids) | Q(topic__unit_id__in=actor.unit_ids)
        seen |= Q(meeting__body_id__in=meetings.bodies_of(actor)) & may_read
    return Opinion.objects.filter(seen)


def listing(actor: Actor, *, is_open: bool) -> QuerySet[Opinion]:
    """Give the visible opinions that wait for their answer, or those that do not, with their units."""
    found = visible_to(actor).select_related(
        "unit", "meeting__convening", "topic__meeting__convening", "paper"
    )
    return found.filter(answer="") if is_open else found.exclude(answer="").order_by("-answered_at")


def to_be_given() -> QuerySet[Opinion]:
    """Give what no unit has answered and can answer still.

    The topic stands, and the meeting is to come and not called off.
    """
    gone = Meeting.objects.filter(Q(state__in=OVER) | meetings.called_off()).order_by()
    is_over = before(pk__in=gone.values("pk"))
    found = Opinion.objects.filter(answer="").exclude(topic__state=TopicState.WITHDRAWN)
    return found.exclude(pk__in=Opinion.objects.filter(is_over, answer="").order_by().values("pk"))


def before(**meeting: Any) -> Q:
    """Say something of the meeting before which opinions are wanted: their own, or their topic's."""
    own = Q(**{f"meeting__{name}": value for name, value in meeting.items()})
    of_topic = Q(**{f"topic__meeting__{name}": value for name, value in meeting.items()})
    return own | (Q(meeting=None, topic__item__isnull=False) & of_topic)


def owed_by(actor: Actor) -> QuerySet[Opinion]:
    """Give what the actor's own units are asked and can answer still."""
    if not seeing.sees_own_units(actor):
        return Opinion.objects.none()
    own = to_be_given().filter(unit_id__in=actor.unit_ids, pk__in=visible_to(actor).values("pk"))
    return own.select_related("unit")


def fallen_silent(day: dt.date) -> QuerySet[Opinion]:
    """Give what no answer has come to by its day, and of which that is not written down yet.

    Only what could be answered until then: no topic withdrawn, no meeting held on the day or before it.
    """
    had_its_time = before(state__in=OVER, held_on__gt=F("due_on"))
    can_be_given = Q(pk__in=to_be_given().values("pk"))
    found = Opinion.objects.filter(answer="", silent_at=None, due_on__lt=day)
    found = found.filter(can_be_given | had_its_time)
    return found.exclude(topic__state=TopicState.WITHDRAWN)
