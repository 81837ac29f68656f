"""The values of measures over a report's period, as the registers count them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from plenary.contexts.governance.drafting import Pair
from plenary.kernel.measures import registry
from plenary.kernel.measures.selectors import values_for


@dataclass(frozen=True, slots=True)
class Value:
    """A measure's value over a period, with its names."""

    name: Pair
    counted: Pair
    value: int
    starts_on: dt.date
    ends_on: dt.date


def values_over(keys: Collection[str], starts_on: dt.date, ends_on: dt.date) -> dict[str, Value]:
    """Give the values of these measures over the period, of all units together.

    Left out is a measure that nobody declares, and one kept by hand for which nothing was reported:
    that is no nought.
    """
    if not keys:
        return {}
    named = {measure.key: measure for measure in registry.all_measures()}
    found: dict[str, Value] = {}
    for key, value in values_for(sorted(keys), starts_on, ends_on).items():
        measure = named.get(key)
        if measure is not None and value is not None:
            found[key] = Value(
                name=Pair(measure.name_zh, measure.name_en),
                counted=Pair(measure.counted_zh, measure.counted_en),
                value=value,
                starts_on=starts_on,
                ends_on=ends_on,
            )
    return found
