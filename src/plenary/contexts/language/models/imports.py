"""A file of terms between its being handed in and its being brought in."""

from django.db import models

from plenary.contexts.language.enums import ImportState, Verdict
from plenary.shared.addresses import address_of


class TermImport(models.Model):
    """A file of terms; its bytes and rows are forgotten once it has been brought in or put aside."""

    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=4)
    """``tbx``, ``csv`` or ``xlsx``."""
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.READING)
    read = models.PositiveIntegerField(default=0)
    """How many entries have been read so far."""
    expected = models.PositiveIntegerField(default=0)
    """About how many entries a long file seems to have; 0 where nobody has looked."""
    counts = models.JSONField(default=dict)
    """Verdict to number of rows."""
    faults = models.JSONField(default=list)
    """``[code, facts]`` of each sentence that says what came of reading it or bringing it in."""
    added_by_id = models.BigIntegerField(null=True)
    added_by_name = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    confirmed_by_id = models.BigIntegerField(null=True)
    """Who said that it should be brought in; they, too, had a hand in its entries."""
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its preview."""
        return address_of("language:import", self.pk)


class ImportFile(models.Model):
    """The bytes of a file that waits to be read; forgotten as soon as they have been."""

    term_import = models.OneToOneField(TermImport, on_delete=models.CASCADE, related_name="file")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.term_import)


class ImportRow(models.Model):
    """One entry of a file: what it says, what it would do, and why it is refused."""

    term_import = models.ForeignKey(TermImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    title = models.CharField(max_length=200, blank=True)
    entry = models.JSONField(default=dict)
    """What the record is to say; what the file leaves out is as it is now."""
    status = models.JSONField(default=dict)
    """Its state, its revision and who approved it, as the file says."""
    target_id = models.BigIntegerField(null=True)
    target_version = models.PositiveIntegerField(null=True)
    """The record that it was compared with, and its version then."""
    changes = models.JSONField(default=list)
    """``[field, before, after]`` of what would be changed."""
    faults = models.JSONField(default=list)
    """``[code, facts]`` of each sentence that says why it is refused."""

    class Meta:
        ordering = ["number", "id"]
        indexes = [
            models.Index(fields=["term_import", "verdict", "number"], name="import_row_by_verdict")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"
