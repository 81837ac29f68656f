"""A text on its way to a record: an autosaved working paper that only the office sees."""

from django.db import models

from plenary.contexts.governance.enums import ReadingState
from plenary.kernel.documents.models import Document, StoredFile
from plenary.shared.addresses import address_of


class Reading(models.Model):
    """The draft of one text. No meeting or task exists until it is confirmed; then all of it does."""

    PERSONAL = ("text", "found", "paper")

    state = models.CharField(
        max_length=10, choices=ReadingState.choices, default=ReadingState.READING
    )
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    """The source text, which every place on the paper counts in; it never changes."""
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    """The digest of ``text``, by which the same text is known again."""
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    found = models.JSONField(default=dict)
    """The draft as the reader gave it; never changed."""
    paper = models.JSONField(default=dict)
    """The draft as people have mended it so far."""
    fault_zh = models.CharField(max_length=400, blank=True)
    fault_en = models.CharField(max_length=400, blank=True)
    meeting = models.ForeignKey(
        "governance.Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["state", "-changed_at"], name="reading_list")]

    def __str__(self) -> str:
        return self.file_name or str(self.pk)

    def get_absolute_url(self) -> str:
        """Give the address of the confirming screen."""
        return address_of("governance:reading", self.pk)
