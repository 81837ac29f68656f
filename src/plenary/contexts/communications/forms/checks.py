"""The forms of a fact-check: whom the newsroom asks, and what they say of each language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.services.checks import Verdict
from plenary.contexts.communications.services.checks.answering import LONGEST
from plenary.contexts.communications.services.checks.asking import DAYS, MOST_DAYS
from plenary.shared.web.record_form import RecordForm

CORRECT, REMARKS = "correct", "remarks"


class AskForm(RecordForm):
    """Who is mailed the link, and for how long it opens."""

    rows = (("name", "email"), ("message",), ("days",))

    name = forms.CharField(label=_("Who is asked"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("For the link alone; forgotten once the link is dead."),
    )
    message = forms.CharField(
        label=_("A word to go along"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.IntegerField(
        label=_("The link opens for so many days"),
        initial=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
    )

    def said(self) -> dict[str, Any]:
        """Give what the service is told."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "message", "days")}


class VerdictForm(RecordForm):
    """Whether each language is correct; a language may be left out."""

    rows = (("verdict_zh",), ("text_zh",), ("verdict_en",), ("text_en",))

    def __init__(self, *args: Any, shown: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            Lang.ZH.value: (_("The Chinese text"), _("Remarks on the Chinese text")),
            Lang.EN.value: (_("The English text"), _("Remarks on the English text")),
        }
        for lang, digest in shown.items():
            verdict, remarks = labels[lang]
            self.fields[f"verdict_{lang}"] = forms.ChoiceField(
                label=verdict,
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    (CORRECT, pgettext_lazy("fact-check", "Correct")),
                    (REMARKS, _("I have remarks")),
                ],
            )
            self.fields[f"text_{lang}"] = forms.CharField(
                label=remarks,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            self.fields[f"seen_{lang}"] = forms.CharField(
                initial=digest, max_length=64, widget=forms.HiddenInput
            )
        self.shown = shown

    def verdicts(self) -> dict[str, Verdict]:
        """Give what is said of each language of which something is said; words alone are remarks."""
        data = self.cleaned_data
        return {
            lang: Verdict(
                is_correct=data[f"verdict_{lang}"] == CORRECT,
                text=data[f"text_{lang}"],
                said_of=data[f"seen_{lang}"],
            )
            for lang in self.shown
            if data[f"verdict_{lang}"] or data[f"text_{lang}"].strip()
        }

    def show_again(self) -> None:
        """Let what is sent next be said of the text as it is shown now."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        for lang, digest in self.shown.items():
            typed[self.add_prefix(f"seen_{lang}")] = digest
        self.data = typed
