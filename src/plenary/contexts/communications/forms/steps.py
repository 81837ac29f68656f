"""The forms of a page's steps to the public and back; each gives what its service is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.enums import Lang
from plenary.shared.web.days import DayField
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput


class StepForm(RecordForm):
    """A step: the languages that it is open for, and those that have been public."""

    by_lang: ClassVar[tuple[str, ...]] = ()
    """Fields that are there once a language, for example ``note``."""
    on_demand: ClassVar[tuple[str, ...]] = ()
    """Fields for a reason, which are there where the page, as it stands, may ask for it."""

    def __init__(
        self,
        *args: Any,
        langs: list[str],
        been_public: Collection[str],
        asks: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.open_langs, self.been_public = langs, been_public
        for name in self.on_demand:
            if name not in asks:
                del self.fields[name]
        for name in self.by_lang:
            for lang in Lang.values:
                if lang not in self.asked_of():
                    del self.fields[f"{name}_{lang}"]

    def asked_of(self) -> Collection[str]:
        """Give the languages whose own fields are there."""
        return self.open_langs

    def said(self) -> dict[str, Any]:
        """Give what the service is told beside the page, once the form is valid."""
        raise NotImplementedError

    def each(self, name: str) -> dict[str, str]:
        """Give a field of each language, empty where it is not asked for."""
        return {lang: self.cleaned_data.get(f"{name}_{lang}", "") for lang in Lang.values}


class LangsForm(StepForm):
    """A step that is taken for chosen languages."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("langs",),)

    langs = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["langs"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [choice for choice in Lang.choices if choice[0] in self.open_langs]
        field.initial = self.open_langs

    def said(self) -> dict[str, Any]:
        """Give the languages."""
        return {"langs": self.cleaned_data["langs"]}


def _note(label: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=500, widget=area, **more)


NEEDED = _("Readers see it on the page; a language that has been public needs it.")


class SubmitForm(LangsForm):
    """Sends languages to review; what has been public says what is corrected."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("langs",), ("note_zh", "note_en"))
    by_lang = ("note",)

    note_zh = _note(_("What is corrected, in Chinese"), help_text=NEEDED)
    note_en = _note(_("What is corrected, in English"), help_text=NEEDED)

    def asked_of(self) -> Collection[str]:
        """Give those that are sent and have been public: a first publication corrects nothing."""
        return [lang for lang in self.open_langs if lang in self.been_public]

    def said(self) -> dict[str, Any]:
        """Give the languages, and the note of each."""
        return {**super().said(), "notes": self.each("note")}


class BringBackForm(SubmitForm):
    """Sends withdrawn languages to review as they stand, and tells readers why they are back."""

    note_zh = _note(_("Why it is public again, in Chinese"), help_text=NEEDED)
    note_en = _note(_("Why it is public again, in English"), help_text=NEEDED)


class ForceForm(SubmitForm):
    """Publishes languages before a second person has looked: why, and who decided it."""

    rows = (("langs",), ("reason",), ("decided_by",), ("note_zh", "note_en"))

    reason = forms.CharField(
        label=_("Why it cannot wait for a second person"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decided_by = forms.CharField(
        label=_("Who decided it"),
        max_length=200,
        help_text=_("The name of the person who answers for it; it is kept in the newsroom."),
    )

    def said(self) -> dict[str, Any]:
        """Give the languages, notes, reason and name."""
        kept = {name: self.cleaned_data[name] for name in ("reason", "decided_by")}
        return {**super().said(), **kept}


class SendBackForm(LangsForm):
    """Gives languages back with a reason."""

    rows = (("langs",), ("reason",))

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def said(self) -> dict[str, Any]:
        """Give the languages and the reason."""
        return {**super().said(), "reason": self.cleaned_data["reason"]}


class ApproveForm(LangsForm):
    """Approves languages, to go out at once or at an hour to come."""

    rows = (("langs",), ("due_on", "due_time"), ("despite",), ("wording",), ("alone",))
    on_demand = ("despite", "wording", "alone")

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
    despite = _note(
        _("Why the open fact-check is not waited for"),
        help_text=_("It stays with the fact-check, for everybody in the newsroom to see."),
    )
    wording = _note(
        _("Why it goes out although the check of the wording proves a fault"),
        help_text=_("It is kept with your name in the page's history."),
    )
    alone = _note(
        _("Why one language goes out before the other"),
        help_text=_(
            "Only where you approve one alone. The newsroom lists it until the other one is public."
        ),
    )

    def due_at(self) -> dt.datetime | None:
        """Give the moment, in the office's own time; none for at once."""
        day: dt.date | None = self.cleaned_data["due_on"]
        if day is None:
            return None
        hour: dt.time = self.cleaned_data["due_time"] or dt.time(0, 0)
        return timezone.make_aware(dt.datetime.combine(day, hour))

    def said(self) -> dict[str, Any]:
        """Give the languages, the moment, and the reasons that were asked for."""
        reasons = {name: self.cleaned_data.get(name, "") for name in self.on_demand}
        return {**super().said(), "due_at": self.due_at(), **reasons}

    def clean(self) -> dict[str, Any]:
        """Ask for the day where only an hour was given."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("due_time") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Give the day as well."))
        return data


def _hide(label: Any) -> forms.BooleanField:
    return forms.BooleanField(
        label=label,
        required=False,
        help_text=_(
            "For a title that is wrong or names somebody. The page then has an address of its number"
            " alone; the old one leads there."
        ),
    )


class ReasonsForm(StepForm):
    """A step that is taken for each language for which a reason is given."""

    reason: ClassVar[str]
    """The field, once a language."""

    def clean(self) -> dict[str, Any]:
        """Refuse a step that no language is given a reason for, beside the first of the fields."""
        data = super().clean() or {}
        asked = [f"{self.reason}_{lang}" for lang in Lang.values if lang in self.open_langs]
        if asked and not any(data.get(name) or name in self.errors for name in asked):
            self.add_error(asked[0], _("Give a reason for at least one language."))
        return data


class WithdrawForm(ReasonsForm):
    """Why each language is withdrawn; one without a reason stays."""

    rows = (("reason_zh", "reason_en"), ("hide_title_zh", "hide_title_en"))
    by_lang = ("reason", "hide_title")
    reason = "reason"

    reason_zh = _note(_("Why the Chinese page is withdrawn"))
    reason_en = _note(_("Why the English page is withdrawn"))
    hide_title_zh = _hide(_("Hide the Chinese title too"))
    hide_title_en = _hide(_("Hide the English title too"))

    def said(self) -> dict[str, Any]:
        """Give the reason of each language, and whose titles are hidden."""
        hidden = [lang for lang in Lang.values if self.cleaned_data.get(f"hide_title_{lang}")]
        return {"reasons": self.each("reason"), "hide_titles": hidden}


class HideForm(ReasonsForm):
    """Why the title of each withdrawn language is to be hidden; one without a reason stays to be read."""

    rows = (("hide_zh", "hide_en"),)
    by_lang = ("hide",)
    reason = "hide"

    hide_zh = _note(_("Why the Chinese title is to be hidden"))
    hide_en = _note(_("Why the English title is to be hidden"))

    def said(self) -> dict[str, Any]:
        """Give the reason of each language."""
        return {"reasons": self.each("hide")}
