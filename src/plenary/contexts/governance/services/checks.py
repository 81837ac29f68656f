"""The refusals that several services share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text import validators
from plenary.shared import clock
from plenary.shared.errors import Dangling, NotFound, Refused
from plenary.shared.web.filters import side

SHORT_REASON = 300
"""How many characters of a reason some records keep."""

need_reason = validators.need_reason


def need_a_side(zh: str, en: str, field: str) -> None:
    """Refuse a text that stands in neither language, or carries a secrecy marking."""
    refuse_secrecy(zh, en)
    if not zh.strip() and not en.strip():
        sentence = _("Write it in at least one of the two languages.")
        raise Refused(sentence, fields={f"{field}_zh": sentence})


def not_held_yet(held_on: dt.date | None) -> Any:
    """Say why a meeting cannot have been held on a day; nothing where it can, or no day is known."""
    if held_on is None or held_on <= clock.latest_day():
        return ""
    return _("A meeting is held on its day, not before: this day is still to come.")


def need_order(starts_on: Any, ends_on: Any) -> None:
    """Refuse a stretch of time that ends before it starts, or reaches past every calendar."""
    if starts_on < clock.EARLIEST or ends_on > clock.LATEST:
        sentence = _("This day is too far off: give one from 1900 to 2199.")
        raise Refused(sentence, fields={"starts_on": sentence})
    if ends_on < starts_on:
        sentence = _("The last day lies before the first.")
        raise Refused(sentence, fields={"ends_on": sentence})


def need_existing(model: type[models.Model], **named: Iterable[int | None]) -> None:
    """Refuse, by the name of the field, a record that does not exist; none stands for no record."""
    wanted = _fields_of(named)
    if wanted:
        found = model._default_manager.filter(pk__in=wanted)  # noqa: SLF001
        _need_each(wanted, found.values_list("pk", flat=True))


def need_units(**named: Iterable[int | None]) -> None:
    """Refuse, by the name of the field, to give work to a unit that is dissolved or does not exist.

    None stands for no unit.
    """
    wanted = _fields_of(named)
    found = list(Organisation.objects.filter(pk__in=wanted))
    for one in found:
        if one.dissolved_on and one.dissolved_on <= clock.today():
            told = {"name": called(one), "day": one.dissolved_on}
            sentence = _("%(name)s was dissolved on %(day)s: no work is given to it.") % told
            raise Refused(sentence, fields={wanted[one.pk]: sentence})
    _need_each(wanted, (one.pk for one in found))


@contextmanager
def naming(field: str) -> Iterator[None]:
    """Refuse what is not found within by the field that named it, unless it is named already."""
    try:
        yield
    except Dangling:
        raise
    except NotFound as missing:
        raise Dangling(field) from missing


def called(unit: Organisation) -> str:
    """Give what a unit is called, in the language in force."""
    return side(unit, "short") or side(unit, "name") or str(unit)


def _fields_of(named: Mapping[str, Iterable[int | None]]) -> dict[int, str]:
    """Give the first field that names each record."""
    pairs = [(pk, field) for field, ids in named.items() for pk in ids if pk is not None]
    return dict(reversed(pairs))


def _need_each(wanted: Mapping[int, str], found: Iterable[int]) -> None:
    held = set(found)
    for pk, field in wanted.items():
        if pk not in held:
            raise Dangling(field)


def need_choice(value: str, choices: Collection[str], field: str) -> None:
    """Refuse a word that is not in a closed list."""
    if value not in choices:
        sentence = _("This is none of the choices.")
        raise Refused(sentence, fields={field: sentence})


def apply(record: models.Model, changes: Mapping[str, Any], allowed: Collection[str]) -> list[str]:
    """Set the allowed fields that differ and give their names; an unknown field is a fault.

    Refused where a text carries a secrecy marking.
    """
    refuse_secrecy(*(value for value in changes.values() if isinstance(value, str)))
    if unknown := set(changes) - set(allowed):
        raise ValueError(f"no such field here: {sorted(unknown)}")
    changed = []
    for name, value in changes.items():
        cleaned = value.strip() if isinstance(value, str) else value
        if getattr(record, name) != cleaned:
            setattr(record, name, cleaned)
            changed.append(name)
    return changed
