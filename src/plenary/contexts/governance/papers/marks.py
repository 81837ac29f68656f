"""The source text cut into runs, each with the marks that cover it, for the page to show."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.contexts.governance.papers.shape import Paper, live

_FACT_KINDS = {"title": "title", "source": "source", "body": "body", "name": "body", "date": "date"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place: the part it shows, and its kind."""

    part: str
    kind: str
    state: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters under the same marks, the widest first.

    ``opens`` holds the parts whose mark begins with this run: their address in the page.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]
    opens: tuple[str, ...]


def marks_of(paper: Paper) -> list[Mark]:
    """Give every mark of a paper, in the order of the text."""
    return sorted(_all(paper), key=lambda m: (m.start, -m.end))


def runs(source: str, marks: list[Mark]) -> list[Run]:
    """Cut the source at every mark's beginning and end; the runs joined are the source again."""
    edges = sorted({0, len(source), *(m.start for m in marks), *(m.end for m in marks)})
    begins = sorted(marks, key=lambda m: m.start)
    cut: list[Run] = []
    open_now: list[Mark] = []
    ahead = 0
    for start, end in itertools.pairwise(edges):
        open_now = [m for m in open_now if m.end > start]
        opened = []
        while ahead < len(begins) and begins[ahead].start == start:
            opened.append(begins[ahead])
            ahead += 1
        open_now += opened
        covering = tuple(sorted(open_now, key=lambda m: m.start - m.end))
        cut.append(Run(start, source[start:end], covering, tuple(m.part for m in opened)))
    return cut


def _all(paper: Paper) -> Iterator[Mark]:
    for field, kind in _FACT_KINDS.items():
        fact = paper["facts"].get(field)
        if fact and fact["start"] is not None and fact["end"] is not None:
            yield Mark(f"f-{field}", kind, "found", fact["start"], fact["end"])
    kinds = {"clauses": "directive", "agenda": "agenda", "people": "person", "groups": "group"}
    for section, kind in {**kinds, "references": "reference"}.items():
        for one in live(paper, section):
            yield Mark(one["id"], kind, one["state"], one["start"], one["end"])
            for post in one.get("posts", ()):
                yield Mark(post["id"], "post", one["state"], post["start"], post["end"])
