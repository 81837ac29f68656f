"""What a sheet says of a task."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from plenary.contexts.governance.drafting import Pair


@dataclass(frozen=True, slots=True)
class Move:
    """A later date that has been asked for and is not decided."""

    was_on: dt.date
    wanted_on: dt.date


@dataclass(frozen=True, slots=True)
class Matter:
    """A task as it stands on the day of the sheet."""

    task_id: int
    title: Pair
    lead: Pair
    light: str
    word: Pair
    why: Pair
    rule: str
    due_on: dt.date | None
    first_due_on: dt.date | None
    number: int | None = None
    """Its number in the list that the sheet is about."""
    roles: tuple[Pair, ...] = ()
    deliverables: tuple[Pair, ...] = ()
    last: Pair = field(default_factory=Pair)
    """The latest entry of progress."""
    instructions: tuple[Pair, ...] = ()
    """Those that are not settled."""
    moves: tuple[Move, ...] = ()
    is_illustrative: bool = False
