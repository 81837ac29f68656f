"""Cuts a text where passages begin and end, so that passages may lie in and across one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A passage's place in the text."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the passages that cover it and those of them that begin here."""

    text: str
    passages: tuple[int, ...] = ()
    beginning: tuple[int, ...] = ()


def pieces(text: str, passages: Iterable[Span]) -> list[Piece]:
    """Cut a text into pieces that lie wholly within or wholly outside each passage.

    Put together the pieces are the text. Each passage begins in exactly one piece, the place of its
    anchor. The work is linear in the pieces made, however the passages overlap.
    """
    spans = sorted(passages, key=lambda span: (span.start, -span.end, span.id))
    cuts = sorted({0, len(text), *(at for s in spans for at in (s.start, s.end) if at < len(text))})
    made: list[Piece] = []
    open_spans: list[Span] = []
    upcoming = iter(spans)
    waiting = next(upcoming, None)
    for start, end in pairwise(cuts):
        open_spans = [span for span in open_spans if span.end > start]
        beginning = []
        while waiting is not None and waiting.start <= start:
            open_spans.append(waiting)
            beginning.append(waiting.id)
            waiting = next(upcoming, None)
        covering = tuple(span.id for span in open_spans)
        made.append(Piece(text[start:end], covering, tuple(beginning)))
    return made
