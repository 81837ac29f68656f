"""The form in which anybody has two texts checked."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.language.enums import Profile
from plenary.contexts.language.sentences import FIELD_WORDS
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared.errors import Refused
from plenary.shared.web.days import DayField
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput

LONGEST = 20_000


def _text(label: Any, lang: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 8, "lang": lang})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=area)


class CheckForm(RecordForm):
    """Two texts, the kind of text and the day on which it was set or written."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("text_zh", "text_en"), ("profile", "on"))
    unchecked: ClassVar[frozenset[str]] = frozenset({"text"})

    text_zh = _text(_("Chinese"), "zh-Hans")
    text_en = _text(_("English"), "en")
    profile = forms.ChoiceField(
        label=FIELD_WORDS["profile"], choices=Profile.choices, required=False
    )
    on = DayField(
        label=_("Set or written on"),
        required=False,
        widget=DateInput,
        help_text=_("Rules change: without a day, what was right at any time is let stand."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two empty sides, and a secrecy marking."""
        data = super().clean() or self.cleaned_data
        texts = (data.get("text_zh", ""), data.get("text_en", ""))
        if not any(text.strip() for text in texts) and not self.errors:
            self.add_error("text_en", _("Write or paste at least one text."))
        try:
            refuse_secrecy(*texts)
        except Refused as refused:
            self.add_error(None, str(refused))
        return data
