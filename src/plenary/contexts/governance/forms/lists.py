"""Forms of the task lists, and of choosing a task for something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import Cadence
from plenary.contexts.governance.forms.records import RecordForm, choose_from
from plenary.contexts.governance.forms.tasks import DateInput, NamedChoice
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField


class TaskListForm(RecordForm):
    """A list's own fields."""

    rows = (
        ("body",),
        ("name_zh", "name_en"),
        ("starts_on", "ends_on", "cadence"),
        ("reason",),
    )

    body = NamedChoice(Organisation.objects.none(), label=_("Body"))
    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    starts_on = DayField(label=_("First day"), widget=DateInput)
    ends_on = DayField(label=_("Last day"), widget=DateInput)
    cadence = forms.ChoiceField(label=_("Reported on"), choices=Cadence.choices)
    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        help_text=_("The list is adopted: the reason is kept with the change."),
    )

    def __init__(self, *args: Any, actor: Actor, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.bodies(actor))
        if "seen_version" in self.fields:
            del self.fields["body"]
        if not needs_reason:
            del self.fields["reason"]


class AdoptForm(RecordForm):
    """The day of a list's adoption."""

    adopted_on = DayField(label=_("Adopted on"), widget=DateInput)


class ChooseTaskForm(forms.Form):
    """A task chosen for a clause or a list, with the reason where one is asked for."""

    task = forms.IntegerField(
        label=_("Task"), error_messages={"required": _("Choose one of the tasks found.")}
    )
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=300)
