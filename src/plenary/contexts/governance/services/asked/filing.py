"""Writes down what a form cost the unit that sent it."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.contexts.governance.enums import FilingKind
from plenary.contexts.governance.models import Filing
from plenary.shared import clock
from plenary.shared.actor import Actor

LONGEST = 30 * 60
"""Seconds: a form that lay open for longer was not being filled in all the while."""


def keep_filing(
    *, actor: Actor, unit_id: int, kind: FilingKind, fields_typed: int, seconds: int | None = None
) -> None:
    """Keep that a unit sent a form; within the transaction of what the form was for.

    What the office sends on a unit's behalf costs the unit nothing and is not kept.
    """
    if unit_id not in actor.unit_ids and not actor.has("system"):
        return
    Filing.objects.create(
        unit_id=unit_id,
        kind=kind,
        filed_at=clock.now(),
        fields_typed=fields_typed,
        seconds=None if seconds is None else min(max(seconds, 0), LONGEST),
    )


def typed_in(values: Iterable[object]) -> int:
    """Count the fields of a form that hold something."""
    return sum(bool(str(value).strip()) for value in values if value)
