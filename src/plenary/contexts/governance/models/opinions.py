"""What co-operating units say of a topic, an item or a paper before the meeting; silence is kept as silence."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plenary.contexts.governance.enums import (
    ConveningState,
    MeetingState,
    OpinionAnswer,
    OpinionState,
    TopicState,
)
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
        """Say where it stands on a day, its meeting and topic read; silence past its day is no consent.

        Nobody is silent who was not let answer: of a topic withdrawn, or a meeting called off or held before its day.
        """
        if self.answer and self.answered_at:
            is_late = timezone.localtime(self.answered_at).date() > self.due_on
            return OpinionState.LATE if is_late else OpinionState.ANSWERED
        if self.silent_at is None and not self.is_asked and not self.had_its_time:
            return OpinionState.NOT_ASKED
        is_silent = self.silent_at is not None or day > self.due_on
        return OpinionState.SILENT if is_silent else OpinionState.WAITING

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the topic that it is asked of was withdrawn."""
        return self.topic is not None and self.topic.state == TopicState.WITHDRAWN

    @property
    def is_asked(self) -> bool:
        """Say whether the unit may give it still: the topic stands, and the meeting is to come and not called off."""
        meeting = self.before
        if meeting is None:
            return not self.is_withdrawn
        called = getattr(meeting, "convening", None)
        is_off = called is not None and called.state == ConveningState.CALLED_OFF
        return meeting.state == MeetingState.PLANNED and not is_off and not self.is_withdrawn

    @property
    def before(self) -> Meeting | None:
        """Give the meeting before which it is wanted: its own, or that on whose agenda its topic stands."""
        if self.meeting is not None or self.topic is None:
            return self.meeting
        return self.topic.meeting if self.topic.item_id is not None else None

    @property
    def had_its_time(self) -> bool:
        """Say whether its day lay before the meeting that was held, so that no answer is silence."""
        meeting = self.before
        if meeting is None or meeting.state == MeetingState.PLANNED or self.is_withdrawn:
            return False
        return meeting.held_on is not None and self.due_on < meeting.held_on
