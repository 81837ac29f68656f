"""The forms of pages: what they say, from which record they come, and the steps to the public."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications import keys
from plenary.contexts.communications.enums import Lang, PageKind, SideState
from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.pages import Filters
from plenary.contexts.communications.services.writing import LONGEST, PageGiven
from plenary.contexts.governance.api import MeetingName
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.filters import side
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import QuickSelect

OWN_KINDS = [choice for choice in PageKind.choices if choice[0] != PageKind.READOUT]


class DateInput(forms.DateInput):
    """The browser's own date picker; the value is always written 2025-05-08."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when it runs
    """A choice of records by their name in the language in force."""

    widget = QuickSelect

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's name."""
        return side(obj, "name")


class NamedChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # likewise
    """A choice of several records by their name in the language in force."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's name."""
        return side(obj, "name")


def _line(name: str, label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST[name], **more)


def _text(name: str, label: Any, rows: int, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=LONGEST[name], widget=area, **more
    )


MARKS = _(
    "An empty line parts paragraphs. ## before a heading, - before a point, 1. before a number,"
    " **strong words**, [words](https://address) for a link."
)


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
    )

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
        label=_("Held on"),
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

    def __init__(self, *args: Any, actor: Actor, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["source_unit"], organisations.visible_to(actor))
        _choose(self.fields["topics"], pages.topics())
        _choose(self.fields["hub_of"], pages.topics())
        if not is_new:
            del self.fields["kind"], self.fields["hub_of"]

    def given(self) -> PageGiven:
        """Give what the page says, once the form is valid."""
        data = self.cleaned_data
        unit = data["source_unit"]
        return PageGiven(
            **{name: data[name] for name in LONGEST},
            source_side=data["source_side"],
            source_unit_id=unit.pk if unit else None,
            topic_ids=tuple(topic.pk for topic in data["topics"]),
            held_on=data["held_on"],
            slug=data["slug"],
        )


def initial_of(page: Page) -> dict[str, Any]:
    """Give a page as its form begins with it."""
    return {
        **{name: getattr(page, name) for name in LONGEST},
        "source_side": page.source_side,
        "source_unit": page.source_unit_id,
        "topics": [topic.pk for topic in page.topics.all()],
        "held_on": page.held_on,
        "slug": page.slug,
    }


class ReadoutForm(RecordForm):
    """Which meeting's record becomes a page, and which unit it comes from."""

    rows = (("meeting",), ("source_unit",))

    meeting = forms.TypedChoiceField(label=_("Meeting"), coerce=int, widget=forms.RadioSelect)
    source_unit = NamedChoice(Organisation.objects.none(), label=_("Source"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, meetings: list[MeetingName], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["source_unit"], organisations.visible_to(actor))
        field = self.fields["meeting"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (one.pk, f"{side(one, 'title')} {one.on or ''}".strip())
                for one in meetings
                if one.is_released
            ]


class LangsForm(RecordForm):
    """The languages that a step is taken for."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("langs",),)

    langs = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, langs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["langs"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [choice for choice in Lang.choices if choice[0] in langs]
        field.initial = langs


def _note(label: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=500, widget=area, **more)


class SubmitForm(LangsForm):
    """Sends languages to review; what has been public says what is corrected."""

    rows = (("langs",), ("note_zh", "note_en"))
    unchecked: ClassVar[frozenset[str]] = frozenset()

    note_zh = _note(_("What is corrected, in Chinese"), help_text=_("Readers see it on the page."))
    note_en = _note(_("What is corrected, in English"), help_text=_("Readers see it on the page."))

    def __init__(self, *args: Any, been_public: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for lang in Lang.values:
            if lang not in been_public:
                del self.fields[f"note_{lang}"]

    def notes(self) -> dict[str, str]:
        """Give the note of each language, once the form is valid."""
        return {lang: self.cleaned_data.get(f"note_{lang}", "") for lang in Lang.values}


class SendBackForm(LangsForm):
    """Gives languages back with a reason."""

    rows = (("langs",), ("reason",))

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ApproveForm(LangsForm):
    """Approves languages, to go out at once or at an hour to come."""

    rows = (("langs",), ("due_on", "due_time"))

    due_on = DayField(
        label=_("Not before"),
        required=False,
        widget=DateInput,
        help_text=_("Under embargo until then; empty: at once."),
    )
    due_time = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Empty: at the beginning of the day."),
    )

    def due_at(self) -> dt.datetime | None:
        """Give the moment, in the office's own time; none for at once."""
        day: dt.date | None = self.cleaned_data["due_on"]
        if day is None:
            return None
        hour: dt.time = self.cleaned_data["due_time"] or dt.time(0, 0)
        return timezone.make_aware(dt.datetime.combine(day, hour))

    def clean(self) -> dict[str, Any]:
        """Ask for the day where only an hour was given."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("due_time") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Give the day as well."))
        return data


class WithdrawForm(RecordForm):
    """Why each language is withdrawn; one without a reason stays."""

    rows = (("reason_zh", "reason_en"),)

    reason_zh = _note(_("Why the Chinese page is withdrawn"))
    reason_en = _note(_("Why the English page is withdrawn"))

    def __init__(self, *args: Any, langs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for lang in Lang.values:
            if lang not in langs:
                del self.fields[f"reason_{lang}"]

    def reasons(self) -> dict[str, str]:
        """Give the reason of each language, once the form is valid."""
        return {lang: self.cleaned_data.get(f"reason_{lang}", "") for lang in Lang.values}


class FileForm(RecordForm):
    """A file to go out with a page."""

    rows = (("file",), ("name_zh", "name_en"))

    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX, TXT, PNG or JPEG."))
    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)


class TopicForm(RecordForm):
    """A topic's names."""

    rows = (("name_zh", "name_en"),)

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)


class FilterForm(forms.Form):
    """What the list of pages is narrowed to, kept in its address."""

    q = forms.CharField(
        label=_("Words of the title"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of page"), required=False, choices=[("", _("All")), *PageKind.choices]
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("page", "State"),
        required=False,
        choices=[("", _("All")), *SideState.choices],
    )

    def filters(self) -> Filters:
        """Give the filters; what is not valid narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(q=data.get("q", ""), kind=data.get("kind", ""), state=data.get("state", ""))


def _choose(field: forms.Field, records: Any) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = records
