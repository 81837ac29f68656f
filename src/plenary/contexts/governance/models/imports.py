"""A file with a numbered list on its way in, and the form that a list's file had."""

from django.db import models

from plenary.contexts.governance.enums import ImportState
from plenary.contexts.governance.models.plans import ListEntry, TaskList
from plenary.kernel.documents.models import Passage, StoredFile
from plenary.shared.addresses import address_of


class ListImport(models.Model):
    """A working paper that only the office sees: what was read, and what people have settled.

    No list or task exists until it is confirmed; then all of it does.
    """

    PERSONAL = ("tables", "choices")

    state = models.CharField(
        max_length=8, choices=ImportState.choices, default=ImportState.OPEN, db_index=True
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    tables = models.JSONField(default=list)
    """The tables as they were read, with their row numbers; never changed."""
    choices = models.JSONField(default=dict)
    """The table, its heading and columns, the list it becomes, and what was settled; once it is brought in,
    what words were settled to mean alone.
    """
    order = models.JSONField(default=dict)
    """For a long one that a job does: who asked for it, and what was seen."""
    fault = models.CharField(max_length=500, blank=True, default="")
    """Why the job could not do it: a line in Chinese, one in English."""
    counts = models.JSONField(default=dict)
    """What was done: verdict to number of rows."""
    task_list = models.ForeignKey(
        TaskList, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Give the address of the working paper."""
        return address_of("governance:list-import", self.pk)


class ListLayout(models.Model):
    """How the file of a list was laid out, so that an export gives the same file back."""

    task_list = models.OneToOneField(TaskList, on_delete=models.CASCADE, related_name="layout")
    kind = models.CharField(max_length=4)
    """xlsx or docx."""
    sheet = models.CharField(max_length=100)
    head = models.JSONField(default=list)
    """The rows down to the heading, as they were."""
    merged = models.JSONField(default=list)
    """Cells of these rows that are one: first row (from 1), first column (from 0), last row, last column."""
    columns = models.JSONField(default=list)
    """What each column holds, empty for one that is only kept."""
    below = models.JSONField(default=list)
    """The rows after the last task."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sheet


class ListRow(models.Model):
    """The row of a file that an entry came from: its cells, and what they were understood to say."""

    PERSONAL = ("cells", "above")

    entry = models.OneToOneField(ListEntry, on_delete=models.CASCADE, related_name="row")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    above = models.JSONField(default=list)
    """Rows that stand over it and head a section."""
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return str(self.passage)
