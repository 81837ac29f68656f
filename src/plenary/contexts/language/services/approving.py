"""Approves as one what a file brought in; what stands against another entry is left to a person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from plenary.contexts.language import policies
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors import imports
from plenary.contexts.language.services.base import count_up, lock_base
from plenary.kernel.audit.recording import authorise, lock, record_many, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.rows import update_rows

BATCH = 500

Kind = tuple[str, str, str]
Span = tuple[dt.date, dt.date, str]


@dataclass(frozen=True, slots=True)
class Approved:
    """How many entries were put in force, and how many are left for a person to look at."""

    approved: int
    left: int


@transaction.atomic
def approve_import(*, actor: Actor, import_id: int) -> Approved:
    """Put the proposals of an import in force, but for those that the actor had a hand in.

    Forbidden to whoever brought the file in. An entry that another one in force stands against is
    left as it is.
    """
    base = lock_base()
    found = lock(imports.visible_to(actor), pk=import_id)
    authorise(actor, policies.can_approve_import, found)
    waiting = list(imports.waiting_of(found).select_for_update().order_by("pk"))
    in_force = _InForce()
    ready = [
        term for term in waiting if not policies.is_writer(actor, term) and in_force.takes(term)
    ]
    _retire_earlier(actor, [term.code for term in ready])
    _approve(actor, ready)
    if ready:
        count_up(base)
    return Approved(len(ready), len(waiting) - len(ready))


class _InForce:
    """The times for which each name is taken, kind by kind."""

    def __init__(self) -> None:
        self._spans: defaultdict[Kind, list[Span]] = defaultdict(list)
        fields = ("name_zh", "profile", "domain", "valid_from", "valid_to", "code")
        for *kind, start, end, code in Term.objects.filter(state=TermState.APPROVED).values_list(
            *fields
        ):
            self._spans[kind[0], kind[1], kind[2]].append(_span(start, end, code))

    def takes(self, term: Term) -> bool:
        """Say whether nothing else holds the name at this time, and let the term hold it."""
        spans = self._spans[term.name_zh, term.profile, term.domain]
        own = _span(term.valid_from, term.valid_to, term.code)
        if any(s[0] <= own[1] and own[0] <= s[1] and s[2] != own[2] for s in spans):
            return False
        spans.append(own)
        return True


def _span(start: dt.date | None, end: dt.date | None, code: str) -> Span:
    return start or dt.date.min, end or dt.date.max, code


def _retire_earlier(actor: Actor, codes: list[str]) -> None:
    for at in range(0, len(codes), BATCH):
        found = Term.objects.select_for_update().filter(
            code__in=codes[at : at + BATCH], state=TermState.APPROVED
        )
        _set(actor, list(found), "replaced", state=TermState.RETIRED)


def _approve(actor: Actor, ready: list[Term]) -> None:
    values: dict[str, Any] = {
        "state": TermState.APPROVED,
        "approved_by_id": actor.user_id,
        "approved_by_name": actor.name,
        "approved_at": clock.now(),
    }
    for at in range(0, len(ready), BATCH):
        _set(actor, ready[at : at + BATCH], "approved", **values)


def _set(actor: Actor, changed: list[Term], what: str, **values: Any) -> None:
    befores = []
    for term in changed:
        befores.append((term, snapshot(term)))
        term.version += 1
        for name, value in values.items():
            setattr(term, name, value)
    update_rows(changed, [*values, "version"])
    record_many(actor=actor, action=f"language.term.{what}", changes=befores)
