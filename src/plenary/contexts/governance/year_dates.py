"""What other contexts let stand on the timeline of a year: each offers at start the days of its own records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class YearDate:
    """A record of some days that the actor sees, with its names and addresses in both languages."""

    starts_on: dt.date
    ends_on: dt.date
    title_zh: str
    title_en: str
    url_zh: str
    url_en: str
    state: Literal["event", "event_off", "event_draft"] = "event"
    """As announced, put off or cancelled, or not announced yet."""
    unit_id: int | None = None


Source = Callable[[Actor, dt.date, dt.date], Iterable[YearDate]]
"""Gives what touches these days, both included, in a fixed number of queries."""
_sources: list[Source] = []


def offer(source: Source) -> None:
    """Let a context offer days of its records that the actor sees; twice is the same as once."""
    if source not in _sources:
        _sources.append(source)


def dates_within(actor: Actor, first: dt.date, last: dt.date) -> list[YearDate]:
    """Give what all contexts offer of these days, in the order of its beginning."""
    found = (one for source in _sources for one in source(actor, first, last))
    return sorted(found, key=lambda one: (one.starts_on, one.ends_on, one.title_zh))
