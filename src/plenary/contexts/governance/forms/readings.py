"""What people type on the way from a text to a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A readout, as a file or pasted."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_(".docx, .pdf, .html, .md or .txt"),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.html,.htm,.docx,.pdf"}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean_text(self) -> str:
        """Give back the line ends as they were: a browser sends every one as two characters."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for no more than may be uploaded."""
        given = super().clean() or {}
        file = given.get("file")
        if file is None and not (given.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste the text of the readout."))
        if file is not None and (given.get("text") or "").strip():
            raise forms.ValidationError(_("Give either a file or a pasted text, not both."))
        if file is not None and file.size > settings.UPLOAD_LIMIT:
            most = settings.UPLOAD_LIMIT // 1024 // 1024
            self.add_error("file", _("The file is larger than %(most)d MB.") % {"most": most})
        return given


class WithdrawForm(forms.Form):
    """Why a confirmation is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ChangeForm(forms.Form):
    """One change of a working paper; which fields count depends on the action."""

    version = forms.IntegerField(min_value=1)
    action = forms.CharField(max_length=20)
    part = forms.CharField(max_length=12, required=False)
    quote = forms.CharField(max_length=6000, required=False)
    words = forms.CharField(max_length=400, required=False)
    at = forms.IntegerField(min_value=0, required=False)
    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=0, required=False)
    kind = forms.CharField(max_length=8, required=False)
    verb = forms.CharField(max_length=100, required=False)
    theme = forms.IntegerField(min_value=1, required=False)
    actor = forms.CharField(max_length=400, required=False)
    due_on = forms.CharField(max_length=20, required=False)
    task = forms.BooleanField(required=False)
    unit = forms.CharField(max_length=300, required=False)
    title = forms.CharField(max_length=400, required=False)
    source = forms.CharField(max_length=400, required=False)
    body = forms.CharField(max_length=400, required=False)
    name = forms.CharField(max_length=400, required=False)
    body_id = forms.IntegerField(min_value=1, required=False)
    held_on = forms.CharField(max_length=20, required=False)
    published_on = forms.CharField(max_length=20, required=False)
    plenary = forms.BooleanField(required=False)
    person = forms.IntegerField(min_value=1, required=False)
    chair = forms.BooleanField(required=False)
    task_list = forms.IntegerField(min_value=1, required=False)
    list_name = forms.CharField(max_length=200, required=False)
    meeting = forms.IntegerField(min_value=1, required=False)
    other = forms.IntegerField(min_value=1, required=False)

    def values(self) -> dict[str, Any]:
        """Give the cleaned values, and each post's choice by the post's id."""
        posts = {
            name.removeprefix("post-"): str(self.data[name])[:220]
            for name in self.data
            if name.startswith("post-")
        }
        return {**self.cleaned_data, "posts": posts}
