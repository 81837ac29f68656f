"""A part in work under way that a unit has no longer: what it was, why it ended, and that the unit knows."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import DutyRole, EndKind
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class DutyEnd(models.Model):
    """The end of a unit's part; where the unit did not ask for it, it waits until the unit has noted it.

    The moments of receipt are those of a part that is gone with its record; one whose record stays keeps
    its own.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="duty_ends")
    kind = models.CharField(max_length=9, choices=EndKind.choices)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=DutyRole.choices)
    to_unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The unit that has it now, where one has."""
    reason = models.CharField(max_length=500)
    assigned_at = models.DateTimeField(null=True, blank=True)
    """When the unit was given the part; the time to sign for it is counted from here."""
    signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField()
    ended_by_id = models.BigIntegerField(null=True)
    ended_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    noted_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["ended_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="duty_end_has_a_reason"),
        ]
        indexes = [
            models.Index(
                fields=["unit", "ended_at"],
                condition=Q(noted_at__isnull=True),
                name="duty_end_unnoted",
            ),
            models.Index(
                fields=["assigned_at"],
                condition=Q(assigned_at__isnull=False),
                name="duty_end_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.kind}"

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:duty-end", self.pk)
