"""The changes of adopted lists, each by a decision of a meeting or a recorded instruction; kept for good."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import ChangeKind
from plenary.contexts.governance.models.meetings import Decision
from plenary.contexts.governance.models.plans import TaskList
from plenary.contexts.governance.models.tasks import Task


class ListChange(models.Model):
    """What was done to an item of an adopted list, with what it rests on."""

    task_list = models.ForeignKey(TaskList, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="list_changes")
    number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=300, blank=True)
    """The item's words as they stood: before a change, when it was added or struck."""
    title_en = models.CharField(max_length=500, blank=True)
    new_zh = models.TextField(blank=True)
    """For a change of words, units, leader, date or measure of success: what stands now."""
    new_en = models.TextField(blank=True)
    was_zh = models.TextField(blank=True)
    """For all of these but words: what stood before."""
    was_en = models.TextField(blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="list_changes"
    )
    instruction = models.CharField(max_length=500, blank=True)
    """A leader's written word, where no meeting decided: whose, and what it says."""
    instructed_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, instruction="", instructed_on__isnull=True)
                | (Q(decision__isnull=True, instructed_on__isnull=False) & ~Q(instruction="")),
                name="list_change_rests_on_one_ground",
            )
        ]
        indexes = [models.Index(fields=["task_list", "number"], name="list_change_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title_zh or self.title_en}"
