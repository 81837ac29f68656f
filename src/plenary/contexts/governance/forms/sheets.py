"""The filters of the list of sheets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import SheetKind
from plenary.contexts.governance.forms.tasks import KeyChoice, named
from plenary.contexts.governance.selectors.acts.sheets import Filters
from plenary.kernel.organisations import selectors as organisations
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.numbers import whole
from plenary.shared.web.widgets import DateInput, QuickSelect


class SheetFilterForm(forms.Form):
    """What the list of sheets, and the table of it, is narrowed to; each stands in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("any")), *SheetKind.choices],
        widget=QuickSelect,
    )
    unit = KeyChoice(label=_("Unit"))
    since = DayField(label=_("From"), required=False, widget=DateInput)
    until = DayField(label=_("To"), required=False, widget=DateInput)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        choices = [("", _("any")), *named(organisations.units(actor))]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined] # a KeyChoice

    def filters(self) -> Filters:
        """Give what the address asks for; a value that makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            kind=data.get("kind") or "",
            unit=data.get("unit"),
            task=whole(self.data.get("task")) or None,
            words=data.get("q") or "",
            since=data.get("since"),
            until=data.get("until"),
        )
