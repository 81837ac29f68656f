"""A meeting's record as plain values, for its minutes to be drafted from; at most thirteen queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.minutes_facts import (
    ItemFacts,
    MatterFacts,
    MinutesFacts,
    QuorumFacts,
    SeatFacts,
    SpotTaskFacts,
)
from plenary.contexts.governance.enums import AttendanceStatus
from plenary.contexts.governance.models import (
    AgendaItem,
    Attendance,
    Basis,
    Decision,
    Directive,
    Meeting,
)
from plenary.contexts.governance.selectors.held import NARROWING, decisions_held
from plenary.contexts.governance.selectors.sitting.page import away_kind
from plenary.contexts.governance.selectors.sitting.quorum import Bench, bench_of

CAME = (AttendanceStatus.PRESENT, AttendanceStatus.SUBSTITUTE)


def minutes_facts(meeting: Meeting, *, is_public: bool = False) -> MinutesFacts:
    """Give what a meeting's record says now; for the public without what a paper's class holds back."""
    attendances = list(
        meeting.attendances.select_related("person").prefetch_related("posts", "presences__item")
    )
    decisions = _decisions(meeting, is_public=is_public)
    bench = bench_of(meeting) if attendances else None
    chair = next((one for one in attendances if one.is_chair), None)
    return MinutesFacts(
        title=_pair(meeting, "title"),
        body=_pair(meeting.body, "name"),
        held_on=meeting.held_on,
        place=_pair(meeting.place, "name") if meeting.place else Pair(),
        chair=_seat(chair) if chair else None,
        present=_seats(attendances, *CAME),
        excused=_seats(attendances, AttendanceStatus.EXCUSED),
        absent=_seats(attendances, AttendanceStatus.ABSENT),
        observers=_seats(attendances, AttendanceStatus.OBSERVER),
        groups=tuple(_pair(group, "text") for group in meeting.groups.all()),
        items=tuple(
            _item(item, decisions[item.pk], attendances, bench) for item in meeting.items.all()
        ),
        loose=tuple(decisions[None]),
        demands=tuple(_matter(one) for one in meeting.directives.all()),
        quorum=_quorum(bench, attendances),
    )


def _quorum(bench: Bench | None, attendances: Sequence[Attendance]) -> QuorumFacts | None:
    found = bench.filled_by(attendances) if bench else None
    return QuorumFacts(found.seats, found.needed, found.coming) if found else None


def _shortfall(bench: Bench | None, attendances: Sequence[Attendance]) -> QuorumFacts | None:
    """Give the quorum where those in the room do not make it."""
    found = _quorum(bench, attendances)
    return found if found and found.filled < found.needed else None


def _decisions(meeting: Meeting, *, is_public: bool) -> defaultdict[int | None, list[MatterFacts]]:
    resting: defaultdict[int | None, list[SpotTaskFacts]] = defaultdict(list)
    bases = Basis.objects.filter(decision__meeting=meeting).order_by("task_id")
    for basis in bases.select_related("task__lead_unit"):
        task = basis.task
        lead = _pair(task.lead_unit, "name") if task.lead_unit else Pair()
        resting[basis.decision_id].append(
            SpotTaskFacts(task.pk, _pair(task, "title"), lead, task.due_on)
        )
    found: defaultdict[int | None, list[MatterFacts]] = defaultdict(list)
    told = meeting.decisions.all()
    if is_public:
        told = told.exclude(pk__in=decisions_held(*NARROWING).order_by().values("pk"))
    for one in told:
        found[one.item_id].append(_matter(one, str(one.kind), tuple(resting[one.pk])))
    return found


def _matter(
    one: Decision | Directive, kind: str = "", tasks: tuple[SpotTaskFacts, ...] = ()
) -> MatterFacts:
    return MatterFacts(one.pk, one.number, _pair(one, "text"), kind, one.passage_id, tasks)


def _item(
    item: AgendaItem,
    decisions: Sequence[MatterFacts],
    attendances: Sequence[Attendance],
    bench: Bench | None,
) -> ItemFacts:
    away = [
        (_pair(one.person, "name"), kind) for one in attendances if (kind := away_kind(one, item))
    ]
    return ItemFacts(
        pk=item.pk,
        number=item.number,
        kind=item.kind,
        text=_pair(item, "text"),
        passage=item.passage_id,
        decisions=tuple(decisions),
        away=tuple(away),
        quorum=_shortfall(bench, [one for one in attendances if not away_kind(one, item)])
        if away
        else None,
    )


def _seats(attendances: Sequence[Attendance], *statuses: str) -> tuple[SeatFacts, ...]:
    return tuple(_seat(one) for one in attendances if one.status in statuses)


def _seat(one: Attendance) -> SeatFacts:
    return SeatFacts(
        name=_pair(one.person, "name"),
        posts=tuple(_pair(post, "title") for post in one.posts.all()),
        stand_in=_pair(one, "stand_in"),
    )


def _pair(record: Any, stem: str) -> Pair:
    return Pair(getattr(record, f"{stem}_zh"), getattr(record, f"{stem}_en"))
