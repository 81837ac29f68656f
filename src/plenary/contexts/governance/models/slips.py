"""What a supervision slip asks: a unit's answer, by a day, or that none is needed any more."""

import datetime as dt

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import SlipState
from plenary.contexts.governance.models.progress import Progress
from plenary.contexts.governance.models.sheets import Sheet
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class SlipAnswer(models.Model):
    """The answer that a slip waits for, beside the sheet itself, which never changes.

    The unit writes it on the slip's page, or its next entry of progress on the task is the answer.
    """

    sheet = models.OneToOneField(Sheet, on_delete=models.CASCADE, related_name="slip")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="slips")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=SlipState.choices, default=SlipState.WAITING)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    progress = models.ForeignKey(
        Progress, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The entry that is the answer, where none was written for the slip alone."""
    reason = models.CharField(max_length=500, blank=True)
    """Why no answer is needed any more; nothing where the unit's part or the work has ended."""
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was answered or withdrawn."""
    ended_by_id = models.BigIntegerField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(ended_at__isnull=False),
                name="slip_ended_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | ~Q(text_zh="")
                | ~Q(text_en="")
                | Q(progress__isnull=False),
                name="slip_answered_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "asked_at"], name="slip_unit"),
            models.Index(
                fields=["answer_by"], condition=Q(state="waiting"), name="slip_waited_for"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.task}"

    def get_absolute_url(self) -> str:
        """Give the address of the slip."""
        return address_of("governance:sheet", self.sheet_id)

    def is_late(self, today: dt.date) -> bool:
        """Say whether its day has passed without an answer."""
        is_waiting = self.state == SlipState.WAITING
        return is_waiting and self.answer_by is not None and self.answer_by < today
