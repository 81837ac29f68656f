"""A translator's file between its being handed in and its being taken in."""

from django.db import models
from django.urls import reverse

from plenary.contexts.communications.enums import FileState, Lang, RowVerdict


class TextFile(models.Model):
    """A file of translations; what its rows say is forgotten once it was taken in or put aside."""

    name = models.CharField(max_length=255)
    translator = models.CharField(max_length=200)
    into = models.CharField(max_length=2, choices=Lang.choices)
    """The language that it was translated into."""
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.PREVIEW)
    counts = models.JSONField(default=dict)
    """Verdict to number of rows."""
    added_by_id = models.BigIntegerField(null=True)
    added_by_name = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(fields=["added_by_id", "-added_at"], name="text_file_own")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its preview."""
        return reverse("communications:text-file", kwargs={"pk": self.pk})


class TextRow(models.Model):
    """One text of a file: what it says, what becomes of it, and why."""

    file = models.ForeignKey(TextFile, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    unit = models.CharField(max_length=100)
    """What the file calls it."""
    text_id = models.BigIntegerField(null=True)
    """The text of the desk; none where none is known to whoever handed the file in."""
    verdict = models.CharField(max_length=9, choices=RowVerdict.choices)
    source = models.TextField(blank=True)
    target = models.TextField(blank=True)
    seen_source = models.CharField(max_length=64, blank=True)
    seen_other = models.CharField(max_length=64, blank=True)
    """The digests of both sides as the preview saw them."""
    remarks = models.JSONField(default=list)
    """What the check of the wording said of it at the preview, as ``incoming.Remark`` keeps it."""
    why = models.JSONField(default=list)
    """``[code, facts]`` of the sentence that says why it is not taken; empty where it is."""

    class Meta:
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["file", "verdict", "number"], name="text_row_by_verdict")]

    def __str__(self) -> str:
        return f"{self.number}: {self.unit}"
