"""The clauses of a sentence as the directives need them: without frames and links, with the mood they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plenary.readout.chinese.demands import demand_of
from plenary.readout.chinese.frames import FrameKind, frame_of, is_numbered, skip_links
from plenary.readout.chinese.passages import Clause

_MEETING_ITSELF = re.compile(r"^(?:会议|会上|主席会议|委员长会议|座谈会|大会|全会)(?!(?:要|必须))")


@dataclass(slots=True)
class Group:
    """Clauses that make one directive, as places in the passage."""

    start: int
    end: int
    verb: str | None
    actor: tuple[int, int] | None = None
    loyal: bool = False
    acts_until: int | None = None
    """Where what is to be done ends, and who does it begins."""


@dataclass(slots=True)
class Mood:
    """What is carried from clause to clause and from sentence to sentence of a passage."""

    frame: FrameKind | None = None
    opened: bool = False
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause without its frame and links; ``fresh`` where a frame stood before it."""

    start: int
    end: int
    stop: str
    frame: FrameKind | None
    fresh: bool
    first: bool
    last: bool
    numbered: bool

    def of(self, text: str) -> str:
        """Give the words of the clause."""
        return text[self.start : self.end]


def pieces_of(text: str, sentence: list[Clause], mood: Mood) -> Iterator[Piece]:
    """Take frames and links off the clauses of a sentence; frames change the mood."""
    fresh, first, seen = False, True, False
    for clause in sentence:
        start, content = clause.start, text[clause.start : clause.end]
        linked = skip_links(content)
        frame = frame_of(content) or (frame_of(content[linked:]) if linked else None)
        if frame:
            offset = 0 if frame_of(content) else linked
            seen = frame.kind == "sees"
            mood.frame, fresh, first = (mood.frame if seen else frame.kind), True, True
            start += offset + frame.content
        elif _MEETING_ITSELF.match(content) and not demand_of(content):
            mood.frame, mood.opened = None, False
        if start >= clause.end:
            continue
        content = text[start : clause.end]
        numbered = is_numbered(content)
        start += skip_links(content)
        if start >= clause.end:
            continue
        holds: FrameKind | None = "sees" if seen else mood.frame
        yield Piece(
            start, clause.end, clause.stop, holds, fresh, first, clause is sentence[-1], numbered
        )
        fresh = first = False
