"""How tasks are continued by others: merged, split, superseded."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import SuccessionKind
from plenary.contexts.governance.models.tasks import Task


class Succession(models.Model):
    """A task that has been replaced, and one that continues it."""

    kind = models.CharField(max_length=9, choices=SuccessionKind.choices)
    old = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="successors")
    new = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="predecessors")
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_of_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="succession_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
