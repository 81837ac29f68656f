"""Makes measures that no register counts yet, and takes their figures."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, changes_since, lock, record, save, snapshot
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
    name_zh: str,
    name_en: str,
    key: str = "",
    counted_zh: str = "",
    counted_en: str = "",
    is_illustrative: bool = False,
) -> HandMeasure:
    """Make a measure whose figures people type until a register counts it.

    Without a key it gets one from its English name. Refused without a name, with a key that is
    taken, or one of other signs than small letters, digits, points and hyphens.
    """
    authorise(actor, policies.can_make)
    key = key or _free_key(name_en)
    if not _KEY.fullmatch(key):
        sentence = _("Write the key in small letters, digits, points and hyphens.")
        raise Refused(sentence, fields={"key": sentence})
    _check_names(name_zh, name_en, counted_zh, counted_en)
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
def change_hand_measure(
    *,
    actor: Actor,
    key: str,
    seen_version: int | None,
    name_zh: str,
    name_en: str,
    counted_zh: str = "",
    counted_en: str = "",
) -> HandMeasure:
    """Call a measure, and what it counts, by other words; its figures and its key stay.

    ``NotFound`` for one that a register counts, and for none. Refused without a name.
    """
    pk = HandMeasure.objects.filter(key=key).values_list("pk", flat=True).first()
    held = lock(HandMeasure.objects.all(), pk=pk or 0, version=seen_version)
    authorise(actor, policies.can_make)
    _check_names(name_zh, name_en, counted_zh, counted_en)
    before = snapshot(held)
    held.name_zh, held.name_en = name_zh.strip(), name_en.strip()
    held.counted_zh, held.counted_en = counted_zh.strip(), counted_en.strip()
    save(held, fields=["name_zh", "name_en", "counted_zh", "counted_en"])
    record(actor=actor, action="measures.measure.changed", subject=held, before=before)
    return held


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

    A correction carries the version that was seen: with an old one it is ``Stale``, without one a
    second figure for the period is refused.
    Refused for a measure that a register counts, a period that ends before it starts or has not
    begun, and a number below nought. ``NotFound`` for an unknown measure or unit.
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


def _check_names(name_zh: str, name_en: str, *counted: str) -> None:
    if not (name_zh.strip() or name_en.strip()):
        sentence = _("The measure needs a name.")
        raise Refused(sentence, fields={"name_zh": sentence})
    refuse_secrecy(name_zh, name_en, *counted)


def _free_key(name_en: str) -> str:
    """Make a key that no measure has, from the English name where there is one."""
    stem = f"own.{slugify(name_en) or 'measure'}"[:70].rstrip("-")
    taken = set(HandMeasure.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbers) if key not in taken)


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
    if starts_on > clock.today():
        sentence = _("The period has not begun yet.")
        raise Refused(sentence, fields={"starts_on": sentence})
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
    if seen is None:
        sentence = _("There is a figure for this unit and period already: correct that one.")
        raise Refused(sentence, fields={"ends_on": sentence})
    if held.version != seen:
        raise Stale(changes=changes_since(held, seen))
    return held, snapshot(held)
