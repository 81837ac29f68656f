"""What records offer to a unit's report: each context says at start which facts of its own touch a task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose report on which task, over which days, both included; what is known of the task already."""

    task_id: int
    unit_id: int
    title_zh: str
    title_en: str
    since: dt.date
    until: dt.date
    meeting_ids: frozenset[int] = frozenset()
    """The meetings that the task rests on, or whose decision changed a list of its."""
    decided_ids: frozenset[int] = frozenset()
    """Those of them that decided on it; of the others the task rests on what they demanded."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that a record offers, in both languages, with the record it comes from.

    ``key`` names the fact for good: one that an entry holds already is not offered again.
    """

    key: str
    kind: Any
    on: dt.date
    zh: str
    en: str
    url: str


Source = Callable[[Actor, Asked], Iterable[Fact]]
_sources: list[Source] = []


def offer(source: Source) -> None:
    """Let a context offer facts of its records that the actor sees; twice is the same as once."""
    if source not in _sources:
        _sources.append(source)


def facts_for(actor: Actor, asked: Asked) -> list[Fact]:
    """Give the facts that all contexts offer, in the order of their days."""
    found = (fact for source in _sources for fact in source(actor, asked))
    return sorted(found, key=lambda fact: (fact.on, fact.key))
