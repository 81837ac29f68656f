"""The closed list of events: each context declares its own, with what is told and who may be told it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from plenary.shared.actor import Actor

TEST = "test"
"""The event of a test, which any webhook gets when its owner asks."""


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event: the audited actions that are one, what is told, and of which records an actor is told."""

    name: str
    label: Any
    actions: frozenset[str]
    tell: Callable[[Any], dict[str, Any]]
    """Give the facts of a record: ids, states and addresses, no texts of people."""
    among: Callable[[Actor], QuerySet[Any]]


_events: dict[str, Event] = {}
_by_action: dict[str, Event] = {}


def offer(
    name: str,
    label: Any,
    *,
    actions: Iterable[str],
    tell: Callable[[Any], dict[str, Any]],
    among: Callable[[Actor], QuerySet[Any]],
) -> None:
    """Add a kind of event when an app starts."""
    event = Event(name, label, frozenset(actions), tell, among)
    _events[name] = event
    _by_action.update(dict.fromkeys(event.actions, event))


def known() -> dict[str, Event]:
    """Give the events by name."""
    return dict(_events)


def choices() -> list[tuple[str, Any]]:
    """Give the events to choose from."""
    return [(name, event.label) for name, event in sorted(_events.items())]


def event_of(action: str) -> Event | None:
    """Give the event that an audited action is; for most it is none."""
    return _by_action.get(action)


def sees(event: str, actor: Actor, subject_id: int) -> bool:
    """Say whether an actor may be told of a record."""
    found = _events.get(event)
    return found is not None and found.among(actor).filter(pk=subject_id).exists()


def facts(event: Event, subject: Model) -> dict[str, Any]:
    """Give what is told of a record."""
    return event.tell(subject)
