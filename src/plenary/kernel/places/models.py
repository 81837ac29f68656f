"""Places, kept once: venues, shops, stations and sign sites are roles of a place."""

from django.db import models
from django.db.models import Q


class CoordinateSystem(models.TextChoices):
    """In which system a coordinate is given; Chinese maps shift theirs."""

    WGS84 = "wgs84", "WGS-84"
    GCJ02 = "gcj02", "GCJ-02"


class Place(models.Model):
    """A place with its names, address, coordinates and hours."""

    name_zh = models.CharField(max_length=150, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    address_zh = models.CharField(max_length=300, blank=True)
    address_en = models.CharField(max_length=400, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    coordinate_system = models.CharField(max_length=8, choices=CoordinateSystem.choices, blank=True)
    hours_zh = models.CharField(max_length=200, blank=True)
    hours_en = models.CharField(max_length=200, blank=True)
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name_zh", "name_en", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="place_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | (
                    Q(longitude__range=(-180, 180), latitude__range=(-90, 90))
                    & ~Q(coordinate_system="")
                ),
                name="place_says_its_coordinate_system",
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en
