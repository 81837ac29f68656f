"""The form of a file that goes out with a page, and the field for a licence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.enums import LicenceKey
from plenary.shared.web.record_form import RecordForm


def licence_field(**more: Any) -> forms.TypedChoiceField:
    """Give the field for a licence; nothing chosen reserves all rights."""
    return forms.TypedChoiceField(
        label=_("Licence"),
        choices=LicenceKey.choices,
        required=False,
        empty_value=LicenceKey.RESERVED,
        **more,
    )


FILE_WORDS = ("name_zh", "name_en", "author_zh", "author_en", "licence")


class FileForm(RecordForm):
    """A file to go out with a page."""

    rows = (("file",), ("name_zh", "name_en"), ("author_zh", "author_en"), ("licence",))

    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX or TXT."))
    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    author_zh = forms.CharField(label=_("Author, in Chinese"), required=False, max_length=120)
    author_en = forms.CharField(label=_("Author, in English"), required=False, max_length=200)
    licence = licence_field()
