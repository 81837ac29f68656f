"""Which measures tell how far a task is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import TaskMeasure
from plenary.contexts.governance.services.parts import MeasureGiven
from plenary.kernel.measures.registry import Measure
from plenary.shared.web.filters import side
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import QuickSelect

SPARE = 3
"""How many lines more than there are measures bound are offered."""


class TaskMeasuresForm(RecordForm):
    """A line for each bound measure and some empty ones: the measure and its target."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init__(
        self,
        *args: Any,
        known: Sequence[Measure],
        bound: Sequence[TaskMeasure],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._lines = [(f"measure_{n}", f"target_{n}") for n in range(1, len(bound) + SPARE + 1)]
        choices = [("", "–"), *((one.key, side(one, "name")) for one in known)]
        for number, (measure, target) in enumerate(self._lines):
            held = bound[number] if number < len(bound) else None
            self.fields[measure] = forms.ChoiceField(
                label=format_lazy("{} {}", _("Measure"), number + 1),
                choices=choices,
                required=False,
                initial=held.measure if held else "",
                widget=QuickSelect,
            )
            self.fields[target] = forms.IntegerField(
                label=format_lazy("{} {}", _("Target"), number + 1),
                min_value=0,
                max_value=2**63 - 1,
                required=False,
                initial=held.target if held else None,
            )
        self.rows = tuple(self._lines)  # type: ignore[misc] # each form has as many as its task needs

    def clean(self) -> dict[str, Any]:
        """Refuse a target without a measure, and a measure named twice."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for measure, target in self._lines:
            key = data.get(measure)
            if key and key in seen:
                self.add_error(measure, ValidationError(_("A measure is bound to a task once.")))
            if not key and data.get(target) is not None:
                self.add_error(measure, ValidationError(_("Say what the target is measured by.")))
            seen.add(key or "")
        return data

    def given(self) -> Iterator[MeasureGiven]:
        """Give what was chosen."""
        for measure, target in self._lines:
            if key := self.cleaned_data.get(measure):
                yield MeasureGiven(measure=key, target=self.cleaned_data.get(target))
