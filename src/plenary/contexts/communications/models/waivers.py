"""What went out although something stood against it: why, who answers for it, and when it was put right."""

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.enums import Lang, WaiverKind
from plenary.contexts.communications.models.editions import Edition
from plenary.contexts.communications.models.pages import Page


class Waiver(models.Model):
    """An exception by which a language of a page went, or is to go, out; never changed but for its end."""

    PERSONAL = ("decided_by",)

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="waivers")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    kind = models.CharField(max_length=7, choices=WaiverKind.choices)
    reason = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=200)
    """The person who answers for it: whoever approved, or who was named where nobody could."""
    findings = models.JSONField(default=list)
    """Of the check of the wording, what is let stand: rule, words, reasons, source and proposal."""
    hands = models.JSONField(default=list)
    """Who had a hand in what went out unseen by a second person; none of them may look it over."""
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    """What went out by it; none while that waits for its hour, or where it never did."""
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    """When it was put right: the other language followed, a second person looked, it was withdrawn."""
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""), name="page_waiver_says_why_and_who"
            )
        ]
        indexes = [
            models.Index(
                fields=["made_at"], condition=Q(settled_at__isnull=True), name="page_waiver_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.lang}, {self.kind})"
