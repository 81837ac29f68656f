"""Takes a text of the desk for a change, and tells a late save what has changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plenary.contexts.communications.selectors.desk.texts import lines
from plenary.kernel.audit.recording import lock
from plenary.kernel.text import selectors
from plenary.kernel.text.digests import digest
from plenary.kernel.text.kinds import TextKind, kinds
from plenary.kernel.text.models import TextState
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Stale


@dataclass(frozen=True, slots=True)
class Seen:
    """The digests of the two sides that the actor was shown."""

    source: str
    other: str


@dataclass(frozen=True, slots=True)
class Locked:
    """A text taken for a change, with its record and whoever keeps that."""

    text: TextState
    kind: TextKind
    record: Any


def lock_text(actor: Actor, text_id: int, seen: Seen | None = None) -> Locked:
    """Take a visible text, its record first. ``Stale`` where a side is not the one that was seen."""
    label = TextState.objects.filter(pk=text_id).values_list("subject_type", flat=True).first()
    found = selectors.visible_to(actor, label).filter(pk=text_id).first() if label else None
    if found is None:
        raise NotFound
    kind = kinds()[found.subject_type]
    if kind.hold:
        kind.hold(actor=actor, record_id=found.subject_id)
    lock(kind.visible_to(actor), pk=found.subject_id)
    text = lock(TextState.objects.all(), pk=text_id)
    [line] = lines([text])
    if seen:
        sides = (text.source_side, seen.source), (text.other_side, seen.other)
        if any(_digest(line.record, text.field, side) != shown for side, shown in sides):
            raise Stale
    return Locked(text, kind, line.record)


def _digest(record: Any, field: str, side: str) -> str:
    return digest(str(getattr(record, f"{field}_{side}") or ""))
