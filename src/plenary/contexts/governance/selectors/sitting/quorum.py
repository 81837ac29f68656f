"""How many seats of a body are filled by those who take part in its meeting, against its quorum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plenary.contexts.governance.enums import AttendanceStatus, SeatKind
from plenary.contexts.governance.models import Attendance, BodyRules, Meeting
from plenary.contexts.governance.selectors.convening import candidates, seats
from plenary.shared import clock


@dataclass(frozen=True, slots=True)
class Bench:
    """A body's seats on the day of its meeting, and which of them count, asked for once."""

    rules: BodyRules
    persons: frozenset[int]
    units: frozenset[int]

    def filled_by(self, attendances: Iterable[Attendance]) -> seats.Quorum:
        """Give how those in the room stand to the quorum.

        A unit's seat is filled by whoever comes in one of its posts, a seat only once. A substitute
        fills it where the rules say so, an observer never.
        """
        filling = {AttendanceStatus.PRESENT}
        if self.rules.substitutes_count:
            filling.add(AttendanceStatus.SUBSTITUTE)
        there = [one for one in attendances if one.status in filling]
        total = filled = 0
        if self.rules.quorum_counts != SeatKind.UNITS:
            total += len(self.persons)
            filled += len(self.persons & {one.person_id for one in there})
        if self.rules.quorum_counts != SeatKind.PERSONS:
            total += len(self.units)
            posts = {post.organisation_id for one in there for post in one.posts.all()}
            filled += len(self.units & posts)
        needed = seats.needed(self.rules, total)
        return seats.Quorum(seats=total, needed=needed, coming=filled, waiting=0)


def bench_of(meeting: Meeting) -> Bench | None:
    """Give the seats that a meeting's quorum counts; none where the body's rules ask for none."""
    rules = seats.rules_of(meeting.body)
    if not rules.quorum_whole or not rules.quorum_part:
        return None
    persons, units = candidates.seats(meeting.body, meeting.held_on or clock.today())
    return Bench(rules, persons, units)
