"""What is typed about a webhook."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.kernel.webhooks import registry
from plenary.shared.web.record_form import RecordForm


class WebhookForm(RecordForm):
    """What a webhook is for, where it goes and what it is told."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("name",), ("url",), ("events",))

    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("The program that listens, so that you know it again in this list."),
    )
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("https:// and in the open net; addresses of private networks are refused."),
        widget=forms.URLInput(attrs={"placeholder": "https://example.org/plenary"}),
    )
    events = forms.MultipleChoiceField(
        label=_("What it is told"), widget=forms.CheckboxSelectMultiple, choices=registry.choices
    )
