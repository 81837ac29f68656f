"""Approves as one what a file brought in; what stands against another entry is left to a person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from plenary.contexts.language import policies
from plenary.contexts.language.enums import ImportState, TermState
from plenary.contexts.language.exchange.entry import Fault
from plenary.contexts.language.models import Term, TermImport
from plenary.contexts.language.selectors import imports
from plenary.contexts.language.services.base import count_up, lock_base
from plenary.contexts.language.workflows import IMPORT_FLOW
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, record_many, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import NotFound
from plenary.shared.rows import update_rows

BATCH = 500
AT_ONCE = 300
"""So many entries are approved while one waits; more of them by a job."""

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
    ready = _put_in_force(actor, waiting, _InForce())
    if ready:
        count_up(base)
    return Approved(ready, len(waiting) - ready)


def is_long(found: TermImport) -> bool:
    """Say whether approving what a file brought in takes so long that a job does it."""
    return imports.waiting_of(found).count() > AT_ONCE


@transaction.atomic
def promise_approval(*, actor: Actor, import_id: int) -> TermImport:
    """Promise to put in force what a long file brought in; ``approve_batch`` keeps the promise.

    Forbidden like ``approve_import``; refused while it is being done.
    """
    found = lock(imports.visible_to(actor), pk=import_id)
    authorise(actor, policies.can_approve_import, found)
    before = snapshot(found)
    found.state = IMPORT_FLOW.after(found.state, "approve")
    found.faults, found.read, found.expected = [], 0, imports.waiting_of(found).count()
    save(found, fields=["state", "faults", "read", "expected"])
    record(actor=actor, action="language.import.queued", subject=found, before=before)
    return found


@transaction.atomic
def approve_batch(*, import_id: int, user_id: int, after: int) -> int | None:
    """Approve the next proposals after a number, and give the number of the last; none at the end.

    Like ``approve_import``; what is checked against counts up once, with ``end_approval``.
    """
    lock_base()
    found = _being_approved(import_id)
    if found is None:
        return None
    account = User.objects.filter(pk=user_id, is_active=True).first()
    if account is None:
        raise NotFound
    authorise(account.actor, policies.can_approve_import, found)
    proposals = imports.waiting_of(found).select_for_update().filter(pk__gt=after)
    waiting = list(proposals.order_by("pk")[:BATCH])
    if not waiting:
        return None
    in_force = _InForce({term.name_zh for term in waiting})
    _put_in_force(account.actor, waiting, in_force)
    TermImport.objects.filter(pk=import_id).update(read=F("read") + len(waiting))
    return waiting[-1].pk


@transaction.atomic
def end_approval(*, import_id: int, faults: Iterable[Fault] = ()) -> TermImport | None:
    """Say how much of a long file is in force now, and why no more where something stood in the way."""
    base = lock_base()
    found = _being_approved(import_id)
    if found is None:
        return None
    before = snapshot(found)
    left = imports.waiting_of(found).count()
    told: Fault = ("approved", {"approved": found.expected - left, "left": left})
    found.state, found.faults = IMPORT_FLOW.after(found.state, "end_approval"), [*faults, told]
    save(found, fields=["state", "faults"])
    record(actor=SYSTEM, action="language.import.ended", subject=found, before=before)
    count_up(base)
    return found


def _being_approved(import_id: int) -> TermImport | None:
    found = TermImport.objects.filter(pk=import_id, state=ImportState.APPROVAL)
    return found.select_for_update().first()


def _put_in_force(actor: Actor, waiting: list[Term], in_force: _InForce) -> int:
    """Approve what the actor had no hand in and nothing stands against; give the number."""
    ready = [
        term for term in waiting if not policies.is_writer(actor, term) and in_force.takes(term)
    ]
    _retire_earlier(actor, [term.code for term in ready])
    _approve(actor, ready)
    return len(ready)


class _InForce:
    """The times for which each name is taken, kind by kind; of some names, or of all."""

    def __init__(self, names: Iterable[str] | None = None) -> None:
        self._spans: defaultdict[Kind, list[Span]] = defaultdict(list)
        fields = ("name_zh", "profile", "domain", "valid_from", "valid_to", "code")
        approved = Term.objects.filter(state=TermState.APPROVED)
        if names is not None:
            approved = approved.filter(name_zh__in=names)
        for *kind, start, end, code in approved.values_list(*fields):
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
