"""The form of a topic."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.record_form import RecordForm


class TopicForm(RecordForm):
    """A topic's names."""

    rows = (("name_zh", "name_en"),)

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)
