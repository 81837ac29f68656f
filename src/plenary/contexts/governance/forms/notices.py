"""Forms of the ladder and of a notice that is dropped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import Audience, Matter
from plenary.contexts.governance.forms.records import RecordForm

PLACES = _(
    "{task}, {due}, {days} and {unit} stand for the case at hand, {what} for the period or milestone."
)


class RungForm(RecordForm):
    """A step of the ladder."""

    rows = (
        ("matter",),
        ("days", "audience"),
        ("repeat_days",),
        ("words_zh", "words_en"),
        ("is_lead_only",),
        ("is_after_silence",),
        ("is_active",),
    )

    matter = forms.ChoiceField(label=_("What it speaks of"), choices=Matter.choices)
    days = forms.IntegerField(
        label=_("Days from this date"),
        help_text=_("Before it with a minus: -7 is a week before."),
        min_value=-365,
        max_value=365,
    )
    repeat_days = forms.IntegerField(
        label=_("Then every so many days"),
        help_text=_("While it is owed, counted from the step's own day; empty for once."),
        required=False,
        min_value=1,
        max_value=365,
    )
    audience = forms.ChoiceField(label=_("Who is told"), choices=Audience.choices)
    words_zh = forms.CharField(label=_("Words in Chinese"), max_length=200, help_text=PLACES)
    words_en = forms.CharField(label=_("Words in English"), max_length=300, help_text=PLACES)
    is_lead_only = forms.BooleanField(label=_("Only for the lead unit's part"), required=False)
    is_after_silence = forms.BooleanField(
        label=_("Only where a reminder of the same had no answer"),
        help_text=_("Neither reported nor signed for since the last reminder was sent."),
        required=False,
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "seen_version" in self.fields:
            del self.fields["audience"], self.fields["matter"]
        else:
            del self.fields["is_active"]


class DropForm(RecordForm):
    """Why a notice is not sent."""

    rows = (("reason",),)

    reason = forms.CharField(label=_("Reason"), max_length=300)
