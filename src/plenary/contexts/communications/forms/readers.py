"""Over how many days reader numbers are asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

USUAL = 30


class ReadersForm(forms.Form):
    """The days that are looked at, kept in the address."""

    days = forms.ChoiceField(
        label=_("Time"),
        required=False,
        choices=[
            (7, _("7 days")),
            (USUAL, _("30 days")),
            (90, _("90 days")),
            (365, _("One year")),
        ],
        initial=USUAL,
    )

    def number(self) -> int:
        """Give the days; the usual ones for what is not valid."""
        return int(self.cleaned_data["days"] or USUAL) if self.is_valid() else USUAL
