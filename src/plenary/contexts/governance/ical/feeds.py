"""A feed of meetings (VEVENT) and due dates (VTODO) for calendar programs to subscribe to (RFC 5545, 7986)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, Todo

PRODUCT = "-//Plenary//Calendar//EN"
REFRESH = dt.timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting in a feed: with its hours where they are known, else its day."""

    uid: str
    sequence: int
    on: dt.date
    summary: str
    url: str
    location: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    is_called_off: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A due date in a feed."""

    uid: str
    sequence: int
    on: dt.date
    summary: str
    url: str
    is_done: bool = False


def write_feed(
    name: str, language: str, stamp: dt.datetime, entries: Iterable[Sitting | Due]
) -> bytes:
    """Write a feed; the same entries and stamp give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", name, parameters={"LANGUAGE": language})
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        made = _event(entry) if isinstance(entry, Sitting) else _todo(entry)
        made.add("uid", entry.uid)
        made.add("sequence", entry.sequence)
        made.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
        made.add("summary", entry.summary, parameters={"LANGUAGE": language})
        made.add("url", entry.url)
        calendar.add_component(made)
    return bytes(calendar.to_ical())


def _event(sitting: Sitting) -> Event:
    event = Event()
    if sitting.starts_at and sitting.ends_at:
        event.add("dtstart", sitting.starts_at.astimezone(dt.UTC))
        event.add("dtend", sitting.ends_at.astimezone(dt.UTC))
    else:
        event.add("dtstart", sitting.on)
        event.add("dtend", sitting.on + dt.timedelta(days=1))
    event.add("status", "CANCELLED" if sitting.is_called_off else "CONFIRMED")
    if sitting.location:
        event.add("location", sitting.location)
    return event


def _todo(due: Due) -> Todo:
    todo = Todo()
    todo.add("due", due.on)
    todo.add("status", "COMPLETED" if due.is_done else "NEEDS-ACTION")
    if due.is_done:
        todo.add("percent-complete", 100)
    return todo
