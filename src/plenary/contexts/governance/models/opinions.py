"""What co-operating units say of a topic, an item or a paper before the meeting; silence is kept as silence."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plenary.contexts.governance.enums import OpinionAnswer, OpinionState
from plenary.contexts.governance.models.meetings import AgendaItem, Meeting
from plenary.contexts.governance.models.papers import Paper
from plenary.contexts.governance.models.topics import Topic
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class Opinion(models.Model):
    """A unit's opinion that was asked for, with its day, its answer, or that none came.

    It names itself what the unit was asked of, so that it says the same when that is worded anew.
    """

    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="opinions"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="opinions"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="opinions"
    )
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.CASCADE, related_name="opinions"
    )
    """The one paper that it is asked of; none for the whole matter."""
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by = models.CharField(max_length=200)
    due_on = models.DateField()
    answer = models.CharField(max_length=7, choices=OpinionAnswer.choices, blank=True, default="")
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    silent_at = models.DateTimeField(null=True, blank=True)
    """When it was written down that no answer had come by its day; a later answer leaves it there."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__isnull=False) | Q(meeting__isnull=False),
                name="opinion_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False),
                name="opinion_answered_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "agree"]) | ~Q(text_zh="") | ~Q(text_en=""),
                name="opinion_with_more_than_yes_has_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(answer="", silent_at__isnull=True),
                name="opinion_waited_for",
            ),
            models.Index(fields=["unit", "due_on"], name="opinion_unit_due"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.title_zh or self.title_en}"

    def get_absolute_url(self) -> str:
        """Give the address of the opinion's page."""
        return address_of("governance:opinion", self.pk)

    def state_on(self, day: dt.date) -> OpinionState:
        """Say where it stands on a day; silence past its day is no consent."""
        if self.answer and self.answered_at:
            is_late = timezone.localtime(self.answered_at).date() > self.due_on
            return OpinionState.LATE if is_late else OpinionState.ANSWERED
        return OpinionState.SILENT if day > self.due_on else OpinionState.WAITING
