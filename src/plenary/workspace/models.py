"""A spreadsheet of the directory between its preview and its being brought in."""

from django.db import models

from plenary.shared.addresses import address_of
from plenary.workspace.enums import ImportState


class DirectoryImport(models.Model):
    """What was read out of a file; emptied when it has been brought in or put aside."""

    PERSONAL = ("tables",)

    name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.PREVIEW)
    tables = models.JSONField(default=list)
    """The sheets' rows as text, with their numbers."""
    order = models.JSONField(default=dict)
    """For a long one that a job does: who asked for it, what was seen, whether mail is sent."""
    fault = models.CharField(max_length=500, blank=True)
    """Why the job could not do it: a line in Chinese, one in English."""
    counts = models.JSONField(default=dict)
    """What was done: verdict to number of rows."""
    added_by_id = models.BigIntegerField()
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its preview."""
        return address_of("workspace:import", self.pk)
