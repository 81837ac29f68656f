"""What units report, on what evidence, and what the verifier found."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import Verdict
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.documents.models import Passage
from plenary.kernel.organisations.models import Organisation


class Progress(models.Model):
    """A unit's entry for a period: never changed once handed in; a later entry corrects it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="progress")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_nothing_new = models.BooleanField(default=False)
    says_done = models.BooleanField(default=False)
    done_zh = models.TextField(blank=True)
    done_en = models.TextField(blank=True)
    next_zh = models.TextField(blank=True)
    next_en = models.TextField(blank=True)
    help_zh = models.TextField(blank=True)
    help_en = models.TextField(blank=True)
    reason_zh = models.TextField(blank=True)
    """Why it is late, where it is."""
    reason_en = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    """The entry as it was handed in, kept as a snapshot that reports can cite."""
    fields_typed = models.PositiveSmallIntegerField(default=0)
    """How many fields the unit had to type itself: the request budget's number."""
    reported_at = models.DateTimeField()
    reported_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["ends_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="progress_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(is_nothing_new=True) | ~Q(done_zh="") | ~Q(done_en=""),
                name="progress_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["task", "ends_on", "id"], name="progress_task_period"),
            models.Index(fields=["unit", "ends_on"], name="progress_unit_period"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.ends_on}"


class ProgressFigure(models.Model):
    """A measure's value as it stood when the entry was handed in."""

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=150)
    name_en = models.CharField(max_length=200)
    value = models.BigIntegerField()
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["progress", "measure"], name="progress_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


class Evidence(models.Model):
    """What an entry rests on, by reference: a passage, or an address with what it shows."""

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="evidence")
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField(max_length=400, blank=True)
    text = models.CharField(max_length=300, blank=True)
    fact = models.CharField(max_length=80, blank=True)
    """The key of the fact that a record offered and the person accepted; empty for what was typed."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passage__isnull=False) | ~Q(url="") | ~Q(text=""),
                name="evidence_points_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.text or self.url or str(self.passage)


class Verification(models.Model):
    """A finding by somebody outside the reporting unit."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="verifications")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    note = models.TextField(blank=True)
    verified_at = models.DateTimeField()
    verified_by_id = models.BigIntegerField(null=True)
    verified_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["verified_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(note=""), name="return_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.verdict}"
