"""How tasks are continued by others: merged, split, superseded."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import SuccessionKind
from plenary.contexts.governance.models.meetings import Decision
from plenary.contexts.governance.models.tasks import Task


class Succession(models.Model):
    """A task that has been replaced, and one that continues it."""

    kind = models.CharField(max_length=9, choices=SuccessionKind.choices)
    old = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="successors")
    new = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="predecessors")
    reason = models.CharField(max_length=500)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="successions"
    )
    """What a later date, or a change of an adopted list, rests on: a decision, or an instruction."""
    instruction = models.CharField(max_length=500, blank=True)
    instructed_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_of_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="succession_has_a_reason"),
            models.CheckConstraint(
                condition=Q(instruction="", instructed_on__isnull=True)
                | (Q(decision__isnull=True, instructed_on__isnull=False) & ~Q(instruction="")),
                name="succession_rests_on_one_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
