"""The secretary's screen: who is there and what is decided, item by item, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language

from plenary.contexts.governance import policies
from plenary.contexts.governance.drafting.titles import task_title_en, task_title_zh
from plenary.contexts.governance.enums import AttendanceStatus, MeetingState, PresenceKind
from plenary.contexts.governance.models import (
    AgendaItem,
    Attendance,
    Basis,
    Decision,
    ItemPresence,
    Meeting,
    Task,
)
from plenary.contexts.governance.selectors import meetings, tasks
from plenary.contexts.governance.selectors.convening.seats import Quorum
from plenary.contexts.governance.selectors.sitting.quorum import Bench, bench_of
from plenary.contexts.governance.selectors.sitting.unnamed import UnnamedUnit, unnamed_units
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, NotFound

HERE = (AttendanceStatus.PRESENT, AttendanceStatus.SUBSTITUTE, AttendanceStatus.OBSERVER)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the tasks that rest on it."""

    record: Decision
    tasks: list[Task]

    @property
    def title_zh(self) -> str:
        """Name the task that is made of it, in Chinese."""
        return task_title_zh(self.record.text_zh)[:300]

    @property
    def title_en(self) -> str:
        """Name the task that is made of it, in English."""
        return task_title_en(self.record.text_en)[:500]


@dataclass(frozen=True, slots=True)
class Matter:
    """An agenda item with what was decided on it and who was not there for it."""

    item: AgendaItem
    decisions: list[Decided]
    presences: list[ItemPresence]
    away: list[Attendance]
    """Who takes part in the meeting but was not in the room for this item."""
    here: int
    quorum: Quorum | None = None
    """How those in the room stand to the quorum, where somebody was out of it."""

    @property
    def seen_last(self) -> int:
        """Give the last decision that the screen shows, for the next to be recorded against."""
        return max((one.record.pk for one in self.decisions), default=0)


@dataclass(frozen=True, slots=True)
class SittingPage:
    """The whole screen."""

    meeting: Meeting
    attendances: list[Attendance]
    matters: list[Matter]
    loose: list[Decided]
    """Decisions on no item, made before or read from a text."""
    may_edit: bool
    is_called_off: bool = False
    quorum: Quorum | None = None
    """How those present stand to what the body's rules ask."""
    unnamed: Sequence[UnnamedUnit] = ()
    """The units that were asked and of which nobody is in the attendance."""

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Give how many take part in which way: status, its word, number."""
        counted = Counter(one.status for one in self.attendances)
        return [
            (value, str(label), counted[value])
            for value, label in AttendanceStatus.choices
            if counted[value]
        ]

    @property
    def every_decision(self) -> list[Decided]:
        """Give all decisions, those on an item and those on none."""
        return [*self.loose, *(one for matter in self.matters for one in matter.decisions)]

    @property
    def there(self) -> list[Attendance]:
        """Give those of whom an item may note something."""
        return [one for one in self.attendances if one.status in HERE]


def sitting_page(actor: Actor, pk: int) -> SittingPage:
    """Give the screen of a meeting; ``NotFound`` for one unseen, ``Forbidden`` to who keeps none."""
    meeting = meetings.visible_to(actor).select_related("body").filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    if not policies.can_manage_meetings(actor, meeting):
        raise Forbidden
    presences = ItemPresence.objects.select_related("item")
    attendances = list(
        meeting.attendances.select_related("person").prefetch_related(
            "posts", Prefetch("presences", presences)
        )
    )
    decided = _decided(actor, meeting)
    bench = bench_of(meeting)
    is_called_off = meetings.is_called_off(meeting)
    return SittingPage(
        meeting=meeting,
        attendances=attendances,
        matters=[
            _matter(item, attendances, decided[item.pk], bench) for item in meeting.items.all()
        ],
        loose=decided[None],
        may_edit=meeting.state != MeetingState.CLOSED and not is_called_off,
        is_called_off=is_called_off,
        quorum=bench.filled_by(attendances) if bench else None,
        unnamed=[] if is_called_off else unnamed_units(meeting, attendances),
    )


def unit_names() -> list[str]:
    """Give the names of the units in the language in force, for a field that completes them."""
    side = "zh" if (get_language() or "en").startswith("zh") else "en"
    other = "en" if side == "zh" else "zh"
    units = Organisation.objects.filter(kind="unit", dissolved_on=None)
    names = units.values_list(f"name_{side}", f"name_{other}")
    return sorted(here or there for here, there in names)


def away_kind(attendance: Attendance, item: AgendaItem) -> str:
    """Say why somebody who takes part in the meeting was out of the room for an item, if they were."""
    if attendance.status not in HERE:
        return ""
    missed = (str(noted.kind) for noted in attendance.presences.all() if _misses(noted, item))
    return next(missed, "")


def _misses(noted: ItemPresence, item: AgendaItem) -> bool:
    if noted.kind == PresenceKind.LATE:
        return item.number < noted.item.number
    if noted.kind == PresenceKind.LEFT:
        return item.number >= noted.item.number
    return item.pk == noted.item_id


def _matter(
    item: AgendaItem,
    attendances: Sequence[Attendance],
    decided: list[Decided],
    bench: Bench | None,
) -> Matter:
    away = [one for one in attendances if away_kind(one, item)]
    in_the_room = [one for one in attendances if one not in away]
    return Matter(
        item=item,
        decisions=decided,
        presences=[
            _of(noted, one)
            for one in attendances
            for noted in one.presences.all()
            if noted.item_id == item.pk
        ],
        away=away,
        here=sum(one.status in HERE for one in in_the_room),
        quorum=bench.filled_by(in_the_room) if bench and away else None,
    )


def _of(noted: ItemPresence, attendance: Attendance) -> ItemPresence:
    noted.attendance = attendance
    return noted


def _decided(actor: Actor, meeting: Meeting) -> defaultdict[int | None, list[Decided]]:
    resting: defaultdict[int | None, list[Task]] = defaultdict(list)
    bases = Basis.objects.filter(
        decision__meeting=meeting, task__in=tasks.visible_to(actor).values("pk")
    )
    for basis in bases.select_related("task__lead_unit"):
        resting[basis.decision_id].append(basis.task)
    decided: defaultdict[int | None, list[Decided]] = defaultdict(list)
    for decision in meeting.decisions.all():
        decided[decision.item_id].append(Decided(decision, resting[decision.pk]))
    return decided
