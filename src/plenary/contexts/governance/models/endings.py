"""How a task ends without being done, on a ground and by two people; and how it goes on after that."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import EndingKind, EndingState
from plenary.contexts.governance.models.meetings import Decision
from plenary.contexts.governance.models.tasks import Task
from plenary.shared.addresses import address_of


class TaskEnding(models.Model):
    """What one person of the office proposes on a decision or an instruction, and another confirms."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="endings")
    kind = models.CharField(max_length=6, choices=EndingKind.choices)
    reason = models.CharField(max_length=500)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="endings"
    )
    instruction = models.CharField(max_length=500, blank=True)
    """A leader's written word, where no meeting decided: whose, and what it says."""
    instructed_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=9, choices=EndingState.choices, default=EndingState.PROPOSED
    )
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True, blank=True)
    """When it was confirmed, sent back or withdrawn."""
    settled_by_id = models.BigIntegerField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    """Why the second person sent it back."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="task_ending_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False, instruction="", instructed_on__isnull=True)
                | (Q(decision__isnull=True, instructed_on__isnull=False) & ~Q(instruction="")),
                name="task_ending_rests_on_one_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(settled_by_id__isnull=True)
                | Q(proposed_by_id__isnull=True)
                | ~Q(settled_by_id=F("proposed_by_id")),
                name="task_ending_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(settled_at__isnull=False),
                name="task_ending_settled_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""),
                name="task_ending_returned_says_why",
            ),
            models.UniqueConstraint(
                fields=["task"], condition=Q(state="proposed"), name="task_ending_open_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "proposed_at", "id"], name="task_ending_waiting")]

    def __str__(self) -> str:
        return self.reason

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:task-ending", self.pk)
