"""Fields that the directory's forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.kernel.organisations.models import Organisation
from plenary.shared.web.days import DayField
from plenary.shared.web.filters import brackets, gap, side


def day(label: Any, *, is_required: bool = False, help_text: Any = "") -> DayField:
    """Make a field for a day, with the browser's calendar."""
    return DayField(
        label=label,
        required=is_required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def line(label: Any, longest: int, *, help_text: Any = "") -> forms.CharField:
    """Make an optional field for one line."""
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def long_text(label: Any, *, help_text: Any = "") -> forms.CharField:
    """Make an optional field for several lines; a line end is kept as one character."""
    return OneLineEnd(
        label=label,
        required=False,
        max_length=5000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OneLineEnd(forms.CharField):
    """A text whose line ends are as the spreadsheet's: a browser sends every one as two."""

    def to_python(self, value: Any) -> Any:
        """Give the text."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class OrganisationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of bodies and units by their full name in the language in force."""

    def __init__(self, **options: Any) -> None:
        queryset = Organisation.objects.none()
        super().__init__(**{"queryset": queryset, "empty_label": "–", **options})

    def label_from_instance(self, organisation: Any) -> str:
        """Write the name, with the code where two could be confused."""
        return f"{side(organisation, 'name')}{gap()}{brackets(organisation.code)}"


ORDER_HELP = _("The lowest number stands first.")
