"""The period that a number is asked for, a measure kept by hand, and a unit's figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.kernel.organisations.models import Organisation
from plenary.kernel.organisations.selectors import in_being, units
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput


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


class MeasureForm(RecordForm):
    """What a measure is called, and what one of it is called."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name_zh", "name_en"),
        ("counted_zh", "counted_en"),
    )

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=150, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    counted_zh = forms.CharField(
        label=_("What is counted, in Chinese"),
        max_length=30,
        required=False,
        help_text=_("As it stands after the number: 场, 家, 人次."),
    )
    counted_en = forms.CharField(
        label=_("What is counted, in English"),
        max_length=60,
        required=False,
        help_text=_("As it stands after the number: events, shops, visits."),
    )


class FigureForm(RecordForm):
    """A unit's figure for a period, with where it comes from."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("unit",),
        ("starts_on", "ends_on"),
        ("value", "source"),
    )

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=whole, empty_value=None, required=False)
    starts_on = DayField(label=_("From"), widget=DateInput)
    ends_on = DayField(label=_("To"), widget=DateInput)
    value = forms.IntegerField(label=_("Figure"), min_value=0, max_value=2**63 - 1)
    source = forms.CharField(
        label=_("Source"),
        max_length=400,
        required=False,
        help_text=_("The register, page or paper that it can be checked by."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = in_being(units(actor), clock.today())
        if not actor.has("office"):
            found = found.filter(pk__in=actor.unit_ids)
        named = [(str(one.pk), _called(one)) for one in found.order_by("order", "pk")]
        if actor.has("office"):
            named.insert(0, ("", str(_("The office"))))
        choice = self.fields["unit"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = named


def _called(unit: Organisation) -> str:
    return side(unit, "short") or side(unit, "name")
