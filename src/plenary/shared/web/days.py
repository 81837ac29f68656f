"""Days that people type, in a form or in an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from plenary.shared import clock

_SENTENCE = _("This day is too far off: give one from 1900 to 2199.")


class DayField(forms.DateField):
    """A date within the years that work is planned and kept in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators += [
            MinValueValidator(clock.EARLIEST, _SENTENCE),
            MaxValueValidator(clock.LATEST, _SENTENCE),
        ]
