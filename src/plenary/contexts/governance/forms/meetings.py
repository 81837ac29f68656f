"""Forms of the pages around meetings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import (
    AgendaKind,
    AttendanceStatus,
    DecisionKind,
    MeetingState,
)
from plenary.contexts.governance.forms.records import RecordForm, choose_from, long_text
from plenary.contexts.governance.forms.tasks import NamedChoice, in_language
from plenary.contexts.governance.forms.themes import ThemeChoice
from plenary.contexts.governance.models import AgendaItem, Meeting
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services.checks import not_held_yet
from plenary.contexts.governance.services.parts import MatterKind
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.kernel.places import selectors as places
from plenary.kernel.places.models import Place
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput


class ItemChoice(NamedChoice):
    """A choice of agenda items by number and the beginning of their text."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the item's number and text."""
        return f"{obj.number}. {in_language(obj, 'text')[:120]}"


class TitledChoice(NamedChoice):
    """A choice of records by their title."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's title."""
        return in_language(obj, "title")


class MeetingFilterForm(forms.Form):
    """The filters of the list of meetings; each stands in the address."""

    body = NamedChoice(Organisation.objects.none(), label=_("Body"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, actor: Actor, years: list[int]) -> None:
        super().__init__(data)
        choose_from(self, "body", organisations.bodies(actor), _("any"))
        self._options("year", [(year, str(year)) for year in years])
        self._options("state", list(MeetingState.choices))

    def _options(self, name: str, options: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("any")), *options]

    def filters(self) -> dict[str, Any]:
        """Give what the address asks for; a value that makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        body = data.get("body")
        return {
            "body": body.pk if body else None,
            "year": data.get("year"),
            "state": data.get("state") or "",
        }


class MeetingForm(RecordForm):
    """A meeting's own fields."""

    one_side_of = frozenset({"title"})

    rows = (
        ("body",),
        ("title_zh", "title_en"),
        ("held_on", "published_on", "year"),
        ("place", "release"),
        ("is_held", "is_plenary"),
    )

    body = NamedChoice(Organisation.objects.none(), label=_("Body"))
    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=400)
    held_on = DayField(label=_("Day of the meeting"), required=False, widget=DateInput)
    published_on = DayField(label=_("Published on"), required=False, widget=DateInput)
    year = forms.IntegerField(
        label=_("Year, where no day is known"), required=False, min_value=1949, max_value=2999
    )
    place = NamedChoice(Place.objects.none(), label=_("Place"), required=False)
    release = forms.ChoiceField(
        label=_("Release"), choices=Release.choices, initial=Release.INTERNAL
    )
    is_plenary = forms.BooleanField(label=_("It is a plenary"), required=False)
    is_held = forms.TypedChoiceField(
        label=_("State of the meeting"),
        choices=[("planned", _("It is still to come")), ("held", _("It has been held"))],
        coerce=lambda chosen: chosen == "held",
        widget=forms.RadioSelect,
    )
    """Preset to neither: only whoever records it knows."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.bodies(actor))
        choose_from(self, "place", places.visible_to(actor))
        if "seen_version" in self.fields:
            del self.fields["is_held"]

    def clean(self) -> dict[str, Any]:
        """Find a day to come of a meeting that has been held together with all else that is wrong."""
        data = super().clean()
        if data.get("is_held") and (sentence := not_held_yet(data.get("held_on"))):
            self.add_error("held_on", str(sentence))
        return data

    def leave_to_convening(self, address: str) -> None:
        """Show, and do not change, what the convening of the meeting says."""
        for name in ("body", "held_on", "place"):
            self.fields[name].disabled = True
        self.fields["held_on"].help_text = format_html(
            '{} <a href="{}">{}</a>',
            _(
                "The meeting is being convened: day and place change there, and those invited hear of it."
            ),
            address,
            _("Convening"),
        )


class HoldForm(RecordForm):
    """The day on which a planned meeting was held."""

    held_on = DayField(label=_("Held on"), widget=DateInput)


class ReopenForm(RecordForm):
    """Why a closed meeting is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class NoActionForm(forms.Form):
    """Why a decision or directive needs no action."""

    reason = forms.CharField(label=_("Why no action is needed"), max_length=300)


class SettleForm(RecordForm):
    """Which decisions and directives need no action, and why: one reason for all that are ticked."""

    rows = (("matters",), ("reason",))

    matters = forms.MultipleChoiceField(
        label=_("Not settled yet"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Why no action is needed"), max_length=300)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matters"].choices = list(choices)  # type: ignore[attr-defined]

    def clean_matters(self) -> list[tuple[MatterKind, int]]:
        """Give each as its kind and number in the database."""
        return [
            ("decision" if kind == "decision" else "directive", int(pk))
            for kind, _dash, pk in (one.partition("-") for one in self.cleaned_data["matters"])
        ]


class AgendaItemForm(RecordForm):
    """A matter or paper on the agenda."""

    one_side_of = frozenset({"text"})

    rows = (("kind",), ("text_zh", "text_en"))

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("choose")), *AgendaKind.choices])
    text_zh = long_text(_("Matter in Chinese"))
    text_en = long_text(_("Matter in English"))


class DecisionForm(RecordForm):
    """A numbered outcome of an item."""

    one_side_of = frozenset({"text"})

    rows = (("kind", "item"), ("text_zh", "text_en"))

    kind = forms.ChoiceField(label=_("Outcome"), choices=DecisionKind.choices)
    item = ItemChoice(AgendaItem.objects.none(), label=_("Agenda item"), required=False)
    text_zh = long_text(_("Decision in Chinese"))
    text_en = long_text(_("Decision in English"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "item", meeting.items.all(), _("none"))


class DirectiveForm(RecordForm):
    """A clause that demands action; its place in the source text stays as it was read."""

    one_side_of = frozenset({"text"})

    rows = (
        ("text_zh", "text_en"),
        ("theme", "verb"),
        ("actor_text",),
        ("due_phrase", "due_on"),
    )

    text_zh = long_text(_("Directive in Chinese"), rows=6)
    text_en = long_text(_("Directive in English"), rows=6)
    theme = ThemeChoice(label=_("Theme"), required=False)
    verb = forms.CharField(label=_("Action verb"), required=False, max_length=60)
    actor_text = forms.CharField(
        label=_("Who is to act, as the text says"), required=False, max_length=300
    )
    due_phrase = forms.CharField(
        label=_("Until when, as the text says"), required=False, max_length=120
    )
    due_on = DayField(label=_("Due date"), required=False, widget=DateInput)


class RequirementForm(RecordForm):
    """A superior body's requirement, held by reference."""

    one_side_of = frozenset({"reference"})

    rows = (
        ("reference_zh", "reference_en"),
        ("body", "issued_on"),
        ("text_zh", "text_en"),
        ("meeting",),
    )

    reference_zh = forms.CharField(
        label=_("Meeting or document, in Chinese"), required=False, max_length=300
    )
    reference_en = forms.CharField(
        label=_("Meeting or document, in English"), required=False, max_length=400
    )
    body = NamedChoice(Organisation.objects.none(), label=_("Superior body"), required=False)
    issued_on = DayField(label=_("Issued on"), required=False, widget=DateInput)
    text_zh = long_text(_("What it requires, in Chinese"))
    text_en = long_text(_("What it requires, in English"))
    meeting = TitledChoice(
        Meeting.objects.none(), label=_("Our meeting that studied it"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.visible_to(actor), _("none"))
        choose_from(self, "meeting", meetings.visible_to(actor), _("none"))


class AttendanceForm(RecordForm):
    """The whole sheet: who chaired; the persons and groups have forms of their own."""

    chair = forms.IntegerField(required=False)
    words = forms.CharField(label=_("Name"), required=False, max_length=100)


class NewPersonForm(forms.Form):
    """Somebody at the meeting whom the directory does not know yet."""

    name_zh = forms.CharField(
        label=_("Person's name in Chinese"), required=False, strip=True, max_length=60
    )
    name_en = forms.CharField(
        label=_("Person's name in English"), required=False, strip=True, max_length=120
    )

    def names(self) -> dict[str, str]:
        """Give the names, each with single spaces."""
        return {name: " ".join(value.split()) for name, value in self.cleaned_data.items()}


class AttendeeForm(forms.Form):
    """How a person took part, and in which of their posts."""

    status = forms.ChoiceField(
        label=_("Took part as"),
        choices=AttendanceStatus.choices,
        initial=AttendanceStatus.PRESENT,
    )
    posts = forms.TypedMultipleChoiceField(
        label=_("Came as"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    stand_in_zh = forms.CharField(
        label=_("Who came instead, in Chinese"), required=False, max_length=120
    )
    stand_in_en = forms.CharField(
        label=_("Who came instead, in English"), required=False, max_length=200
    )
    is_left_out = forms.BooleanField(label=_("Leave out"), required=False)

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["posts"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [
                (post.pk, f"{in_language(post, 'title')} · {in_language(post.organisation)}")
                for post in posts
            ]


class GroupForm(forms.Form):
    """An unnamed group at the meeting; left empty, it is none."""

    text_zh = forms.CharField(label=_("Group in Chinese"), required=False, max_length=300)
    text_en = forms.CharField(label=_("Group in English"), required=False, max_length=400)
