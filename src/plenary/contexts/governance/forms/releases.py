"""The forms of a meeting's release."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import profiles
from plenary.contexts.governance.forms.records import RecordForm

LONGEST = 20_000


class PublicTextForm(RecordForm):
    """The public text, in each language that the practice profile asks for."""

    rows = (("text_zh", "text_en"), ("named",))

    text_zh = forms.CharField(
        label=_("Public text in Chinese"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22}),
    )
    text_en = forms.CharField(
        label=_("Public text in English"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22}),
    )
    named = forms.MultipleChoiceField(
        label=_("Told in public beside the text"),
        help_text=_(
            "What is ticked here is open to the whole world with the public text, in the words of"
            " today, and nothing else of the record."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in profiles.current().languages:
            self.fields[f"text_{side}"].required = True
        self.fields["named"].choices = list(choices)  # type: ignore[attr-defined]
        if not self.fields["named"].choices:  # type: ignore[attr-defined]
            del self.fields["named"]
