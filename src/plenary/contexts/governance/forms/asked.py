"""The filters of what units are asked for, out of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plenary.contexts.governance.drafting.writing import number_zh
from plenary.contexts.governance.periods import Period
from plenary.kernel.organisations.models import Organisation
from plenary.shared.web.numbers import whole
from plenary.shared.web.templates import language


@dataclass(frozen=True, slots=True)
class Asked:
    """A quarter, and one unit or all of those seen."""

    quarter: Period
    unit: Organisation | None = None

    @property
    def query(self) -> str:
        """Give the filters as they stand in an address."""
        return f"quarter={key_of(self.quarter)}" + (f"&unit={self.unit.pk}" if self.unit else "")


def asked_of(
    given: Mapping[str, str], quarters: Sequence[Period], units: Sequence[Organisation]
) -> Asked:
    """Read the filters; what is none of the choices counts as not given."""
    by_key = {key_of(one): one for one in quarters}
    number = whole(given.get("unit"), 0)
    return Asked(
        by_key.get(given.get("quarter", ""), quarters[0]),
        next((one for one in units if one.pk == number), None),
    )


def name_of(quarter: Period) -> str:
    """Name a quarter as people do: Q4 2026, 2026年第四季度."""
    number = (quarter.starts_on.month + 2) // 3
    said = number_zh(number) if language() == "zh" else number
    return _("Q%(number)s %(year)s") % {"number": said, "year": quarter.starts_on.year}


def key_of(quarter: Period) -> str:
    """Name a quarter in an address: ``2025-3``."""
    return f"{quarter.starts_on.year}-{(quarter.starts_on.month + 2) // 3}"
