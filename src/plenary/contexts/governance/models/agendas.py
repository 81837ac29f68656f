"""The numbered versions of a meeting's agenda; what was circulated never changes."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import AgendaState
from plenary.contexts.governance.models.meetings import Meeting


class AgendaVersion(models.Model):
    """An agenda as it was approved and circulated, under its number."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AgendaState.choices, default=AgendaState.DRAFT)
    content = models.JSONField(default=list)
    """The items as they stood when it was approved, in their order, each with its papers' versions."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over the content, taken when it was circulated."""
    reason = models.CharField(max_length=300, blank=True)
    """Why the version before it was opened again."""
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    circulated_at = models.DateTimeField(null=True, blank=True)
    circulated_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_version_once"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(approved_at__isnull=False),
                name="agenda_approved_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="circulated") | (Q(circulated_at__isnull=False) & ~Q(digest="")),
                name="agenda_circulated_is_sealed",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=~Q(state="circulated"),
                name="agenda_one_version_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.number}"
