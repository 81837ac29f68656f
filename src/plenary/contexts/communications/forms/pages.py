"""The form of a page: what it says in both languages, and what it is filed by."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications import keys
from plenary.contexts.communications.enums import Lang, LicenceKey, PageKind
from plenary.contexts.communications.forms.choices import (
    NamedChoice,
    NamedChoices,
    TitledChoice,
    choose,
    number_of,
)
from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.services.writing import (
    BY_HAND,
    LONGEST,
    LONGEST_URL,
    PageGiven,
    given_of,
)
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput

OWN_KINDS = [choice for choice in PageKind.choices if choice[0] in BY_HAND]
UNDATED = (PageKind.GUIDE, PageKind.HUB, PageKind.STATIC)
"""The kinds that tell of nothing that was held on a day."""
ANOTHER = "is_another"
"""Sent by the box that stands beside pages which may be the same."""


def _line(name: str, label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST[name], **more)


def _text(name: str, label: Any, rows: int, **more: Any) -> forms.CharField:
    """Give a field of several lines; one that takes marks turns what is pasted into them (``pasted.js``)."""
    takes_marks = {"data-marks": True} if "help_text" in more else {}
    area = forms.Textarea(attrs={"rows": rows, **takes_marks})
    return forms.CharField(
        label=label, required=False, max_length=LONGEST[name], widget=area, **more
    )


MARKS = _(
    "An empty line parts paragraphs. ## before a heading, - before a point, 1. before a number,"
    " **strong words**, [words](https://address) for a link. What is pasted from a word processor keeps"
    " these."
)


CREDIT = (("author_zh", "author_en"), ("original_url", "original_on"), ("licence",))
"""Who wrote a page, where it stood first and its licence: asked of every kind."""


class PageForm(RecordForm):
    """What a page says, in both languages side by side, and what it is filed by."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("kind", "hub_of"),
        ("title_zh", "title_en"),
        ("summary_zh", "summary_en"),
        ("body_zh", "body_en"),
        ("source_side", "source_unit"),
        ("topics",),
        ("held_on", "slug"),
        ("part_of",),
        *CREDIT,
    )
    unchecked: ClassVar[frozenset[str]] = frozenset({"author"})
    is_words_alone: ClassVar[bool] = True
    """Whether the kind is chosen in the form; the other kinds have forms of their own."""

    kind = forms.ChoiceField(label=_("Kind of page"), choices=OWN_KINDS)
    hub_of = NamedChoice(
        Topic.objects.none(), label=_("Topic that a hub introduces"), required=False
    )
    title_zh = _line("title_zh", _("Title in Chinese"))
    title_en = _line("title_en", _("Title in English"))
    summary_zh = _text("summary_zh", _("Summary in Chinese"), 3)
    summary_en = _text("summary_en", _("Summary in English"), 3)
    body_zh = _text("body_zh", _("Text in Chinese"), 18, help_text=MARKS)
    body_en = _text("body_en", _("Text in English"), 18, help_text=MARKS)
    source_side = forms.ChoiceField(
        label=_("Written first in"),
        choices=Lang.choices,
        help_text=_("The other side is known to be old once this one changes."),
    )
    source_unit = NamedChoice(Organisation.objects.none(), label=_("Source"), required=False)
    topics = NamedChoices(
        Topic.objects.none(), label=pgettext_lazy("portal", "Topics"), required=False
    )
    held_on = DayField(
        label=pgettext_lazy("page", "Held on"),
        required=False,
        widget=DateInput,
        help_text=_("The day of what the page tells of, where there is one."),
    )
    slug = forms.CharField(
        label=pgettext_lazy("page", "Address"),
        required=False,
        max_length=keys.LONGEST_SLUG,
        help_text=_(
            "One for both languages; made of the English title where it is left empty. Once the"
            " page has been public it stays."
        ),
    )
    part_of = TitledChoice(
        Page.objects.none(),
        label=_("Belongs to the event"),
        required=False,
        help_text=_("The page is then listed at the event's own page as well."),
    )

    author_zh = _line("author_zh", _("Author in Chinese"))
    author_en = _line("author_en", _("Author in English"))
    original_url = forms.CharField(
        label=_("Address of the original"),
        required=False,
        max_length=LONGEST_URL,
        help_text=_("Where it stood first, if elsewhere."),
    )
    original_on = DayField(label=_("First published on"), required=False, widget=DateInput)
    licence = forms.ChoiceField(
        label=_("Licence"),
        required=False,
        choices=[("", _("The portal's own")), *LicenceKey.choices],
    )

    def __init__(
        self, *args: Any, actor: Actor, is_new: bool, kind: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if kind in UNDATED:
            del self.fields["held_on"]
        choose(self.fields["source_unit"], organisations.visible_to(actor))
        choose(self.fields["topics"], pages.topics())
        choose(self.fields["hub_of"], pages.topics())
        if not (is_new and self.is_words_alone):
            del self.fields["kind"], self.fields["hub_of"]
        events = pages.events(actor)
        choose(self.fields["part_of"], events)
        if not events.exists():
            del self.fields["part_of"]

    def clean(self) -> dict[str, Any]:
        """Refuse a day for a kind of page that tells of none."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") in UNDATED and data.get("held_on"):
            self.add_error("held_on", _("A page of this kind tells of no day: leave this empty."))
        return data

    def given(self) -> PageGiven:
        """Give what the page says, once the form is valid."""
        data = self.cleaned_data
        return PageGiven(
            **{name: data.get(name, "") for name in LONGEST},
            source_side=data["source_side"],
            source_unit_id=number_of(data["source_unit"]),
            topic_ids=tuple(topic.pk for topic in data["topics"]),
            held_on=data.get("held_on"),
            slug=data["slug"],
            part_of_id=number_of(data.get("part_of")),
            original_url=data["original_url"].strip(),
            original_on=data["original_on"],
            licence=data["licence"],
            is_another=ANOTHER in self.data,
        )

    def said(self) -> dict[str, Any]:
        """Give what the service is told: of a new page its kind as well."""
        if "kind" not in self.fields:
            return {"given": self.given()}
        data = self.cleaned_data
        hub_of_id = number_of(data["hub_of"])
        return {"given": self.given(), "kind": data["kind"], "hub_of_id": hub_of_id}


def initial_of(page: Page) -> dict[str, Any]:
    """Give a page as its form begins with it."""
    given = asdict(given_of(page))
    names = {"source_unit_id": "source_unit", "topic_ids": "topics", "part_of_id": "part_of"}
    return {names.get(name, name): value for name, value in given.items()}
