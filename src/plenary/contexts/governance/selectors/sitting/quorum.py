"""How many seats of a body are filled by those who take part in its meeting, against its quorum."""

from __future__ import annotations

from collections.abc import Collection

from plenary.contexts.governance.enums import AttendanceStatus, SeatKind
from plenary.contexts.governance.models import Attendance, Meeting
from plenary.contexts.governance.selectors.convening import candidates, seats
from plenary.shared import clock


def quorum_there(meeting: Meeting, attendances: Collection[Attendance]) -> seats.Quorum | None:
    """Give how those present stand to the quorum; none where the body's rules ask for none.

    A unit's seat is filled by whoever comes in one of its posts, a seat only once. A substitute fills
    it where the rules say so, an observer never.
    """
    rules = seats.rules_of(meeting.body)
    if not rules.quorum_whole or not rules.quorum_part:
        return None
    persons, units = candidates.seats(meeting.body, meeting.held_on or clock.today())
    filling = {AttendanceStatus.PRESENT}
    if rules.substitutes_count:
        filling.add(AttendanceStatus.SUBSTITUTE)
    there = [one for one in attendances if one.status in filling]
    total = filled = 0
    if rules.quorum_counts != SeatKind.UNITS:
        total += len(persons)
        filled += len(persons & {one.person_id for one in there})
    if rules.quorum_counts != SeatKind.PERSONS:
        total += len(units)
        filled += len(units & {post.organisation_id for one in there for post in one.posts.all()})
    return seats.Quorum(seats=total, needed=seats.needed(rules, total), coming=filled, waiting=0)
