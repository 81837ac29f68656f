"""Meeting packs: the agenda and its papers bound for one reader, as a .pdf and a .zip."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import PackState
from plenary.contexts.governance.models.meetings import Meeting
from plenary.shared.addresses import address_of


class MeetingPack(models.Model):
    """What a job binds of a meeting by the rights of the account that asked for it; nobody else's."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    lang = models.CharField(max_length=2)
    state = models.CharField(max_length=7, choices=PackState.choices, default=PackState.WAITING)
    asked_by_id = models.BigIntegerField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    agenda_number = models.PositiveSmallIntegerField(default=0)
    """Of the agenda's version that it holds."""
    paper_ids = models.JSONField(default=list)
    opinion_ids = models.JSONField(default=list)
    """What is in it: whoever may no longer read all of it does not get it any more."""
    apart = models.JSONField(default=list)
    """Names of the files that could not be bound into the .pdf; they are in the .zip."""
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.PositiveBigIntegerField(default=0)
    zip_sha256 = models.CharField(max_length=64, blank=True)
    zip_size = models.PositiveBigIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(pdf_sha256="") & ~Q(zip_sha256="")),
                name="pack_ready_has_its_files",
            ),
            models.UniqueConstraint(
                fields=["meeting", "asked_by_id", "lang"],
                condition=Q(state="waiting"),
                name="pack_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Give the address of the pack's page."""
        return address_of("governance:pack", self.pk)
