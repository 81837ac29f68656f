"""By which rules a two-language field is checked: a body's name by those for names, and by those of its day."""

from __future__ import annotations

import datetime as dt

from django.db import models

from plenary.kernel.text.kinds import kinds
from plenary.shared import clock

RUNNING_TEXT = "government-text"
"""What an office writes into most of its fields."""
ORGANISATION = "organisation"
"""A name of a body or unit, or a post's title."""
ANY_TEXT = "any"
"""A name of a person or a place: no kind of text has rules of its own for it."""
PERSON = "people.person"
"""Whose names are checked as they are typed, but are no translator's matter and not kept as texts."""


def profile_of(label: str, stem: str) -> str:
    """Give the profile of a field, by the label of its record and its name without the language."""
    if label == PERSON:
        return ANY_TEXT
    kind = kinds().get(label)
    return kind.profiles.get(stem, RUNNING_TEXT) if kind else RUNNING_TEXT


def day_of(record: models.Model) -> dt.date:
    """Give the day by whose rules a record's texts are judged: its own, else today."""
    kind = kinds().get(record._meta.label_lower)  # noqa: SLF001 - Django's documented meta API
    return (kind.written_on(record) if kind else None) or clock.today()
