"""The period that a number is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from plenary.shared import clock
from plenary.shared.web.days import DayField


class PeriodForm(forms.Form):
    """Two days in the address, ``from`` and ``to``; this year up to today where they are not given."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.fields["from"] = DayField(required=False)
        self.fields["to"] = DayField(required=False)

    def period(self) -> tuple[dt.date, dt.date]:
        """Give the first and last day; what cannot be read is as if it were not given."""
        self.is_valid()
        end = self.cleaned_data.get("to") or clock.today()
        start = self.cleaned_data.get("from") or dt.date(end.year, 1, 1)
        return min(start, end), max(start, end)
