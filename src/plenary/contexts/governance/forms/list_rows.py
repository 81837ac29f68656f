"""The form of a draft list's rows: lead unit and due date of each task, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import ListEntry
from plenary.contexts.governance.services import RowGiven
from plenary.kernel.organisations.models import Organisation
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput


class ListRowsForm(RecordForm):
    """The rows of a draft list; a row that is left as it was says nothing."""

    def __init__(
        self,
        *args: Any,
        entries: Sequence[ListEntry],
        units: Sequence[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entries = list(entries)
        choices = [("", "–"), *((str(unit.pk), in_language(unit, "name")) for unit in units)]
        for entry in self.entries:
            task, row = entry.task, {"number": entry.number}
            self.fields[f"unit_{task.pk}"] = forms.ChoiceField(
                label=_("Lead unit of number %(number)s") % row,
                choices=_with_own(choices, task.lead_unit),
                required=task.lead_unit_id is not None,
                initial=str(task.lead_unit_id or ""),
            )
            self.fields[f"due_{task.pk}"] = DayField(
                label=_("Due date of number %(number)s") % row,
                required=task.due_on is not None,
                widget=DateInput,
                initial=task.due_on,
            )
            self.fields[f"seen_{task.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=task.version
            )

    def lines(self) -> list[tuple[ListEntry, BoundField, BoundField, BoundField]]:
        """Give each place of the list with its fields."""
        return [
            (entry, *(self[f"{name}_{entry.task_id}"] for name in ("unit", "due", "seen")))
            for entry in self.entries
        ]

    def rows_given(self) -> list[RowGiven]:
        """Give the rows in which something was typed that does not stand there."""
        given = []
        for pk in (entry.task_id for entry in self.entries):
            changed = {name for name in ("unit", "due") if f"{name}_{pk}" in self.changed_data}
            unit, due_on = self.cleaned_data[f"unit_{pk}"], self.cleaned_data[f"due_{pk}"]
            if changed:
                given.append(
                    RowGiven(
                        pk,
                        self.cleaned_data[f"seen_{pk}"],
                        int(unit) if "unit" in changed and unit else None,
                        due_on if "due" in changed else None,
                    )
                )
        return given


def _with_own(choices: list[tuple[str, str]], own: Organisation | None) -> list[tuple[str, str]]:
    """Offer a unit that leads already, also where it has been dissolved."""
    if own is None or str(own.pk) in dict(choices):
        return choices
    return [*choices, (str(own.pk), in_language(own, "name"))]
