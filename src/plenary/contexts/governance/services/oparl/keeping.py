"""Keeps OParl's objects as the releases in force say: made, changed, or deleted down to their key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from plenary.contexts.governance.enums import ReleaseStage, ReleaseState
from plenary.contexts.governance.models import PublicRecord, ReleaseStep
from plenary.contexts.governance.selectors.oparl.objects import Name, Objects
from plenary.contexts.governance.selectors.oparl.saying import said_of
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock

CHANGING = ["committee", "content", "digest", "modified_at", "is_deleted"]


@transaction.atomic
def keep_public(*, committee_id: int) -> int:
    """Bring OParl's objects of a committee into step with its releases and give how many changed.

    Called in the transaction of whatever lets out or takes back, so that nothing is read for a moment
    longer than it is public. Doing it twice leaves the same as doing it once.
    """
    committee = Organisation.objects.select_for_update(no_key=True).get(pk=committee_id)
    said = said_of(committee)
    kept = _kept(committee, said)
    now = clock.now()
    made = [_made(committee, name, now) for name in sorted(said.names() - set(kept))]
    keys = {name: str(one.key) for name, one in kept.items()}
    keys |= {(one.kind, one.source): str(one.key) for one in made}
    for one in made:
        _say(one, said, keys, now)
    changed = [one for name, one in kept.items() if _is_other(one, name, said)]
    for one in changed:
        _say(one, said, keys, now)
        one.committee = committee
    PublicRecord.objects.bulk_create(made, batch_size=500)
    PublicRecord.objects.bulk_update(changed, CHANGING, batch_size=200)
    return len(made) + len(changed)


def keep_all_public() -> int:
    """Bring every committee's objects into step, for names and posts change without a release."""
    out = ReleaseStep.objects.filter(stage=ReleaseStage.PUBLIC, state=ReleaseState.RELEASED)
    committees: Iterable[int] = {
        *out.values_list("meeting__body_id", flat=True),
        *PublicRecord.objects.values_list("committee_id", flat=True).distinct(),
    }
    return sum(keep_public(committee_id=pk) for pk in sorted(committees))


def _kept(committee: Organisation, said: Objects) -> dict[Name, PublicRecord]:
    """Give what is kept of the committee, and what is kept of a meeting that has come to it."""
    here = Q(committee=committee) | Q(source__in=[source for _kind, source in said.names()])
    found = {(one.kind, one.source): one for one in PublicRecord.objects.filter(here)}
    return {
        name: one
        for name, one in found.items()
        if one.committee_id == committee.pk or name in said.names()
    }


def _made(committee: Organisation, name: Name, now: dt.datetime) -> PublicRecord:
    return PublicRecord(kind=name[0], source=name[1], committee=committee, created_at=now)


def _is_other(one: PublicRecord, name: Name, said: Objects) -> bool:
    if name not in said.names():
        return not one.is_deleted
    return one.is_deleted or one.digest != said.digest(name)


def _say(one: PublicRecord, said: Objects, keys: dict[Name, str], now: dt.datetime) -> None:
    name = one.kind, one.source
    one.is_deleted = name not in said.names()
    one.content = {} if one.is_deleted else _keyed(said.content(name), keys)
    one.digest = "" if one.is_deleted else said.digest(name)
    one.modified_at = now


def _keyed(value: Any, keys: dict[Name, str]) -> Any:
    """Put the keys of other objects in place of their sources."""
    if isinstance(value, list):
        return [_keyed(one, keys) for one in value]
    if not isinstance(value, dict):
        return value
    for how in ("ref", "inside"):
        if how in value:
            kind, source = value[how]
            return {how: [kind, keys[kind, source]]}
    return {name: _keyed(inner, keys) for name, inner in value.items()}
