"""Bodies and units (Popolo: organization), their former names, terms and member units."""

from django.db import models
from django.db.models import F, Q

from plenary.kernel.organisations.enums import Level, OrganisationKind
from plenary.shared.addresses import address_of


class Organisation(models.Model):
    """A committee, leading group or council that meets, or a unit that does work."""

    kind = models.CharField(max_length=8, choices=OrganisationKind.choices)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.OWN)
    code = models.CharField(max_length=40, unique=True)
    """A short stable key, used in spreadsheets: ``commerce-bureau``."""
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=400, db_index=True)
    """``/1/7/42/``: the ids from the root down to the organisation itself."""
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    short_zh = models.CharField(max_length=60, blank=True)
    short_en = models.CharField(max_length=120, blank=True)
    duties_zh = models.TextField(blank=True)
    """What it answers for, in plain words: the ground on which a lead unit is suggested."""
    duties_en = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    founded_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="organisation_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="organisation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_is_not_its_own_parent",
            ),
        ]
        indexes = [models.Index(fields=["kind", "order"], name="organisation_kind_order")]

    def __str__(self) -> str:
        return self.short_zh or self.name_zh or self.short_en or self.name_en

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("workspace:organisation", self.pk)


class FormerName(models.Model):
    """A name that the organisation bore, or another by which it is known."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="former_names"
    )
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    until_on = models.DateField(null=True, blank=True)
    """The last day of the name; none for another name still in use."""

    class Meta:
        ordering = ["-until_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="former_name_is_named"
            )
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Term(models.Model):
    """A term of a body, for example the fourteenth committee, 2021 to 2026."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="terms")
    name_zh = models.CharField(max_length=100, blank=True)
    name_en = models.CharField(max_length=150, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["body", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="term_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class MemberUnit(models.Model):
    """A unit's seat in a body, for a time."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="member_units")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "unit"],
                condition=Q(until_on__isnull=True),
                name="member_unit_sits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.body}"
