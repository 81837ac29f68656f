"""Makes measures that no register counts yet, and takes their figures."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, changes_since, record, save, snapshot
from plenary.kernel.measures import policies, registry
from plenary.kernel.measures.models import Figure, HandMeasure
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale

_KEY = re.compile(r"[a-z][a-z0-9.-]{1,79}")
_LARGEST = 2**63 - 1


@transaction.atomic
def make_hand_measure(
    *,
    actor: Actor,
    key: str,
    name_zh: str,
    name_en: str,
    counted_zh: str = "",
    counted_en: str = "",
    is_illustrative: bool = False,
) -> HandMeasure:
    """Make a measure whose figures people type until a register counts it.

    Refused without a name, with a key that is taken, or one of other signs than small letters,
    digits, points and hyphens.
    """
    authorise(actor, policies.can_make)
    if not _KEY.fullmatch(key):
        sentence = _("Write the key in small letters, digits, points and hyphens.")
        raise Refused(sentence, fields={"key": sentence})
    if not (name_zh.strip() or name_en.strip()):
        sentence = _("The measure needs a name.")
        raise Refused(sentence, fields={"name_zh": sentence})
    refuse_secrecy(name_zh, name_en, counted_zh, counted_en)
    if registry.get(key) is not None:
        sentence = _("There is a measure with this key already.")
        raise Refused(sentence, fields={"key": sentence})
    made = HandMeasure.objects.create(
        key=key,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        counted_zh=counted_zh.strip(),
        counted_en=counted_en.strip(),
        is_illustrative=is_illustrative,
    )
    record(actor=actor, action="measures.measure.made", subject=made)
    return made


@transaction.atomic
def report_figure(
    *,
    actor: Actor,
    key: str,
    unit_id: int | None,
    starts_on: dt.date,
    ends_on: dt.date,
    value: int,
    source: str = "",
    seen_version: int | None = None,
) -> Figure:
    """Report a unit's figure for a period, or correct the one that it reported before.

    A correction carries the version that was seen; without it, and with an old one, it is ``Stale``.
    Refused for a measure that a register counts, a period that ends before it starts, and a number
    below nought. ``NotFound`` for an unknown measure or unit.
    """
    _check_measure(key)
    authorise(actor, policies.can_report, unit_id)
    if unit_id is not None and not Organisation.objects.filter(pk=unit_id).exists():
        raise NotFound
    _check_figure(starts_on, ends_on, value)
    refuse_secrecy(source)
    figure, before = _figure_to_write(key, unit_id, starts_on, ends_on, seen_version)
    figure.value, figure.source = value, source[:400]
    figure.reported_at, figure.reported_by_id = clock.now(), actor.user_id
    if before is None:
        figure.save()
    else:
        save(figure, fields=["value", "source", "reported_at", "reported_by_id"])
    record(actor=actor, action="measures.figure.reported", subject=figure, before=before)
    return figure


def _check_measure(key: str) -> None:
    measure = registry.get(key)
    if measure is None:
        raise NotFound
    if not measure.is_by_hand:
        raise Refused(_("A register counts this; it cannot be typed."))


def _check_figure(starts_on: dt.date, ends_on: dt.date, value: int) -> None:
    if ends_on < starts_on:
        sentence = _("The period ends before it starts.")
        raise Refused(sentence, fields={"ends_on": sentence})
    if not 0 <= value <= _LARGEST:
        sentence = _("Give a whole number from nought up.")
        raise Refused(sentence, fields={"value": sentence})


def _figure_to_write(
    key: str, unit_id: int | None, starts_on: dt.date, ends_on: dt.date, seen: int | None
) -> tuple[Figure, dict[str, object] | None]:
    held = (
        Figure.objects.select_for_update()
        .filter(measure=key, unit_id=unit_id, starts_on=starts_on, ends_on=ends_on)
        .first()
    )
    if held is None:
        return Figure(measure=key, unit_id=unit_id, starts_on=starts_on, ends_on=ends_on), None
    if held.version != seen:
        raise Stale(changes=changes_since(held, seen or 0))
    return held, snapshot(held)
