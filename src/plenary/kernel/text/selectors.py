"""How the two sides of texts stand to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from django.conf import settings
from django.db import models
from django.db.models import Q

from plenary.kernel.text.digests import digest
from plenary.kernel.text.enums import State
from plenary.kernel.text.kinds import kinds
from plenary.kernel.text.models import Side, TextState
from plenary.kernel.text.policies import can_translate
from plenary.shared.actor import Actor

ONE_LANGUAGE_PROFILES = frozenset({"city-council"})
"""Practice profiles in which a text needs one side only."""

Key = tuple[str, int, str]
"""The record's label, its id and the field: what a state is kept under."""


def state_of(subject: models.Model, field: str) -> State:
    """Give the state of one two-language field of a record."""
    return states_of([subject], fields=[field])[_label(subject), subject.pk, field]


def states_of(
    subjects: Iterable[models.Model], *, fields: Collection[str] | None = None
) -> dict[Key, State]:
    """Give the states of many records' two-language fields, all of them or those named, in one query."""
    records = list(subjects)
    kept = {(row.subject_type, row.subject_id, row.field): row for row in rows_of_many(records)}
    return {
        key: _state(subject, field, kept.get(key))
        for subject in records
        for field in (two_language_fields(type(subject)) if fields is None else fields)
        for key in [(_label(subject), subject.pk, field)]
    }


def two_language_fields(model: type[models.Model]) -> list[str]:
    """Give the names of a model's fields that have a Chinese and an English side."""
    names = [field.name for field in model._meta.concrete_fields]  # noqa: SLF001
    return [name[:-3] for name in names if name.endswith("_zh") and f"{name[:-3]}_en" in names]


def visible_to(actor: Actor, label: str = "") -> models.QuerySet[TextState]:
    """Give the texts of the records that the actor sees, to those who work on texts; of one kind or all.

    Where one language is enough a side that is not there is not missed.
    """
    asked = Q(pk__in=[])
    for kind in kinds().values() if can_translate(actor) else ():
        if not label or kind.label == label:
            seen = kind.visible_to(actor).order_by().values("pk")
            asked |= Q(subject_type=kind.label, subject_id__in=seen)
    found = TextState.objects.filter(asked)
    is_single = settings.PROFILE in ONE_LANGUAGE_PROFILES
    return found.exclude(standing=State.MISSING) if is_single else found


def reviewed_since(moment: dt.datetime) -> Iterator[Key]:
    """Give the texts that were reviewed from a moment on and are so still, kind by kind."""
    found = TextState.objects.filter(standing=State.REVIEWED, since__gte=moment)
    fields = ("subject_type", "subject_id", "field")
    yield from found.order_by(*fields).values_list(*fields).iterator()


def rows_of(subject: models.Model) -> models.QuerySet[TextState]:
    """Give what is kept of a record's two-language fields."""
    return TextState.objects.filter(subject_type=_label(subject), subject_id=subject.pk)


def rows_of_many(records: Iterable[models.Model]) -> models.QuerySet[TextState]:
    """Give what is kept of many records' two-language fields."""
    by_label: dict[str, list[int]] = {}
    for subject in records:
        by_label.setdefault(_label(subject), []).append(subject.pk)
    asked = Q(pk__in=[])
    for label, ids in by_label.items():
        asked |= Q(subject_type=label, subject_id__in=ids)
    return TextState.objects.filter(asked)


def _state(subject: models.Model, field: str, row: TextState | None) -> State:
    sides = {side: str(getattr(subject, f"{field}_{side}") or "") for side in Side.values}
    if not all(side.strip() for side in sides.values()):
        is_single = settings.PROFILE in ONE_LANGUAGE_PROFILES and any(sides.values())
        return State.SINGLE if is_single else State.MISSING
    if row is None:
        return State.DRAFT
    if row.made_from != digest(sides[row.source_side]):
        return State.OUTDATED
    return State.REVIEWED if row.is_reviewed else State.DRAFT


def _label(subject: models.Model) -> str:
    return subject._meta.label_lower  # noqa: SLF001 - Django's documented meta API
