"""What anybody may suggest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.language.services.suggesting import LONGEST, Suggested
from plenary.shared.web.record_form import RecordForm


class SuggestionForm(RecordForm):
    """A term in either language, why, and where it is used so."""

    rows = (("name_zh", "name_en"), ("reason",), ("source",), ("email",))

    name_zh = forms.CharField(
        label=_("Term in Chinese"), required=False, max_length=LONGEST["name_zh"]
    )
    name_en = forms.CharField(
        label=_("Term in English"), required=False, max_length=LONGEST["name_en"]
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST["reason"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("Where it is used so"), required=False, max_length=LONGEST["source"]
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        required=False,
        help_text=_("Kept until the answer has been written, then deleted. Nothing else is asked."),
    )

    def __init__(self, *args: Any, asks_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_address:
            del self.fields["email"]

    def suggested(self, term_id: int | None) -> Suggested:
        """Give what was suggested, once it is valid."""
        return Suggested(**self.cleaned_data, term_id=term_id)


class DeclineForm(forms.Form):
    """Why a suggestion is declined."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Reason, told to the suggester"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
