"""The forms of the translation desk: its filters, one translation, and whom a text is handed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications.selectors.desk.texts import (
    ALL,
    ME,
    NOBODY,
    DeskFilters,
    Queue,
)
from plenary.contexts.communications.services.desk.locking import Seen
from plenary.kernel.accounts.models import User
from plenary.kernel.text.enums import State
from plenary.kernel.text.kinds import kinds
from plenary.kernel.text.models import Side
from plenary.kernel.text.writing import LONGEST
from plenary.shared.errors import Refused, Stale
from plenary.shared.web.record_form import show_refusal

STATES = (State.MISSING, State.OUTDATED, State.DRAFT, State.REVIEWED)


class DeskFilterForm(forms.Form):
    """What the desk's list is narrowed to, kept in its address."""

    words = forms.CharField(
        label=_("Words in the text"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("text", "State"),
        required=False,
        choices=[
            ("", _("What waits for somebody")),
            *((state.value, state.label) for state in STATES),
            (ALL, _("All")),
        ],
    )
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    owner = forms.ChoiceField(label=_("Queue of"), required=False)
    lang = forms.ChoiceField(
        label=_("Language to write"), required=False, choices=[("", _("Both")), *Side.choices]
    )
    within = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, queues: list[Queue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((label, kind.word) for label, kind in kinds().items()),
        ]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", _("Everybody")),
            (ME, _("Mine")),
            (NOBODY, _("Taken by nobody")),
            *((str(queue.owner_id), queue.name) for queue in queues),
        ]

    def filters(self) -> DeskFilters:
        """Give the filters; what is not valid narrows nothing."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return DeskFilters(**{name: str(value) for name, value in asked.items()})


class SideForm(forms.Form):
    """The side that is made from the source, with what was seen of both."""

    seen_source = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen_other = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label=_("Translation"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, seen: Seen, label: Any, tag: str, rows: int, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.is_stale = False
        self.fields["seen_source"].initial, self.fields["seen_other"].initial = (
            seen.source,
            seen.other,
        )
        self.fields["text"].label = label
        self.fields["text"].widget.attrs |= {"lang": tag, "rows": rows}

    def seen(self) -> Seen:
        """Give what the writer was shown."""
        return Seen(self.cleaned_data["seen_source"], self.cleaned_data["seen_other"])

    def show(self, error: Refused | Stale, now: Seen) -> None:
        """Show a refusal at its place; after a late save the next one is made in knowledge of it."""
        if isinstance(error, Refused):
            show_refusal(self, error)
            return
        self.is_stale = True
        self.add_error(None, str(error))
        sent = self.data.copy()  # type: ignore[attr-defined]
        sent["seen_source"], sent["seen_other"] = now.source, now.other
        self.data = sent

    @property
    def status(self) -> int:
        """Give the answer's status: 409 for a late save, 422 for a fault, else 200."""
        if self.is_stale:
            return 409
        return 422 if self.is_bound and self.errors else 200


class SeenForm(forms.Form):
    """A step that rests on both sides as they were shown."""

    seen_source = forms.CharField(max_length=64)
    seen_other = forms.CharField(max_length=64)


class HandOverForm(forms.Form):
    """Whose queue a text goes to; nobody's, where it is put back."""

    to = forms.ChoiceField(label=_("Hand over to"), required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Nobody: anybody may take it")),
            *((str(one.pk), one.name) for one in people),
        ]

    def to_id(self) -> int | None:
        """Give the account that was chosen."""
        chosen = self.cleaned_data["to"]
        return int(chosen) if chosen else None
