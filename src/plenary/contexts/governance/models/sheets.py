"""Printed sheets: what was shown of the work on a day, kept as it was."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import SheetKind
from plenary.contexts.governance.models.plans import TaskList
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding, Person, Post
from plenary.shared.addresses import address_of


class Sheet(models.Model):
    """A hand-over sheet, slip, circular or leader's card in both languages; it never changes.

    ``content`` holds its sentences by language; names of persons stand beside it, not in it.
    """

    kind = models.CharField(max_length=8, choices=SheetKind.choices)
    number = models.PositiveIntegerField()
    """Its number among those of its kind and year."""
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    """The day as of which it speaks."""
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.CASCADE, related_name="sheets"
    )
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whom a slip goes to."""
    task_list = models.ForeignKey(
        TaskList, null=True, blank=True, on_delete=models.CASCADE, related_name="sheets"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holding = models.ForeignKey(
        Holding, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The successor's time in the post, which this sheet begins."""
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    former = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    is_illustrative = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["holding"],
                condition=Q(holding__isnull=False),
                name="sheet_once_a_holding",
            ),
            models.CheckConstraint(
                condition=Q(kind="slip", task__isnull=False, unit__isnull=False)
                | Q(kind="circular", task_list__isnull=False)
                | Q(kind__in=["handover", "card"], post__isnull=False),
                name="sheet_is_about_something",
            ),
        ]
        indexes = [models.Index(fields=["kind", "-made_at"], name="sheet_kind")]

    def __str__(self) -> str:
        return self.title_zh

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:sheet", self.pk)


class SheetTask(models.Model):
    """A task of which a sheet speaks, so that who opens the sheet follows the class of today."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="spoken_of")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "task"], name="sheet_task_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.task}"
