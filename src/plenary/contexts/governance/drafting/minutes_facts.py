"""What minutes are drafted from: a meeting's record as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.contexts.governance.drafting.facts import Pair
from plenary.readout import Voice

UNWRITTEN = Pair()


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A person of the attendance, the posts in which they came, and who came in their stead."""

    name: Pair
    posts: tuple[Pair, ...] = ()
    stand_in: Pair = UNWRITTEN


@dataclass(frozen=True, slots=True)
class SpotTaskFacts:
    """A task that rests on a decision."""

    task_id: int
    title: Pair
    lead: Pair = UNWRITTEN
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """A decision or directive: its number, its wording, and the passage it was read from."""

    pk: int
    number: int
    text: Pair
    kind: str = ""
    passage: int | None = None
    tasks: tuple[SpotTaskFacts, ...] = ()
    voices: Mapping[str, Voice] = field(default_factory=dict)
    """How its source reports it, and that source in the other language, by their languages."""
    lang: str = ""
    """The language of its source."""
    source: int = 0
    """The document it was read from."""
    narrow: frozenset[str] = frozenset()
    """The languages in which its words were read from a text that is not public."""

    @property
    def voice(self) -> Voice | None:
        """Give how the source that it was read from reports it."""
        return self.voices.get(self.lang)


@dataclass(frozen=True, slots=True)
class QuorumFacts:
    """How many seats there are, how many are needed and how many were filled."""

    seats: int
    needed: int
    filled: int


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An agenda item with what was decided on it, and who was out of the room and why.

    ``quorum`` is there where those left in the room did not make it.
    """

    pk: int
    number: int
    kind: str
    text: Pair
    passage: int | None = None
    decisions: tuple[MatterFacts, ...] = ()
    away: tuple[tuple[Pair, str], ...] = ()
    quorum: QuorumFacts | None = None
    narrow: frozenset[str] = frozenset()
    """The languages in which its words were read from a text that is not public."""
    is_dealt_with: bool = True
    """Whether the record, in public with what is held back, says that the sitting came to it."""


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """A sitting as the secretary recorded it."""

    title: Pair
    body: Pair
    held_on: dt.date | None = None
    place: Pair = UNWRITTEN
    chair: SeatFacts | None = None
    present: tuple[SeatFacts, ...] = ()
    excused: tuple[SeatFacts, ...] = ()
    absent: tuple[SeatFacts, ...] = ()
    observers: tuple[SeatFacts, ...] = ()
    groups: tuple[Pair, ...] = ()
    units_excused: tuple[Pair, ...] = ()
    """Units that were asked, of which nobody is recorded, and which answered that nobody comes."""
    units_unrecorded: tuple[Pair, ...] = ()
    """The others that were asked and of which nobody is recorded."""
    items: tuple[ItemFacts, ...] = ()
    loose: tuple[MatterFacts, ...] = ()
    demands: tuple[MatterFacts, ...] = ()
    quorum: QuorumFacts | None = None
