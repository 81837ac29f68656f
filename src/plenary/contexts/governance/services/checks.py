"""The refusals that several services share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.errors import NotFound, Refused


def need_a_side(zh: str, en: str, field: str) -> None:
    """Refuse a text that stands in neither language, or carries a secrecy marking."""
    refuse_secrecy(zh, en)
    if not zh.strip() and not en.strip():
        sentence = _("Write it in at least one of the two languages.")
        raise Refused(sentence, fields={f"{field}_zh": sentence})


def need_reason(reason: str) -> str:
    """Refuse a change that must say why and does not; give the reason without its edges."""
    refuse_secrecy(reason)
    if not reason.strip():
        sentence = _("Say why: the reason is kept with the change.")
        raise Refused(sentence, fields={"reason": sentence})
    return reason.strip()


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


def need_existing(model: type[models.Model], ids: Iterable[int | None]) -> None:
    """Answer ``NotFound`` where one of these records does not exist; none stands for no record."""
    wanted = {pk for pk in ids if pk is not None}
    if wanted and model._default_manager.filter(pk__in=wanted).count() != len(wanted):  # noqa: SLF001
        raise NotFound


def need_units(ids: Iterable[int | None]) -> None:
    """Refuse to give work to a unit that is dissolved; none stands for no unit.

    ``NotFound`` where one of them does not exist at all.
    """
    wanted = {pk for pk in ids if pk is not None}
    found = Organisation.objects.filter(pk__in=wanted)
    today = clock.today()
    gone = [one for one in found if one.dissolved_on and one.dissolved_on <= today]
    if gone:
        named = {"name": gone[0], "day": gone[0].dissolved_on}
        raise Refused(_("%(name)s was dissolved on %(day)s: no work is given to it.") % named)
    if len(found) != len(wanted):
        raise NotFound


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
