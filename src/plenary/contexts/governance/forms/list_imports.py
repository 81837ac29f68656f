"""What people hand in of a file with a list, and what they settle about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import Cadence
from plenary.contexts.governance.forms.records import RecordForm, choose_from
from plenary.contexts.governance.forms.tasks import NamedChoice
from plenary.contexts.governance.importing.plan import Word
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.selectors.list_imports import post_named, unit_named
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput


class ListFileForm(forms.Form):
    """The file, and whose list it is."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("Last year's or this year's list, as .xlsx or .docx."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
    )
    body = NamedChoice(Organisation.objects.none(), label=_("Body"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.bodies(actor))
        latest = lists.visible_to(actor).order_by("-starts_on", "-pk").first()
        self.fields["body"].initial = latest.body_id if latest else None


class ListTargetForm(RecordForm):
    """The list that the file becomes."""

    rows = (("body",), ("name_zh", "name_en"), ("starts_on", "ends_on", "cadence"))

    body = NamedChoice(Organisation.objects.none(), label=_("Body"))
    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    starts_on = DayField(label=_("First day"), widget=DateInput)
    ends_on = DayField(label=_("Last day"), widget=DateInput)
    cadence = forms.ChoiceField(label=_("Reported on"), choices=Cadence.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.bodies(actor))


def words_settled(data: Mapping[str, str], words: list[Word]) -> list[tuple[str, str, Any]]:
    """Give what was chosen for each word: an id, 0 for none, a day, or None to leave it open.

    A name typed beside the choice goes before it; where it is said so, the one name proposed for open words is
    taken. ``ValueError`` with the words whose name or day is not known.
    """
    settled: list[tuple[str, str, Any]] = []
    for at, word in enumerate(words):
        picked, typed = data.get(f"pick-{at}"), data.get(f"other-{at}", "").strip()
        if data.get(f"words-{at}") != word.words or (picked is None and not typed):
            continue
        if "take" in data and word.has_one_near and not picked:
            picked = str(word.near[0].pk)
        settled.append((word.kind, word.words, _meant(word, picked or "", typed)))
    return settled


def _meant(word: Word, picked: str, typed: str) -> Any:
    if word.kind == "due":
        return _day(word, picked, typed)
    if typed:
        found = unit_named(typed) if word.kind == "unit" else post_named(typed)
        if found is None:
            raise ValueError(typed)
        return found
    return int(picked) if picked.isdecimal() else None


def _day(word: Word, picked: str, typed: str) -> Any:
    if typed:
        return DayField().clean(typed)
    if picked == "0":
        return ""
    return dt.date.fromisoformat(word.found) if picked and isinstance(word.found, str) else None
