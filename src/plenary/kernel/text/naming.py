"""The port for recorded names: whoever keeps records with names in both languages says which a text speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a record bore until a day; either side may be empty."""

    zh: str
    en: str
    until: dt.date


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a record is called in each language, its own name first, and what it was called before."""

    word: Any
    """What the record is, as a reader is told where the name comes from."""
    names: tuple[tuple[str, str], ...]
    """Pairs of a Chinese name and its English, such as the short ones; either side may be empty."""
    former: tuple[Former, ...] = ()

    @property
    def zh(self) -> tuple[str, ...]:
        """Give the Chinese names."""
        return tuple(zh for zh, _en in self.names if zh)

    @property
    def en(self) -> tuple[str, ...]:
        """Give the English names."""
        return tuple(en for _zh, en in self.names if en)


Finder = Callable[[str, str], Iterable[Recorded]]
"""Called with a Chinese text and its English."""

_finders: list[Finder] = []


def register_names(finder: Finder) -> None:
    """Let the names of a kind of record be kept to in what is published; twice is the same as once."""
    if finder not in _finders:
        _finders.append(finder)


def recorded_in(zh: str, en: str) -> list[Recorded]:
    """Give the records of which a name, of now or of earlier, stands in one of two texts."""
    return [found for finder in _finders for found in finder(zh, en)]
