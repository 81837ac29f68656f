"""What people hand in to bring a directory in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeveralFiles(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Give every file that was chosen."""
        return files.getlist(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say whether none was."""
        return name not in files


class FilesField(forms.Field):
    """One file or several."""

    widget = SeveralFiles


class ImportForm(forms.Form):
    """A workbook, or a .csv for each sheet."""

    upload = FilesField(
        label=_("File"),
        help_text=_("One .xlsx with all sheets, or a .csv for each sheet."),
        error_messages={"required": _("Choose a file.")},
        widget=SeveralFiles(attrs={"accept": ".xlsx,.csv,.txt", "multiple": True}),
    )


class ConfirmForm(forms.Form):
    """What was seen of a preview."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    holds_mail = forms.BooleanField(
        label=_("Do not send invitations yet"),
        required=False,
        help_text=_("The accounts are made; each is invited later from its own page."),
    )
