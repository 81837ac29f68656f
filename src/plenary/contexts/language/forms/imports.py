"""What is handed in to bring terms in, and what was seen of a preview."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A file of terms."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("A .tbx, a .csv or an .xlsx; no term is touched until you confirm."),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".tbx,.xml,.csv,.txt,.xlsx"}),
    )
