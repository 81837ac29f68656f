"""What help a unit asked for with its report, and what it was answered."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import HelpState
from plenary.contexts.governance.models.progress import Progress
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class HelpCall(models.Model):
    """The call for help that stands in a unit's latest entry; a later entry without one ends it, as does the
    end of the unit's part or of the work.

    Where a later entry repeats it word for word it moves there, and still waits since it was first made.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="help_calls")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    progress = models.OneToOneField(Progress, on_delete=models.CASCADE, related_name="help_call")
    state = models.CharField(max_length=8, choices=HelpState.choices, default=HelpState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="help_answered_says_what",
            ),
            models.UniqueConstraint(
                fields=["task", "unit"], condition=Q(state="asked"), name="help_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at", "id"], name="help_waiting")]

    def __str__(self) -> str:
        return self.progress.help_zh or self.progress.help_en

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:help-call", self.pk)
