"""The forms of pages that are more than words: an event's hub and a guide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications import programme
from plenary.contexts.communications.enums import EventState
from plenary.contexts.communications.forms.choices import NamedChoice, choose, number_of
from plenary.contexts.communications.forms.pages import CREDIT, PageForm, initial_of
from plenary.contexts.communications.models import EventFacts, GuideFacts, Page
from plenary.contexts.communications.services.kinds.events import EventGiven, items_of
from plenary.contexts.communications.services.kinds.guides import LONGEST_DAYS, STALE_AFTER
from plenary.kernel.places import selectors as places
from plenary.kernel.places.models import Place
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput


class EventForm(PageForm):
    """An event's hub: words, days, place and programme."""

    rows = (
        ("title_zh", "title_en"),
        ("starts_on", "ends_on"),
        ("state", "place"),
        ("summary_zh", "summary_en"),
        ("body_zh", "body_en"),
        ("programme",),
        ("source_side", "source_unit"),
        ("topics",),
        ("slug",),
        *CREDIT,
    )
    is_words_alone = False

    starts_on = DayField(label=_("First day"), widget=DateInput)
    ends_on = DayField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Empty: one day.")
    )
    state = forms.ChoiceField(label=_("Is it held?"), choices=EventState.choices)
    place = NamedChoice(
        Place.objects.none(),
        label=pgettext_lazy("event", "Place"),
        required=False,
        help_text=_("From the list of places in the directory."),
    )
    programme = forms.CharField(
        label=pgettext_lazy("event", "Programme"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "A line an item, as typed or pasted from a spreadsheet: day | 09:00-10:30 | Chinese |"
            " English | room in Chinese | room in English. The day may be left out where it is"
            " that of the line before."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, is_new=is_new, **kwargs)
        choose(self.fields["place"], places.visible_to(actor))
        del self.fields["held_on"]
        self.fields.pop("part_of", None)

    def said(self) -> dict[str, Any]:
        """Give the words, and what the page says of the event."""
        data = self.cleaned_data
        event = EventGiven(
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            state=data["state"],
            place_id=number_of(data["place"]),
            programme=data["programme"],
        )
        return {"given": self.given(), "event": event}


class GuideForm(PageForm):
    """A guide: words, and for how long it holds once somebody has looked."""

    rows = (*PageForm.rows, ("stale_after",))
    is_words_alone = False

    stale_after = forms.IntegerField(
        label=_("Holds for so many days"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=STALE_AFTER,
        help_text=_("After that readers are told that it may be out of date, and you to check it."),
    )

    def said(self) -> dict[str, Any]:
        """Give the words and the days."""
        return {"given": self.given(), "stale_after": self.cleaned_data["stale_after"]}


def event_initial(page: Page) -> dict[str, Any]:
    """Give an event's hub as its form begins with it."""
    facts = EventFacts.objects.get(page=page)
    return {
        **initial_of(page),
        "starts_on": facts.starts_on,
        "ends_on": facts.ends_on,
        "state": facts.state,
        "place": facts.place_id,
        "programme": programme.written(items_of(page)),
    }


def guide_initial(page: Page) -> dict[str, Any]:
    """Give a guide as its form begins with it."""
    return {**initial_of(page), "stale_after": GuideFacts.objects.get(page=page).stale_after}
