"""Everything that the office's page of a convening shows, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ConveningState, MeetingState, ReplyKind
from plenary.contexts.governance.models import BodyRules, Convening, Invitation
from plenary.contexts.governance.selectors.convening import seats
from plenary.contexts.governance.selectors.convening.invitations import convenings_visible_to
from plenary.kernel.calendar.selectors import is_working_day
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody on the list, with whoever comes in their place."""

    invitation: Invitation
    substitute: Invitation | None


@dataclass(frozen=True, slots=True)
class ConveningPage:
    """A convening with its list, its answers and what the body's rules say of it."""

    convening: Convening
    asked: list[Asked]
    answers: dict[str, int]
    """How many gave which answer: ``coming``, ``not_coming``, ``substituted``, ``silent``."""
    without_address: int
    undelivered: int
    """How many mails came back."""
    untold: int
    silent: int
    """How many a reminder would go to now."""
    rules: BodyRules
    quorum: seats.Quorum | None
    year: seats.Year | None
    notice: seats.Notice
    has_other_day: bool
    """Whether the meeting's record names another day than the notice."""
    is_day_off: bool
    """Whether nobody works on the day, by the calendar of the place."""
    may: frozenset[str]
    """What the actor may do now: change, send, remind, call_off, take_up, seat."""


def convening_page(actor: Actor, meeting_id: int) -> ConveningPage:
    """Give everything of a meeting's convening; ``NotFound`` for one that the actor may not see."""
    found = convenings_visible_to(actor).select_related("meeting__body", "meeting__place")
    convening = found.filter(meeting_id=meeting_id).first()
    if convening is None:
        raise NotFound
    if not policies.sees_answers(actor, convening):
        raise Forbidden
    listed = list(
        convening.invitations.filter(is_withdrawn=False)
        .select_related("unit", "person")
        .prefetch_related("items")
    )
    instead = {one.stands_in_for_id: one for one in listed if one.stands_in_for_id}
    told = [one for one in listed if one.sent_at is not None]
    asked = [one for one in listed if one.sent_at is not None or one.reply]
    counts = Counter(one.reply or "silent" for one in asked if not one.stands_in_for_id)
    untold = sum(1 for one in listed if one.email and _knows_less(one, convening))
    silent = sum(1 for one in told if one.reply == ReplyKind.NONE)
    rules = seats.rules_of(convening.meeting.body)
    return ConveningPage(
        convening=convening,
        asked=[Asked(one, instead.get(one.pk)) for one in listed if one.stands_in_for_id is None],
        answers=dict(counts),
        without_address=sum(1 for one in listed if not one.email and not one.reply),
        undelivered=sum(1 for one in listed if one.undelivered_at),
        untold=untold,
        silent=silent,
        rules=rules,
        quorum=seats.quorum_of(convening, rules, listed),
        year=seats.year_of(convening.meeting, rules),
        notice=seats.notice_of(convening, rules, clock.today()),
        has_other_day=convening.meeting.held_on != convening.starts_on,
        is_day_off=not is_working_day(convening.starts_on),
        may=_may(actor, convening, listed, untold=untold, silent=silent),
    )


def _knows_less(invitation: Invitation, convening: Convening) -> bool:
    told = invitation.sent_sequence
    return told is None or told < convening.sequence


def _may(
    actor: Actor, convening: Convening, listed: list[Invitation], *, untold: int, silent: int
) -> frozenset[str]:
    if not policies.can_convene(actor, convening):
        return frozenset()
    moves = {"seat"} if _can_seat(convening) else set()
    if convening.meeting.state != MeetingState.PLANNED:
        return frozenset(moves)
    if convening.state == ConveningState.CALLED_OFF:
        return frozenset({"take_up"})
    moves.add("change")
    is_ahead = convening.starts_at > clock.now()
    if is_ahead and (untold or (listed and convening.state == ConveningState.DRAFT)):
        moves.add("send")
    if convening.state == ConveningState.SENT:
        moves.add("call_off")
        if silent and is_ahead:
            moves.add("remind")
    return frozenset(moves)


def _can_seat(convening: Convening) -> bool:
    """Say whether the attendance may begin with the answers: nobody has recorded one."""
    is_open = convening.meeting.state != MeetingState.CLOSED
    if convening.state != ConveningState.SENT or not is_open:
        return False
    return not convening.meeting.attendances.exists()
