"""What the list of pages is narrowed to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications.enums import PageKind, SideState
from plenary.contexts.communications.selectors.pages import NO_ENGLISH, Filters


class FilterForm(forms.Form):
    """What the list of pages is narrowed to, kept in its address."""

    q = forms.CharField(
        label=_("Words of the title"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of page"), required=False, choices=[("", _("All")), *PageKind.choices]
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("page", "State"),
        required=False,
        choices=[
            ("", _("All")),
            *SideState.choices,
            (NO_ENGLISH, _("Held, with no public page in English yet")),
        ],
    )

    def filters(self) -> Filters:
        """Give the filters; what is not valid narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(q=data.get("q", ""), kind=data.get("kind", ""), state=data.get("state", ""))
