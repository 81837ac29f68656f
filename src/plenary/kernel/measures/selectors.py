"""Figures, and the values of many measures at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import Max

from plenary.kernel.measures import registry
from plenary.kernel.measures.counting import counted_figures
from plenary.kernel.measures.models import Figure, MeasureSnapshot
from plenary.kernel.measures.policies import SEE_ALL
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> models.QuerySet[Figure]:
    """Give the figures that the actor may see: all, or those of the units it reports for."""
    if actor.has(*SEE_ALL):
        return Figure.objects.all()
    return Figure.objects.filter(unit_id__in=actor.unit_ids)


def units_counted_for(actor: Actor) -> frozenset[int] | None:
    """Give the units whose part of a number the actor is shown; none for all of them."""
    return None if actor.has(*SEE_ALL) else actor.unit_ids


def values_for(
    keys: Iterable[str],
    start: dt.date,
    end: dt.date,
    *,
    unit_ids: Collection[int] | None = None,
) -> dict[str, int | None]:
    """Give the values of many measures for a period, both days included.

    One query for all measures kept by hand, and each declared measure's own. A hand-kept measure for
    which nothing was reported is none, not nought; an unknown key is none too.
    """
    asked = list(dict.fromkeys(keys))
    declared = registry.declared()
    by_hand = _hand_values([k for k in asked if k not in declared], start, end, unit_ids)
    return {
        key: declared[key].value(start, end, unit_ids) if key in declared else by_hand.get(key)
        for key in asked
    }


def figures_behind(
    actor: Actor, key: str, start: dt.date, end: dt.date
) -> tuple[list[Figure], list[Figure]]:
    """Give the visible figures of a measure in a period: those that count, and the others."""
    within = visible_to(actor).filter(measure=key, starts_on__gte=start, ends_on__lte=end)
    figures = list(within)
    counted = counted_figures(figures)
    ids = {figure.pk for figure in counted}
    return counted, [figure for figure in figures if figure.pk not in ids]


def month_ends(actor: Actor, key: str, *, months: int = 13) -> list[MeasureSnapshot]:
    """Give the last value that was kept in each month, the latest first; to those who see all units."""
    if not actor.has(*SEE_ALL):
        return []
    last = (
        MeasureSnapshot.objects.filter(measure=key)
        .order_by()
        .values("on__year", "on__month")
        .annotate(last=Max("on"))
        .order_by("-last")
        .values("last")[:months]
    )
    return list(MeasureSnapshot.objects.filter(measure=key, on__in=last).order_by("-on"))


def units_by_id(ids: Iterable[int | None]) -> dict[int, Organisation]:
    """Give the units with these ids, in one query."""
    return Organisation.objects.in_bulk([pk for pk in set(ids) if pk is not None])


def _hand_values(
    keys: list[str], start: dt.date, end: dt.date, unit_ids: Collection[int] | None
) -> dict[str, int]:
    if not keys:
        return {}
    figures = Figure.objects.filter(measure__in=keys, starts_on__gte=start, ends_on__lte=end)
    if unit_ids is not None:
        figures = figures.filter(unit_id__in=list(unit_ids))
    values: dict[str, int] = defaultdict(int)
    for figure in counted_figures(figures):
        values[figure.measure] += figure.value
    return dict(values)
