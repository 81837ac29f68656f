"""Past-tense facts that are announced once the transaction that made them has been committed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from django.db import transaction

E = TypeVar("E")

log = structlog.get_logger(__name__)

_subscribers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event: type[E], subscriber: Callable[[E], None]) -> None:
    """Call ``subscriber`` with each event of this class; subscribing twice is the same as once."""
    if subscriber not in _subscribers[event]:
        _subscribers[event].append(subscriber)


def announce(event: object) -> None:
    """Tell the subscribers after commit; what a rollback undoes is never announced.

    A subscriber that fails is logged and does not stop the others. What must not be lost is not an
    event but a row written in the same transaction.
    """
    transaction.on_commit(lambda: _tell(event))


def _tell(event: object) -> None:
    for subscriber in _subscribers[type(event)]:
        try:
            subscriber(event)
        except Exception:
            log.exception("subscriber failed", event_name=type(event).__name__)
