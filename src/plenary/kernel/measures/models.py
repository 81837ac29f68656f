"""Figures that people type once until a register counts them, and snapshots of every measure."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce


class Figure(models.Model):
    """A value of a hand-kept measure for a period, with the passage or page it comes from."""

    measure = models.CharField(max_length=80)
    unit_id = models.BigIntegerField(null=True)
    """The unit that reported it."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.BigIntegerField()
    source = models.CharField(max_length=400, blank=True)
    reported_at = models.DateTimeField()
    reported_by_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["measure", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="figure_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                "measure",
                Coalesce("unit_id", Value(0)),
                "starts_on",
                "ends_on",
                name="figure_once_a_unit_and_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


class HandMeasure(models.Model):
    """A measure that no register counts yet: a unit types its figure once a period."""

    key = models.CharField(max_length=80, unique=True)
    name_zh = models.CharField(max_length=150)
    name_en = models.CharField(max_length=200)
    counted_zh = models.CharField(max_length=30)
    """What one of it is called: 场, 家, 人次."""
    counted_en = models.CharField(max_length=60)
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name_zh


class MeasureSnapshot(models.Model):
    """What a measure came to from the beginning of the year to a day, as it was known when it was kept."""

    measure = models.CharField(max_length=80)
    on = models.DateField()
    value = models.BigIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["measure", "on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "on"], name="measure_snapshot_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.on}: {self.value}"
