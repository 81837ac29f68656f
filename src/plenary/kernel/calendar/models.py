"""Days that differ from the week's rule: days off, and make-up days on which people work."""

from django.db import models


class SpecialDay(models.Model):
    """A day off on a weekday, or a working day on a weekend, with the notice that says so."""

    calendar = models.CharField(max_length=20)
    """``cn``: the mainland's calendar as the State Council announces it each autumn."""
    on = models.DateField()
    is_working = models.BooleanField()
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "on"], name="special_day_is_one_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name_zh}"
