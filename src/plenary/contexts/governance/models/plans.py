"""Themes, plans with their priorities, and the numbered task lists."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from plenary.contexts.governance.enums import Cadence, ListState
from plenary.kernel.documents.models import Passage
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class Theme(models.Model):
    """A field of work by which tasks are grouped on the board."""

    key = models.CharField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=100, blank=True)
    words = models.TextField(blank=True)
    """Words in both languages, one a line, by which a clause is known to belong here."""
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    """The day from which it is offered no more; what stands under it stays there."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="theme_has_a_name"
            ),
            models.UniqueConstraint(
                Lower("name_zh"),
                condition=Q(retired_on=None) & ~Q(name_zh=""),
                name="theme_in_use_name_zh",
            ),
            models.UniqueConstraint(
                Lower("name_en"),
                condition=Q(retired_on=None) & ~Q(name_en=""),
                name="theme_in_use_name_en",
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    def get_absolute_url(self) -> str:
        """Give the address of the theme's page."""
        return address_of("governance:theme", self.pk)


class Plan(models.Model):
    """A year's plan of work, or a longer plan period that years belong to."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="slices"
    )
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="plan_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    def get_absolute_url(self) -> str:
        """Give the address of the plan's page."""
        return address_of("governance:plan", self.pk)


class Priority(models.Model):
    """A numbered line of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="priority_number_once"),
            models.CheckConstraint(
                condition=~Q(text_zh="") | ~Q(text_en=""), name="priority_has_a_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_zh or self.text_en}"


class TaskList(models.Model):
    """A body's numbered list of key tasks for a year."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    cadence = models.CharField(max_length=8, choices=Cadence.choices, default=Cadence.QUARTER)
    state = models.CharField(max_length=8, choices=ListState.choices, default=ListState.DRAFT)
    adopted_on = models.DateField(null=True, blank=True)
    adopting_meeting = models.ForeignKey(
        "governance.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The meeting that adopted it; none where it was adopted before this was kept."""
    adopting_decision = models.ForeignKey(
        "governance.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The decision of that meeting, where one was recorded."""
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="task_list_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="task_list_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    def get_absolute_url(self) -> str:
        """Give the address of the list's page."""
        return address_of("governance:task-list", self.pk)


class ListEntry(models.Model):
    """A task's numbered place in a list; a task may stand in several and is reported once."""

    task_list = models.ForeignKey(TaskList, on_delete=models.CASCADE, related_name="entries")
    task = models.ForeignKey("governance.Task", on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["task_list", "number"], name="entry_number_once"),
            models.UniqueConstraint(fields=["task_list", "task"], name="entry_task_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.task}"
