"""The forms of entries, of their moves, and of the filters of their lists."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.language.domains import domain_word
from plenary.contexts.language.enums import Profile, TermState
from plenary.contexts.language.exchange import names
from plenary.contexts.language.exchange.entry import LONGEST, UNDATED, Entry
from plenary.contexts.language.selectors.terms import Filters
from plenary.contexts.language.sentences import FIELD_WORDS
from plenary.shared.web.days import DayField
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput


def _line(key: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=FIELD_WORDS[key], required=False, max_length=LONGEST[key], **more)


def _lines(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=5000, widget=area, **more)


class TermForm(RecordForm):
    """An entry: its preferred names, the others one a line, and for what they hold."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name_zh", "name_en"),
        ("accepted_zh", "accepted_en"),
        ("forbidden_zh", "forbidden_en"),
        ("profile", "domain"),
        ("valid_from", "valid_to"),
        ("source", "source_on"),
        ("is_source_undated",),
        ("definition_zh", "definition_en"),
        ("note",),
    )

    unchecked: ClassVar[frozenset[str]] = frozenset({"accepted", "forbidden"})

    name_zh = _line("name_zh")
    name_en = _line("name_en")
    accepted_zh = _lines(
        _("Also accepted in Chinese"),
        help_text=_("One a line; a remark may follow after ｜."),
    )
    accepted_en = _lines(_("Also accepted in English"), help_text=_("One a line."))
    forbidden_zh = _lines(_("Forbidden in Chinese"), help_text=_("One a line; say why after ｜."))
    forbidden_en = _lines(_("Forbidden in English"), help_text=_("One a line; say why after ｜."))
    profile = forms.ChoiceField(
        label=FIELD_WORDS["profile"], choices=Profile.choices, required=False
    )
    domain = _line("domain", help_text=_("Tells apart what is written alike."))
    valid_from = DayField(label=FIELD_WORDS["valid_from"], required=False, widget=DateInput)
    valid_to = DayField(label=FIELD_WORDS["valid_to"], required=False, widget=DateInput)
    source = _line("source", help_text=_("A standard, a law, a page: where the name stands."))
    source_on = DayField(label=FIELD_WORDS["source_on"], required=False, widget=DateInput)
    is_source_undated = forms.BooleanField(
        label=FIELD_WORDS["is_source_undated"],
        required=False,
        help_text=_("Tick it when you have looked and found none."),
    )
    definition_zh = _lines(FIELD_WORDS["definition_zh"], rows=3)
    definition_en = _lines(FIELD_WORDS["definition_en"], rows=3)
    note = _lines(FIELD_WORDS["note"])

    def clean_is_source_undated(self) -> bool:
        """Refuse a date of a source that states none, and the word of no source at all."""
        is_undated = bool(self.cleaned_data["is_source_undated"])
        if is_undated and self.cleaned_data.get("source_on"):
            raise forms.ValidationError(
                _("Give the date of the source, or say that it states none.")
            )
        if is_undated and not self.cleaned_data.get("source"):
            raise forms.ValidationError(_("Say which source it is that states no date."))
        return is_undated

    def entry(self, code: str = "") -> Entry:
        """Give what was written, once it is valid."""
        return written_entry(self.cleaned_data, code)


def written_entry(data: dict[str, Any], code: str = "") -> Entry:
    """Give the entry that a valid form holds."""
    plain = {key: data[key] for key in ("profile", *LONGEST) if key in data}
    days = {
        key: data[key].isoformat() if data.get(key) else ""
        for key in ("valid_from", "valid_to", "source_on")
    }
    if data.get("is_source_undated"):
        days["source_on"] = UNDATED
    others = tuple(
        name
        for key, side, standing in names.LISTS
        for name in names.read(data.get(key, ""), side, standing)
    )
    return Entry(**{**plain, **days, "code": code}, names=others)


def initial_of(entry: Entry) -> dict[str, Any]:
    """Give an entry as its form begins with it."""
    start: dict[str, Any] = {key: value for key, value in entry.to_json().items() if key != "names"}
    if entry.source_on == UNDATED:
        start |= {"source_on": "", "is_source_undated": True}
    for key, side, standing in names.LISTS:
        start[key] = names.written(entry.names, side, standing)
    return start


class SuggestionEntryForm(TermForm):
    """A suggestion as the entry that becomes of it, with a word to whoever made it."""

    rows = (*TermForm.rows, ("answer",))

    answer = _lines(_("Answer to the suggester"))


class ReasonForm(RecordForm):
    """A move that must say why."""

    rows = (("reason",),)

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SeenForm(forms.Form):
    """A move made from a page: the version that the page showed."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


def _by_word(choice: tuple[str, str]) -> bytes:
    """Order choices by their words: by letters, Chinese by pinyin, as GB 2312 orders its common characters."""
    return choice[1].casefold().encode("gb18030")


class FilterForm(forms.Form):
    """What a list of terms is narrowed to, kept in its address."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    profile = forms.ChoiceField(
        label=FIELD_WORDS["profile"],
        required=False,
        choices=[("", _("All")), ("any", Profile.ANY.label), *Profile.choices[1:]],
    )
    domain = forms.ChoiceField(label=FIELD_WORDS["domain"], required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *TermState.choices]
    )
    on = DayField(label=_("In force on"), required=False, widget=DateInput)
    dating = forms.ChoiceField(
        label=FIELD_WORDS["source_on"],
        required=False,
        choices=[
            ("", _("All")),
            ("stated", pgettext_lazy("source's date", "stated")),
            ("undated", pgettext_lazy("source's date", "not stated by the source")),
            ("unknown", pgettext_lazy("source's date", "not looked up yet")),
        ],
    )

    def __init__(self, *args: Any, domains: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["domain"]
        if isinstance(field, forms.ChoiceField):
            named = sorted(((name, domain_word(name)) for name in domains), key=_by_word)
            field.choices = [("", _("All")), *named]

    def filters(self, *, is_mine: bool = False) -> Filters:
        """Give the filters; what is not valid narrows nothing."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        profile = data.get("profile") or None
        return Filters(
            q=data.get("q", ""),
            profile="" if profile == "any" else profile,
            domain=data.get("domain", ""),
            state=data.get("state", ""),
            is_mine=is_mine,
            on=data.get("on"),
            dating=data.get("dating", ""),
        )
