"""The beats of every service: lock what the actor may see, authorise, keep what was, save, record."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.db import models

from plenary.kernel.audit.models import OWN_NOTE, AuditRow
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, NotFound, Stale

M = TypeVar("M", bound=models.Model)
Listener = Callable[[str, Sequence[models.Model]], None]

_listeners: list[Listener] = []


def lock(queryset: models.QuerySet[M], *, pk: int, version: int | None = None) -> M:
    """Take a record for change, out of what the actor may see.

    ``NotFound`` for what is missing and what is invisible alike; ``Stale``, with what has changed
    since, where ``version`` is no longer the record's.
    """
    record = queryset.select_for_update(of=("self",)).filter(pk=pk).first()
    if record is None:
        raise NotFound
    if version is not None and record.version != version:  # type: ignore[attr-defined]
        raise Stale(changes=changes_since(record, version))
    return record


def authorise(actor: Actor, policy: Callable[..., bool], *subject: Any) -> None:
    """Raise ``Forbidden`` unless the policy lets the actor do this."""
    if not policy(actor, *subject):
        raise Forbidden


def snapshot(record: models.Model) -> dict[str, Any]:
    """Give the record's own fields as plain values, personal ones as keyed digests."""
    personal: Iterable[str] = getattr(record, "PERSONAL", ())
    kept: dict[str, Any] = {}
    for field in record._meta.concrete_fields:  # noqa: SLF001 - Django's documented meta API
        value = getattr(record, field.attname)
        kept[field.attname] = _digest(value) if field.name in personal else _plain(value)
    return kept


def save(record: models.Model, *, fields: Iterable[str]) -> None:
    """Write these fields and count the record's version up."""
    record.version += 1  # type: ignore[attr-defined]
    record.save(update_fields=[*fields, "version"])


def record(
    *,
    actor: Actor,
    action: str,
    subject: models.Model,
    before: Mapping[str, Any] | None = None,
    note: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of a change: only the fields that differ are kept.

    ``note`` keeps facts that are no field of the record, for example a reason.
    """
    _row(actor, action, subject, dict(before or {}), note).save()
    _tell(action, [subject])


def record_many(
    *, actor: Actor, action: str, changes: Iterable[tuple[models.Model, Mapping[str, Any]]]
) -> None:
    """Write the audit rows of one action on many records, each with what it was before."""
    every = list(changes)
    rows = [_row(actor, action, subject, dict(before), None) for subject, before in every]
    AuditRow.objects.bulk_create(rows, batch_size=500)
    _tell(action, [subject for subject, _before in every])


def record_notes(
    *, actor: Actor, action: str, notes: Iterable[tuple[models.Model, Mapping[str, Any]]]
) -> None:
    """Write the audit rows of one action on many records whose own fields stay, each with its note."""
    every = list(notes)
    rows = [_row(actor, action, subject, snapshot(subject), note) for subject, note in every]
    AuditRow.objects.bulk_create(rows, batch_size=500)
    _tell(action, [subject for subject, _note in every])


def record_made(
    *, actor: Actor, action: str, made: Iterable[tuple[models.Model, Mapping[str, Any] | None]]
) -> None:
    """Write the audit rows of many new records at once, each with its note where it has one."""
    every = list(made)
    rows = [_row(actor, action, subject, {}, note) for subject, note in every]
    AuditRow.objects.bulk_create(rows, batch_size=500)
    _tell(action, [subject for subject, _note in every])


def listen(listener: Listener) -> None:
    """Let a part above hear of each action with its records, in the transaction that records it.

    What it raises undoes the change, so it does no more than write a row.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def _tell(action: str, subjects: Sequence[models.Model]) -> None:
    for listener in _listeners:
        listener(action, subjects)


def _row(
    actor: Actor,
    action: str,
    subject: models.Model,
    was: dict[str, Any],
    note: Mapping[str, Any] | None,
) -> AuditRow:
    after = snapshot(subject)
    changed = [name for name in after if was.get(name) != after[name]]
    told = {OWN_NOTE if note and name == "note" else name: after[name] for name in changed}
    return AuditRow(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=subject.pk,
        subject_version=getattr(subject, "version", None),
        before={name: was[name] for name in changed if name in was},
        after={**told, **({"note": dict(note)} if note else {})},
    )


def history(subject: models.Model) -> models.QuerySet[AuditRow]:
    """Give the rows of one record, oldest first."""
    return AuditRow.objects.filter(
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=subject.pk,
    )


def changes_since(subject: models.Model, version: int) -> dict[str, tuple[Any, Any]]:
    """Give what has changed since a version: field to (then, now)."""
    changes: dict[str, tuple[Any, Any]] = {}
    for row in history(subject).filter(subject_version__gt=version):
        for name, value in row.changed_to.items():
            if name == "version":
                continue
            then = changes[name][0] if name in changes else row.before.get(name)
            changes[name] = (then, value)
    return changes


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool | list | dict) or value is None:
        return value
    return str(value)


def _digest(value: Any) -> str:
    if value in (None, ""):
        return ""
    key = settings.AUDIT_KEY.encode()
    return "hmac:" + hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()[:32]
