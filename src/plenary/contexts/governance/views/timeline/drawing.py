"""Lays the dates of a year out in lanes of rows, with the numbers of each row by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plenary.contexts.governance.selectors.timeline.dates import Counted, Line
from plenary.shared.web.timelines import Dated, Mark, marks

LIGHTS = ("red", "yellow", "green", "none", "made_good", "done")
STEPS = ("step_late", "step", "step_done")
EVENTS = ("meeting", "called_off", "event", "event_off", "event_draft", "report")
ORDER = (*LIGHTS, *STEPS, *EVENTS)
"""What asks for a reader's eye comes first where several dates are drawn as one mark."""
MOST_LANES = 24
"""So many lanes are drawn; the dates of the others, the smaller ones, stand in one below them."""
ROW, ROOM, HEAD = 1.6, 0.7, 1.9
"""Heights in letters: of a row, of the room around the rows of a lane, of the line of months."""


@dataclass(slots=True)
class Row:
    """Dates of one kind in a lane."""

    kind: str
    dated: list[Dated] = field(default_factory=list)
    y: float = 0.0

    @property
    def marks(self) -> list[Mark]:
        """Give what is drawn."""
        return marks(self.dated, ORDER)

    @property
    def months(self) -> list[int]:
        """Give the numbers of the twelve months."""
        by_month: Counter[int] = Counter()
        for one in self.dated:
            by_month[one.on.month] += one.count
        return [by_month[month] for month in range(1, 13)]

    @property
    def total(self) -> int:
        """Give the number of dates."""
        return sum(one.count for one in self.dated)


@dataclass(slots=True)
class Lane:
    """A theme or unit with its rows; ``pk`` is none for what no link leads to."""

    pk: int | None
    name: str
    rows: list[Row]
    y: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lanes from the top, how high they are together, and how often each key occurs."""

    lanes: list[Lane]
    height: float
    counts: Mapping[str, int]


def drawing(
    counted: Iterable[Counted], events: Sequence[Line], names: Sequence[tuple[int, str]]
) -> Drawing:
    """Lay out the common lane of meetings, events and reports, then a lane for each name that has dates."""
    held: defaultdict[int | None, dict[str, Row]] = defaultdict(dict)
    known = {pk for pk, _name in names}
    for one in counted:
        rows = held[one.lane if one.lane in known else None]
        row = rows.setdefault(one.kind, Row(one.kind))
        row.dated.append(Dated(one.on, one.key, one.count))
    lanes = [_common(events), *_kept(held, names)]
    lanes = [lane for lane in lanes if lane.rows]
    counts: Counter[str] = Counter()
    for lane in lanes:
        for row in lane.rows:
            for dated in row.dated:
                counts[dated.key] += dated.count
    return Drawing(lanes, _stacked(lanes), counts)


def _common(events: Iterable[Line]) -> Lane:
    rows: dict[str, Row] = {}
    for line in events:
        rows.setdefault(line.kind, Row(line.kind)).dated.append(Dated(line.on, line.key))
    return Lane(None, _("Meetings, events and reports"), [rows[kind] for kind in sorted(rows)])


def _kept(
    held: dict[int | None, dict[str, Row]], names: Sequence[tuple[int, str]]
) -> Iterable[Lane]:
    lanes = [Lane(pk, name, _ordered(held[pk])) for pk, name in names if pk in held]
    sizes = {lane.pk: sum(row.total for row in lane.rows) for lane in lanes}
    large = set(sorted(sizes, key=lambda pk: -sizes[pk])[:MOST_LANES])
    yield from (lane for lane in lanes if lane.pk in large)
    if rest := [lane for lane in lanes if lane.pk not in large]:
        rows: dict[str, Row] = {}
        for row in (row for lane in rest for row in lane.rows):
            rows.setdefault(row.kind, Row(row.kind)).dated.extend(row.dated)
        name = _("%(count)s others") % {"count": len(rest)}
        yield Lane(None, name, _ordered(rows))
    if None in held:
        yield Lane(None, _("none given"), _ordered(held[None]))


def _ordered(rows: dict[str, Row]) -> list[Row]:
    return [rows[kind] for kind in ("task", "milestone") if kind in rows]


def _stacked(lanes: Iterable[Lane]) -> float:
    y = HEAD
    for lane in lanes:
        lane.y, lane.height = round(y, 2), round(ROOM + ROW * len(lane.rows), 2)
        for number, row in enumerate(lane.rows):
            row.y = round(y + ROOM / 2 + ROW * number + (ROW - 1) / 2, 2)
        y += lane.height
    return round(y, 2)
