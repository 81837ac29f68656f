"""The form of a page that was published elsewhere: pasted or as a file, in one language or both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.forms.choices import (
    NamedChoice,
    NamedChoices,
    choose,
    number_of,
)
from plenary.contexts.communications.forms.pages import ANOTHER
from plenary.contexts.communications.models import Topic
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.services.importing import KINDS
from plenary.contexts.communications.services.writing import LONGEST, LONGEST_URL
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput


def _text(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 14})
    return forms.CharField(label=label, required=False, strip=False, widget=area)


def _file(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        allow_empty_file=True,
        help_text=_(".docx, .pdf, .html, .txt or .md"),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.html,.htm,.txt,.md"}),
    )


def _headline(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST["title_en"],
        help_text=_("Where the text has none of its own, or another one is wanted."),
    )


def _address(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_URL)


class ImportForm(RecordForm):
    """A published page, its two languages side by side."""

    rows = (
        ("kind",),
        ("text_zh", "text_en"),
        ("title_zh", "title_en"),
        ("file_zh", "file_en"),
        ("url_zh", "url_en"),
        ("source_unit", "held_on"),
        ("topics",),
    )
    unchecked = frozenset({"text", "file", "url"})

    kind = forms.ChoiceField(
        label=_("Kind of page"), choices=[one for one in PageKind.choices if one[0] in KINDS]
    )
    text_zh = _text(_("Chinese page, pasted with its headline"))
    text_en = _text(_("English page, pasted with its headline"))
    title_zh = _headline(_("Chinese headline"))
    title_en = _headline(_("English headline"))
    file_zh = _file(_("Or the Chinese page as a file"))
    file_en = _file(_("Or the English page as a file"))
    url_zh = _address(_("Address of the Chinese original"))
    url_en = _address(_("Address of the English original"))
    source_unit = NamedChoice(
        Organisation.objects.none(),
        label=_("Source"),
        required=False,
        help_text=_("Where the printed source is a unit of the directory, that one is taken."),
    )
    held_on = DayField(
        label=_("Held on"),
        required=False,
        widget=DateInput,
        help_text=_(
            "The day of what the page tells of. Empty: news takes the day that its first paragraphs"
            " name; look at it in the draft."
        ),
    )
    topics = NamedChoices(
        Topic.objects.none(), label=pgettext_lazy("portal", "Topics"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["source_unit"], organisations.visible_to(actor))
        choose(self.fields["topics"], pages.topics())

    def clean(self) -> dict[str, Any]:
        """Ask for a text or a file of a language, not both, and for one language at least."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for lang in Lang.values:
            file, text = data.get(f"file_{lang}"), data.get(f"text_{lang}") or ""
            if file is not None and text.strip():
                self.add_error(f"file_{lang}", _("Give either a file or a pasted text, not both."))
            if file is not None and file.size > settings.UPLOAD_LIMIT:
                most = settings.UPLOAD_LIMIT // 1024 // 1024
                sentence = _("The file is larger than %(most)d MB.") % {"most": most}
                self.add_error(f"file_{lang}", sentence)
        if not self.errors and not self.langs():
            self.add_error(None, _("Give the text of at least one of the two languages."))
        return data

    def langs(self) -> list[str]:
        """Give the languages of which something was given."""
        data = self.cleaned_data
        return [
            lang
            for lang in Lang.values
            if data.get(f"file_{lang}") is not None or (data.get(f"text_{lang}") or "").strip()
        ]

    def said(self) -> dict[str, Any]:
        """Give what the service is told beside the texts."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "source_unit_id": number_of(data["source_unit"]),
            "topic_ids": [topic.pk for topic in data["topics"]],
            "is_another": ANOTHER in self.data,
            "held": data.get("held_on"),
        }

    def show_text(self, lang: str, text: str) -> None:
        """Show what was read out of a file as if it had been pasted: the file need not be sent again."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix(f"text_{lang}")] = text
        self.data = typed
