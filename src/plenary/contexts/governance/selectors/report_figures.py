"""The values of measures over a report's period, as the registers count them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from plenary.contexts.governance.drafting import Pair


@dataclass(frozen=True, slots=True)
class Value:
    """A measure's value over a period, with its names."""

    name: Pair
    counted: Pair
    value: int
    starts_on: dt.date
    ends_on: dt.date


def values_over(keys: Iterable[str], starts_on: dt.date, ends_on: dt.date) -> dict[str, Value]:
    """Give the values of these measures over the period; a measure that nobody declares is left out."""
    return {}
