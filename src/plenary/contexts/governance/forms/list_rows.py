"""The form of a draft list's rows: lead unit and due date of each task, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.forms.units import unit_typed
from plenary.contexts.governance.models import ListEntry, Task
from plenary.contexts.governance.selectors import matching
from plenary.contexts.governance.services import RowGiven
from plenary.shared.web.days import DayField
from plenary.shared.web.filters import comma, day, side
from plenary.shared.web.widgets import DateInput

TYPED = ("unit", "due")


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the list with its fields; ``now`` says what stands there where somebody has changed it since."""

    entry: ListEntry
    unit: BoundField
    due: BoundField
    seen: BoundField
    now: str


class ListRowsForm(RecordForm):
    """The rows of a draft list; a row that is left as it was shown says nothing, whoever changes it meanwhile."""

    def __init__(self, *args: Any, entries: Sequence[ListEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = list(entries)
        self._late: set[int] = set()
        for entry in self.entries:
            task, row = entry.task, {"number": entry.number}
            self.fields[f"unit_{task.pk}"] = forms.CharField(
                label=_("Lead unit of number %(number)s") % row,
                max_length=300,
                required=False,
                initial=_unit_of(task),
                show_hidden_initial=True,
                widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
            )
            self.fields[f"due_{task.pk}"] = DayField(
                label=_("Due date of number %(number)s") % row,
                required=False,
                widget=DateInput,
                initial=task.due_on,
                show_hidden_initial=True,
            )
            self.fields[f"seen_{task.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=task.version
            )

    def clean(self) -> dict[str, Any]:
        """Find the units that were typed, and the rows that somebody else has changed since they were shown."""
        data = super().clean()
        names = matching.organisation_names(kind="unit", only_in_being=True)
        for task in self._touched():
            if data.get(f"seen_{task.pk}") != task.version:
                self._late.add(task.pk)
                sentence = _("Somebody has changed this task since. Look at it and save again.")
                self.add_error(f"unit_{task.pk}", str(sentence))
            for name in (f"{name}_{task.pk}" for name in TYPED):
                if name in self.changed_data and name not in self.errors and not data.get(name):
                    self.add_error(name, forms.Field.default_error_messages["required"])
            self._find_unit(f"unit_{task.pk}", names)
        return data

    def _find_unit(self, name: str, names: matching.Names) -> None:
        if name in self.changed_data and name not in self.errors:
            try:
                self.cleaned_data[name] = unit_typed(self.cleaned_data[name], names)
            except forms.ValidationError as nobody:
                self.add_error(name, nobody)

    def show_now(self) -> None:
        """Show what nobody typed as it is now; where the person has been told of a change, the next save is made
        in knowledge of it.
        """
        data, touched = self.data.copy(), set(self._touched())  # type: ignore[attr-defined]
        for task in (entry.task for entry in self.entries):
            for name in (f"{name}_{task.pk}" for name in TYPED):
                if name not in self.changed_data:
                    shown = str(self[name].initial or "")
                    data[name] = data[self.add_initial_prefix(name)] = shown
            if task.pk in self._late or task not in touched:
                data[f"seen_{task.pk}"] = str(task.version)
        self.data = data

    def lines(self) -> list[Line]:
        """Give each place of the list with its fields."""
        found = []
        for entry in self.entries:
            unit, due, seen = (self[f"{name}_{entry.task_id}"] for name in (*TYPED, "seen"))
            now = _now(entry.task) if entry.task_id in self._late else ""
            found.append(Line(entry, unit, due, seen, now))
        return found

    def rows_given(self) -> list[RowGiven]:
        """Give the rows in which something was typed that does not stand there by now."""
        given = []
        for task in self._touched():
            unit, due = (
                self.cleaned_data[name] if name in self.changed_data else None
                for name in (f"unit_{task.pk}", f"due_{task.pk}")
            )
            unit = None if unit == task.lead_unit_id else unit
            due = None if due == task.due_on else due
            if unit or due:
                given.append(RowGiven(task.pk, self.cleaned_data[f"seen_{task.pk}"], unit, due))
        return given

    def _touched(self) -> list[Task]:
        return [
            entry.task
            for entry in self.entries
            if any(f"{name}_{entry.task_id}" in self.changed_data for name in TYPED)
        ]


def _unit_of(task: Task) -> str:
    return side(task.lead_unit, "name") if task.lead_unit else ""


def _now(task: Task) -> str:
    due = day(task.due_on) if task.due_on else ""
    return comma().join(filter(None, (_unit_of(task), due))) or "–"
