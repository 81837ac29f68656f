"""Reports: statements in order, each with the sources that carry it; frozen versions never change."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import (
    PaperKind,
    ReportKind,
    ReportState,
    SourceKind,
    StatementKind,
)
from plenary.contexts.governance.models.meetings import Meeting
from plenary.contexts.governance.models.plans import TaskList
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Passage
from plenary.shared.addresses import address_of


class Report(models.Model):
    """A report on a task list over a period, or the minutes of a meeting.

    ``number`` counts the frozen versions of the period, or of the meeting.
    """

    task_list = models.ForeignKey(
        TaskList, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes"
    )
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    paper = models.CharField(max_length=8, choices=PaperKind.choices, default=PaperKind.GENERAL)
    starts_on = models.DateField()
    ends_on = models.DateField()
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.DRAFT)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    as_of = models.DateTimeField()
    """The moment whose state of the work it shows."""
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by_id = models.BigIntegerField(null=True, blank=True)
    frozen_by = models.CharField(max_length=200, blank=True)
    freeze_reason = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over the frozen statements and sources."""
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    said_otherwise = models.JSONField(default=list, blank=True)
    """Why it says agreed names otherwise, one reason a name."""
    release = models.CharField(max_length=12, choices=Release.choices, default=Release.INTERNAL)
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-ends_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", number__isnull=True)
                | Q(state="frozen", number__isnull=False, frozen_at__isnull=False),
                name="report_frozen_is_numbered",
            ),
            models.CheckConstraint(
                condition=Q(kind="minutes", meeting__isnull=False, task_list__isnull=True)
                | (~Q(kind="minutes") & Q(meeting__isnull=True, task_list__isnull=False)),
                name="report_is_on_a_list_or_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=Q(number__isnull=False, meeting__isnull=False),
                name="minutes_number_once",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state="draft", meeting__isnull=False),
                name="minutes_one_draft_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["task_list", "kind", "starts_on", "ends_on", "number"],
                condition=Q(number__isnull=False),
                name="report_number_once",
            ),
            models.UniqueConstraint(
                fields=["task_list", "kind", "starts_on", "ends_on"],
                condition=Q(state="draft"),
                name="report_one_draft_a_period",
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh

    def get_absolute_url(self) -> str:
        """Give the address of the report's page."""
        return address_of("governance:report", self.pk)


class Statement(models.Model):
    """One sentence of a report, in both languages.

    ``key`` says what it was drafted from and stays the same through redrafts and corrections;
    ``drafted`` keeps the text and sources as drafted, so that they can be restored.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="statements")
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    item_number = models.PositiveIntegerField(null=True, blank=True)
    """The task's number in the list, as it stood."""
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=StatementKind.choices)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    """For a task's heading: its lead unit and light as they stood."""
    drafted = models.JSONField(default=dict)
    is_edited = models.BooleanField(default=False)
    translated = models.CharField(max_length=2, blank=True, default="")
    """The side that somebody has translated while the other is still as drafted: ``zh`` or ``en``."""
    is_without_source = models.BooleanField(default=False)
    """Somebody has answered for it that it has no source."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="statement_order_once"),
            models.UniqueConstraint(fields=["report", "key"], name="statement_key_once"),
            models.CheckConstraint(
                condition=~Q(text_zh="") | ~Q(text_en=""), name="statement_has_a_text"
            ),
        ]

    def __str__(self) -> str:
        return self.text_zh or self.text_en


class StatementSource(models.Model):
    """A passage that carries a statement."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=8, choices=SourceKind.choices, default=SourceKind.CITED)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "passage"], name="statement_source_once")
        ]

    def __str__(self) -> str:
        return str(self.passage)
