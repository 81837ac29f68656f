"""The form of a page that is made of a meeting's record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.forms.choices import NamedChoice, choose
from plenary.contexts.communications.forms.pages import PageForm, initial_of
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.records import kept_of
from plenary.contexts.communications.services.writing import PageGiven
from plenary.contexts.governance.api import MeetingName
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.filters import brackets, comma, gap, side
from plenary.shared.web.record_form import RecordForm

LACKS = {
    "zh": _("no Chinese text: that side stays empty"),
    "en": _("no English text: that side stays empty"),
}
"""What is said of a meeting whose record is there in the other language only."""


class ReadoutForm(RecordForm):
    """Which meeting's record becomes a page, and which unit it comes from."""

    rows = (("meeting",), ("source_unit",))

    meeting = forms.TypedChoiceField(label=_("Meeting"), coerce=int, widget=forms.RadioSelect)
    source_unit = NamedChoice(
        Organisation.objects.none(),
        label=_("Source"),
        required=False,
        help_text=_("Left empty: the office of the meeting's body."),
    )

    def __init__(
        self, *args: Any, actor: Actor, meetings: list[MeetingName], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["source_unit"], organisations.visible_to(actor))
        field = self.fields["meeting"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.pk, _named(one)) for one in meetings if one.is_released]


class ReadoutPageForm(PageForm):
    """A meeting's page: what its record does not say of it."""

    is_words_alone = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.initial["kept"]:
            self.fields.pop(name, None)

    def given(self) -> PageGiven:
        """Give what was typed, with what the record says as the page has it."""
        return replace(super().given(), **self.initial["kept"])


def readout_initial(page: Page) -> dict[str, Any]:
    """Give a readout as its form begins with it."""
    return {**initial_of(page), "kept": kept_of(page)}


def _named(meeting: MeetingName) -> str:
    """Give a meeting's title and day, and say which side its page will lack."""
    name = f"{side(meeting, 'title')} {meeting.on or ''}".strip()
    lacks = [str(LACKS[one]) for one in meeting.lacks]
    return name + gap() + brackets(comma().join(lacks)) if lacks else name
