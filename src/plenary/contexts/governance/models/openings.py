"""The office's word that a decision or a task may be read by more than the paper behind it."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import PaperAccess
from plenary.contexts.governance.models.meetings import Decision
from plenary.contexts.governance.models.tasks import Task


class Opening(models.Model):
    """A decision or a task let out of the class of the papers that it was made from, with a reason.

    It stands for that class and wider ones: a paper made narrower afterwards holds again.
    """

    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="opening"
    )
    task = models.OneToOneField(
        Task, null=True, blank=True, on_delete=models.CASCADE, related_name="opening"
    )
    access = models.CharField(max_length=9, choices=PaperAccess.choices)
    """The class that held it."""
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField(null=True)
    opened_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, task__isnull=True)
                | Q(decision__isnull=True, task__isnull=False),
                name="opening_is_of_exactly_one",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="opening_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.decision or self.task}: {self.reason}"
