"""Which agreed names a text does not keep to, by the term base in force and by the records' own names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from plenary.contexts.language.checking.agreed import Drift, Name, Part, drifting
from plenary.contexts.language.selectors.index import index_in_force
from plenary.kernel.text.naming import Recorded, recorded_in


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


def _name(one: Recorded, on: dt.date) -> Name:
    borne = [name for name in one.former if on <= name.until]
    gone = [name for name in one.former if name not in borne]
    return Name(
        names=(*one.names, *((name.zh, name.en) for name in borne)),
        former=tuple(text for name in gone for text in (name.zh, name.en) if text),
        source=str(one.word),
    )
