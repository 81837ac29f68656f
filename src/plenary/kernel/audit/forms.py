"""What is asked of the audit log."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.words import kind_of, said
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import QuickSelect

LARGEST = 2**63 - 1


class ViewingForm(forms.Form):
    """Who looked at what, when; the filters live in the address."""

    who = forms.CharField(label=_("Who"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False, widget=QuickSelect)
    number = forms.IntegerField(
        label=_("Number of the record"), required=False, min_value=0, max_value=LARGEST
    )
    since = DayField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = DayField(
        label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, kinds: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "kind", kinds, kind_of)

    def clean(self) -> dict[str, Any]:
        """Ask for the kind beside the number: numbers of all kinds at once are nothing's."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("number") is not None and not cleaned.get("kind") and not self.errors:
            self.add_error("kind", _("Say which kind of record has this number."))
        return cleaned


class LogForm(ViewingForm):
    """The filters of the log: what was done, too."""

    what = forms.ChoiceField(label=_("What"), required=False, widget=QuickSelect)
    field_order = ("who", "what", "kind", "number", "since", "until")

    def __init__(self, *args: Any, actions: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "what", actions, said)


def _offer(form: forms.Form, name: str, values: list[str], worded: Callable[[str], str]) -> None:
    named = sorted(((value, worded(value)) for value in values), key=itemgetter(1))
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", "–"), *named]
