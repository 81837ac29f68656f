"""What a reader gives to be mailed what is new."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications.forms.choices import NamedChoices
from plenary.contexts.communications.models import Topic
from plenary.shared.web.record_form import RecordForm


class SubscribeForm(RecordForm):
    """An address and, where not everything is wanted, topics; one may be chosen already, by its key."""

    rows = (("email",), ("topics",))

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Kept for these mails alone, and forgotten when you end them."),
    )
    topics = NamedChoices(
        Topic.objects.none(),
        label=pgettext_lazy("portal", "Topics"),
        required=False,
        help_text=_("None chosen: everything."),
    )

    def __init__(self, *args: Any, topics: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["topics"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = topics
            self.initial["topics"] = [one for one in topics if one.key == chosen]
