"""A report asked of a unit beyond the rhythm of its lists: for a reason, let out by a second person."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import ExtraState
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class ExtraReport(models.Model):
    """What one person of the office wants to know of a unit, which hears of it once another agrees.

    The unit's next entry on the task answers it: nothing is typed for it alone.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="extra_reports")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=ExtraState.choices, default=ExtraState.ASKED)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by = models.CharField(max_length=200)
    answer = models.CharField(max_length=500, blank=True)
    """Why the second person did not agree, or why it was withdrawn; nothing where the unit's part ended."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_id = models.BigIntegerField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(question=""), name="extra_report_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(settled_by_id__isnull=True)
                | Q(asked_by_id__isnull=True)
                | ~Q(settled_by_id=F("asked_by_id")),
                name="extra_report_takes_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="extra_report_refused_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
                name="extra_report_withdrawn_at",
            ),
            models.UniqueConstraint(
                fields=["task", "unit"],
                condition=Q(state__in=["asked", "approved"]),
                name="extra_report_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_at", "id"], name="extra_report_waiting"),
            models.Index(fields=["unit", "settled_at"], name="extra_report_unit"),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:extra-report", self.pk)
