"""What readers write, and the newsroom's answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.record_form import RecordForm


class ErrorForm(RecordForm):
    """What is wrong, and where the answer may go."""

    rows = (("text",), ("email",))

    text = forms.CharField(
        label=_("What is wrong, or what you look for"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        required=False,
        help_text=_("Kept until the answer has been written, then deleted. Nothing else is asked."),
    )


class AnswerForm(RecordForm):
    """The answer, and whether the page is corrected."""

    rows = (("move",), ("answer",))

    move = forms.ChoiceField(
        label=_("Result"),
        choices=[("accept", _("The page is corrected")), ("decline", _("It stays as it is"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer to the reader"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write in the reader's language."),
    )
