"""The port by which a context says who still sees what a line tells of: it is asked before a mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from plenary.shared.actor import Actor

Visible = Callable[[Actor], QuerySet[Any]]

AT_ONCE = 100
"""So many readers' rights are looked at in one query; SQLite joins five hundred at most."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject: what of it an actor sees, and whether accounts of equal access see the same."""

    visible_to: Visible
    is_personal: bool


_kinds: dict[str, Kind] = {}


def register(kind: str, visible_to: Visible, *, is_personal: bool = True) -> None:
    """Say what an actor sees of a kind, ``governance.task`` for example.

    Not ``is_personal``: it turns on roles, units and posts alone, so that one look serves all accounts
    that have the same.
    """
    _kinds[kind] = Kind(visible_to, is_personal)


def about(kind: str, pk: int) -> str:
    """Give the name by which a line keeps its subject."""
    return f"{kind}:{pk}"


def seen(asked: Iterable[tuple[Actor, str]]) -> set[tuple[int, str]]:
    """Give which of these accounts see which of these subjects now, as pairs of both.

    One query for each kind and each hundred accesses. Nobody sees a subject of an unknown kind.
    """
    wanted: dict[str, dict[Any, _Access]] = defaultdict(dict)
    for actor, subject in asked:
        kind, _colon, pk = subject.rpartition(":")
        if kind in _kinds and actor.user_id is not None:
            key = (actor.user_id if _kinds[kind].is_personal else None, *_rights(actor))
            access = wanted[kind].setdefault(key, _Access(actor, defaultdict(set)))
            access.subjects[int(pk)].add(actor.user_id)
    return {
        (user_id, about(kind, pk))
        for kind, accesses in wanted.items()
        for access, pk in _visible(_kinds[kind].visible_to, list(accesses.values()))
        for user_id in access.subjects[pk]
    }


@dataclass(frozen=True, slots=True)
class _Access:
    """Accounts that see the same of a kind, by the records that they are asked about."""

    actor: Actor
    subjects: dict[int, set[int]]


def _rights(actor: Actor) -> tuple[frozenset[Any], ...]:
    return actor.roles, actor.unit_ids, actor.post_ids


def _visible(visible_to: Visible, accesses: list[_Access]) -> Iterator[tuple[_Access, int]]:
    for at in range(0, len(accesses), AT_ONCE):
        some = accesses[at : at + AT_ONCE]
        first, *others = (
            visible_to(access.actor)
            .filter(pk__in=list(access.subjects))
            .order_by()
            .annotate(access_number=Value(number, output_field=IntegerField()))
            .values_list("pk", "access_number")
            for number, access in enumerate(some)
        )
        for pk, number in first.union(*others, all=True):
            yield some[number], pk
