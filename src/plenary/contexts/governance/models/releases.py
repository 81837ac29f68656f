"""The staged release of a meeting: decisions to units, then minutes and papers, then the public text."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import ReleaseStage, ReleaseState
from plenary.contexts.governance.models.meetings import Decision, Meeting
from plenary.contexts.governance.models.papers import PaperVersion
from plenary.contexts.governance.models.reports import Report
from plenary.shared.addresses import address_of


class ReleaseStep(models.Model):
    """One stage let out once: proposed by one person and released by another.

    ``content`` is what the record said when it was released; the record may change afterwards, this
    does not.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="releases")
    stage = models.CharField(max_length=9, choices=ReleaseStage.choices)
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.PROPOSED
    )
    text_zh = models.TextField(blank=True)
    """The public text; empty for the other stages."""
    text_en = models.TextField(blank=True)
    decisions = models.ManyToManyField(Decision, blank=True, related_name="releases")
    minutes = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )
    papers = models.ManyToManyField(PaperVersion, blank=True, related_name="releases")
    """The public papers, each in the version that was let out."""
    said_otherwise = models.JSONField(default=list, blank=True)
    """Why the public text says agreed names otherwise, one reason a name."""
    content = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over the content and the public text as released."""
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True, blank=True)
    proposed_by = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_id = models.BigIntegerField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was sent or taken back."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "stage"],
                condition=Q(state="proposed"),
                name="release_one_proposal_a_stage",
            ),
            models.UniqueConstraint(
                fields=["meeting", "stage"],
                condition=Q(state="released"),
                name="release_one_in_force_a_stage",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "superseded"])
                | Q(settled_at__isnull=False)
                & (
                    Q(settled_by_id__isnull=True)
                    | Q(proposed_by_id__isnull=True)
                    | ~Q(settled_by_id=F("proposed_by_id"))
                ),
                name="release_takes_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "taken_back"]) | ~Q(reason=""),
                name="release_back_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(stage="public") | ~Q(text_zh="") | ~Q(text_en=""),
                name="release_public_has_a_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_stage_display()}"

    def get_absolute_url(self) -> str:
        """Give the address of a public text; of another stage that of the meeting's release."""
        if self.stage == ReleaseStage.PUBLIC:
            return address_of("governance:public-text", self.pk)
        return address_of("governance:release", self.meeting_id)
