"""Which agreed names a text does not keep to, by the term base in force and by the records' own names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plenary.contexts.language.checking.agreed import Book, Drift, Name, Part, drifting
from plenary.contexts.language.checking.findings import Side
from plenary.contexts.language.selectors.index import index_in_force
from plenary.kernel.text.naming import Recorded, recorded_in
from plenary.shared import clock


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A name in one language of a text that its record bore until a day, and what it is called now."""

    side: Side
    name: str
    now: str
    until: dt.date


def open_names(parts: Sequence[Part], *, on: dt.date) -> list[Drift]:
    """Give the agreed names that the parts of a text do not keep to, judged by a day.

    A name that a record bore on that day is as good as the one of today.
    """
    whole = [part for part in parts if part.zh.strip() and part.en.strip()]
    if not whole:
        return []
    zh, en = ("\n".join(part[at] for part in whole) for at in (1, 2))
    names = [_name(one, on) for one in recorded_in(zh, en)]
    return drifting(whole, terms=index_in_force(), names=names, on=on)


def names_given_up(zh: str, en: str) -> Iterator[GivenUp]:
    """Give the names in a text that their records bear no longer.

    Not what another record bears now, nor what stands within a longer name that is borne, or as another body's.
    """
    records = recorded_in(zh, en)
    if not any(one.former for one in records):
        return
    names = [Name(one.names, source=str(one.word)) for one in records]
    book = Book(index_in_force(), names, clock.today())
    sides: tuple[tuple[Side, str], ...] = (("zh", zh), ("en", en))
    for record in records:
        for former in record.former:
            for side, text in sides:
                old, called = getattr(former, side), getattr(record, side)
                if called and (at := book.former_in(text, old)):
                    yield GivenUp(side, text[slice(*at)], called[0], former.until)


def _name(one: Recorded, on: dt.date) -> Name:
    borne = [name for name in one.former if on <= name.until]
    gone = [name for name in one.former if name not in borne]
    return Name(
        names=(*one.names, *((name.zh, name.en) for name in borne)),
        former=tuple(text for name in gone for text in (name.zh, name.en) if text),
        source=str(one.word),
    )
