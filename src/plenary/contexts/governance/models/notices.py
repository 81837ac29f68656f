"""Reminders and escalations: the ladder as data, and the notices that it has drafted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import Audience, Matter, NoticeState
from plenary.contexts.governance.models.opinions import Opinion
from plenary.contexts.governance.models.tasks import Duty, Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class Rung(models.Model):
    """A step of the ladder: so many days before or after a date, these people are told in these words.

    In the words ``{task}``, ``{due}``, ``{days}``, ``{unit}`` and ``{what}`` stand for the case at hand.
    """

    profile = models.CharField(max_length=20)
    matter = models.CharField(max_length=11, choices=Matter.choices, default=Matter.DUE)
    days = models.SmallIntegerField()
    """Calendar days from the matter's day; before it where negative."""
    audience = models.CharField(max_length=6, choices=Audience.choices)
    is_lead_only = models.BooleanField(default=False)
    """Only for the lead unit's part, not for those who support."""
    is_after_silence = models.BooleanField(default=False)
    """Only where a reminder of the same was sent, and the unit has neither reported nor signed since."""
    repeat_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """After its own day it speaks again every so many days, while the matter is owed; none for once."""
    words_zh = models.CharField(max_length=200)
    words_en = models.CharField(max_length=300)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["matter", "days", "audience"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "matter", "days", "audience"],
                name="rung_once_a_day_and_audience",
            ),
            models.CheckConstraint(
                condition=~Q(words_zh="") & ~Q(words_en=""), name="rung_has_words"
            ),
            models.CheckConstraint(
                condition=Q(repeat_days=None) | Q(repeat_days__gte=7, days__gt=0),
                name="rung_repeats_after_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days:+d} {self.audience}"


class Notice(models.Model):
    """What one person is told of one duty or opinion by one rung: drafted by Plenary, sent once or dropped."""

    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="notices")
    duty = models.ForeignKey(Duty, null=True, on_delete=models.SET_NULL, related_name="+")
    opinion = models.ForeignKey(
        Opinion, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    """What is asked of the unit before a meeting, instead of a part in a task."""
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reached_as = models.CharField(max_length=6, choices=Audience.choices)
    """Whom the person was reached as; another than the rung's audience where that had nobody."""
    due_on = models.DateField()
    """The matter's day."""
    later_days = models.PositiveSmallIntegerField(default=0)
    """How many days after the rung's own day it is said again; 0 for that day itself."""
    on = models.DateField()
    text_zh = models.CharField(max_length=600)
    text_en = models.CharField(max_length=1000)
    state = models.CharField(max_length=8, choices=NoticeState.choices, default=NoticeState.DRAFTED)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was dropped."""
    drafted_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-on", "user", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "rung", "due_on", "later_days", "user"],
                name="notice_once_a_rung_and_date",
            ),
            models.UniqueConstraint(
                fields=["opinion", "rung", "due_on", "user"],
                condition=Q(opinion__isnull=False),
                name="notice_once_an_opinion_and_date",
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=False, opinion__isnull=True)
                | Q(task__isnull=True, duty__isnull=True, opinion__isnull=False),
                name="notice_speaks_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="notice_dropped_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="drafted") | Q(settled_at__isnull=False),
                name="notice_settled_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "user", "on"], name="notice_waiting"),
            models.Index(fields=["task", "-on", "-id"], name="notice_task"),
            models.Index(fields=["user", "state", "settled_at"], name="notice_sent"),
            models.Index(fields=["state", "settled_at"], name="notice_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.rung} {self.task_id or self.opinion_id} {self.due_on}"

    def get_absolute_url(self) -> str:
        """Give the address of what it speaks of."""
        if self.task_id is not None:
            return address_of("governance:task", self.task_id)
        return address_of("governance:opinion", self.opinion_id or 0)
