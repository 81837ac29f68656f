"""What a unit asks of a duty instead of doing it: to be without it, or that another unit has it."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import AskKind, AskState, DutyRole
from plenary.contexts.governance.models.tasks import Duty, Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class DutyAsk(models.Model):
    """A declined duty, or one whose transfer is asked for, with the office's answer.

    It names the unit, its role and its receipt itself, so that it says the same when the duty has
    gone to somebody else.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="duty_asks")
    duty = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.SET_NULL, related_name="asks"
    )
    kind = models.CharField(max_length=8, choices=AskKind.choices)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=DutyRole.choices)
    to_unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whom the unit names; once it is accepted, whom the office gave the duty to."""
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=AskState.choices, default=AskState.OPEN)
    assigned_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by = models.CharField(max_length=200)
    answer = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_id = models.BigIntegerField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state="open"), name="duty_ask_open_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="duty_ask_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""),
                name="duty_ask_returned_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(settled_at__isnull=False),
                name="duty_ask_settled_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at", "id"], name="duty_ask_waiting")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.kind}"

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:ask", self.pk)
