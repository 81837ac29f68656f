"""Choices of records by their names, and what comes of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from plenary.shared.web.filters import side
from plenary.shared.web.widgets import QuickSelect

LONGEST = 18
"""Digits of a record's number."""


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when it runs
    """A choice of records by their name in the language in force."""

    widget = QuickSelect

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"empty_label": "–", **options})

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's name."""
        return side(obj, "name")


class TitledChoice(NamedChoice):
    """A choice of pages by their title in the language in force."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the page's title."""
        return side(obj, "title")


class NamedChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # likewise
    """A choice of several records by their name in the language in force."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Give the records; a number longer than any that a database counts by is no choice."""
        for one in value or ():
            if len(str(one)) > LONGEST:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(one)[:LONGEST]},
                )
        return super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's name."""
        return side(obj, "name")


class TitledChoices(NamedChoices):
    """A choice of several records by their title in the language in force."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's title."""
        return side(obj, "title")


def number_of(record: Model | None) -> int | None:
    """Give the number of a record that was chosen, none for none."""
    return record.pk if record is not None else None


def choose(field: forms.Field, records: Any) -> None:
    """Let a field choose from these records."""
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = records
