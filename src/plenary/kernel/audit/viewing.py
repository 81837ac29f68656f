"""Who has looked at what holds personal data or is restricted: one row a person, record, way and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from django.db.models import Model

from plenary.kernel.audit.models import Viewing
from plenary.shared import clock
from plenary.shared.actor import Actor

Way = Literal["seen", "taken"]
"""Shown on a page, or taken out as a file."""

KEPT_FOR = dt.timedelta(days=365)
"""A year: the question who looked is asked within one, and a longer trail would itself be a file on people."""


def note_viewed(actor: Actor, *records: Model, way: Way = "seen") -> None:
    """Write down, in one query, that the actor was shown these records or took them out.

    The first time on a day is kept; a second view on that day leaves nothing. Nobody without an account
    is noted.
    """
    _note(actor, [(type(one), one.pk) for one in records], way)


def note_viewed_ids(
    actor: Actor, model: type[Model], ids: Iterable[int], *, way: Way = "seen"
) -> None:
    """Write the same down of records of one kind that are known by their ids."""
    _note(actor, [(model, pk) for pk in ids], way)


def _note(actor: Actor, records: Iterable[tuple[type[Model], int]], way: Way) -> None:
    if actor.user_id is None:
        return
    now, today = clock.now(), clock.today()
    rows = [
        Viewing(
            actor_id=actor.user_id,
            actor_name=actor.name,
            subject_type=model._meta.label_lower,  # noqa: SLF001 - Django's documented meta API
            subject_id=pk,
            way=way,
            on=today,
            at=now,
        )
        for model, pk in records
    ]
    Viewing.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def forget_viewings() -> int:
    """Delete what is older than a year and give how many."""
    return Viewing.objects.filter(on__lt=clock.today() - KEPT_FOR).delete()[0]
