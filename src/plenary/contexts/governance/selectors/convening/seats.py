"""What a body's rules ask of a meeting, and whether its convening keeps to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import ConveningState, InvitedAs, ReplyKind, SeatKind
from plenary.contexts.governance.models import BodyRules, Convening, Invitation, Meeting
from plenary.contexts.governance.selectors.convening import candidates
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.organisations.models import Organisation

Seat = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats there are, how many are needed, and what the answers make of them."""

    seats: int
    needed: int
    coming: int
    waiting: int
    """Seats whose answer is still open."""

    @property
    def is_reached(self) -> bool:
        """Say whether those who come are enough."""
        return self.coming >= self.needed

    @property
    def is_lost(self) -> bool:
        """Say whether they cannot be enough any more, whatever the others answer."""
        return self.coming + self.waiting < self.needed


@dataclass(frozen=True, slots=True)
class Year:
    """The comprehensive meetings of a body in a year against those that its rules allow."""

    year: int
    meetings: int
    allowed: int | None

    @property
    def is_over(self) -> bool:
        """Say whether there are more than the rules allow."""
        return self.allowed is not None and self.meetings > self.allowed


@dataclass(frozen=True, slots=True)
class Notice:
    """The working days between a notice and its meeting against those that the rules ask for."""

    days: int
    asked: int
    unknown_year: int | None
    """A year between them whose days off are not loaded, so that too many days may be counted."""

    @property
    def is_short(self) -> bool:
        """Say whether the notice comes later than the rules ask."""
        return self.days < self.asked


def rules_of(body: Organisation) -> BodyRules:
    """Give a body's rules; where none are written down, those without any demand."""
    return BodyRules.objects.filter(body=body).first() or BodyRules(body=body)


def quorum_of(
    convening: Convening, rules: BodyRules, invitations: Iterable[Invitation]
) -> Quorum | None:
    """Give how the answers stand to the quorum; none where the body's rules ask for none.

    A seat counts once, however many of a unit's people come. A substitute fills the seat where the
    rules say so.
    """
    if not rules.quorum_whole or not rules.quorum_part:
        return None
    persons, units = candidates.seats(convening.meeting.body, convening.starts_on)
    counted: set[Seat] = set()
    if rules.quorum_counts != SeatKind.UNITS:
        counted |= {("person", pk) for pk in persons}
    if rules.quorum_counts != SeatKind.PERSONS:
        counted |= {("unit", pk) for pk in units}
    coming, open_ones = _answers(list(invitations), counts_substitutes=rules.substitutes_count)
    filled = coming & counted
    return Quorum(
        seats=len(counted),
        needed=needed(rules, len(counted)),
        coming=len(filled),
        waiting=len((open_ones & counted) - filled),
    )


def needed(rules: BodyRules, seats: int) -> int:
    """Give how many seats make the quorum: as many as the fraction, or one more than it gives."""
    part, whole = rules.quorum_part or 0, rules.quorum_whole or 1
    exact, rest = divmod(seats * part, whole)
    return exact + 1 if rest or rules.is_more_than else exact


def year_of(meeting: Meeting, rules: BodyRules) -> Year | None:
    """Count the body's comprehensive meetings of the meeting's year, itself among them.

    None where the meeting is no comprehensive one, or nobody knows its year.
    """
    if not meeting.is_plenary or meeting.year is None:
        return None
    held = Meeting.objects.filter(body=meeting.body_id, year=meeting.year, is_plenary=True)
    count = held.exclude(convening__state=ConveningState.CALLED_OFF).count()
    allowed = rules.meetings_a_year
    if allowed is None:
        allowed = profiles.current().meetings.meetings_a_year
    return Year(meeting.year, count, allowed)


def notice_of(convening: Convening, rules: BodyRules, today: dt.date) -> Notice:
    """Give the working days from the notice, sent or to be sent today, to the meeting."""
    told_on = timezone.localtime(convening.sent_at).date() if convening.sent_at else today
    asked = rules.notice_days
    if asked is None:
        asked = profiles.current().meetings.notice_days
    days = calendar.working_days_between(told_on, convening.starts_on)
    return Notice(
        days=days, asked=asked, unknown_year=calendar.unknown_year(told_on, convening.starts_on)
    )


def _answers(
    invitations: list[Invitation], *, counts_substitutes: bool
) -> tuple[set[Seat], set[Seat]]:
    """Give the seats that are filled, and those that may still be."""
    stand_ins = {one.stands_in_for_id: one for one in invitations if one.stands_in_for_id}
    coming: set[Seat] = set()
    waiting: set[Seat] = set()
    for one in invitations:
        seat = _seat(one)
        if seat is None:
            continue
        stand_in = stand_ins.get(one.pk) if counts_substitutes else None
        told = stand_in.reply if one.reply == ReplyKind.SUBSTITUTED and stand_in else one.reply
        if told == ReplyKind.COMING:
            coming.add(seat)
        elif told == ReplyKind.NONE:
            waiting.add(seat)
    return coming, waiting


def _seat(invitation: Invitation) -> Seat | None:
    if invitation.role == InvitedAs.MEMBER and invitation.person_id:
        return "person", invitation.person_id
    if invitation.role == InvitedAs.UNIT and invitation.unit_id:
        return "unit", invitation.unit_id
    return None
