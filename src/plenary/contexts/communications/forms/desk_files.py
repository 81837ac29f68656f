"""What is asked of a translator's file that goes out or comes back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TextFileForm(forms.Form):
    """A translated file, and whose work it is."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("An .xlf that went out from here; nothing is stored until you confirm."),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,.xml"}),
    )
    translator = forms.CharField(
        label=_("Translated by"),
        max_length=200,
        help_text=_("The person or company; stands with each text as its translator."),
        error_messages={"required": _("Say who translated it, in at most 200 characters.")},
    )

    def clean(self) -> None:
        """Refuse several files at once: each has a preview of its own."""
        if len(self.files.getlist("upload")) > 1:
            self.add_error("upload", _("Hand in one file at a time."))


class FileStepForm(forms.Form):
    """The preview that a step rests on."""

    seen_version = forms.IntegerField(min_value=1)
