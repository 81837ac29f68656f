"""The forms of a meeting's release."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.records import RecordForm

LONGEST = 20_000


class PublicTextForm(RecordForm):
    """The public text in each language."""

    rows = (("text_zh", "text_en"),)

    text_zh = forms.CharField(
        label=_("Public text in Chinese"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    text_en = forms.CharField(
        label=_("Public text in English"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class BackForm(forms.Form):
    """Why a stage is sent or taken back."""

    reason = forms.CharField(max_length=300)
