"""What governance's forms of records share beside the house's record form."""

from __future__ import annotations

from typing import Any

from django import forms

from plenary.shared.web.record_form import Change, RecordForm

__all__ = ["Change", "RecordForm", "choose_from", "id_of", "long_text"]


def choose_from(form: forms.Form, name: str, records: Any, empty: Any = None) -> None:
    """Let a field choose from these records; where it must and there is one alone, that is chosen already."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = records
        if empty is not None:
            field.empty_label = str(empty)
        if field.required and not form.is_bound and not form.get_initial_for_field(field, name):
            first, *others = [*records[:2], None]
            if first is not None and others == [None]:
                field.initial = first.pk


def id_of(record: Any) -> int | None:
    """Give a chosen record's key, none for no choice."""
    return record.pk if record else None


def long_text(label: Any, rows: int = 4) -> forms.CharField:
    """Make an optional field for a text of several lines."""
    return forms.CharField(
        label=label, required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": rows})
    )
