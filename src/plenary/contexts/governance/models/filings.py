"""What it cost a unit to answer what it was asked: one row a form, without a person."""

from django.db import models

from plenary.contexts.governance.enums import FilingKind
from plenary.kernel.organisations.models import Organisation


class Filing(models.Model):
    """A form that a unit sent: how many fields it had to type, and how long the form was open.

    It says nothing of who sent it; of the record that came of it the audit log knows.
    """

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=FilingKind.choices)
    filed_at = models.DateTimeField()
    fields_typed = models.PositiveSmallIntegerField()
    """What was filled in already and left as it was does not count."""
    seconds = models.PositiveSmallIntegerField(null=True)
    """From opening the form to sending it, half an hour at most; none where nobody opened one."""

    class Meta:
        ordering = ["filed_at", "id"]
        indexes = [models.Index(fields=["filed_at", "unit"], name="filing_day_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.filed_at:%Y-%m-%d}"
