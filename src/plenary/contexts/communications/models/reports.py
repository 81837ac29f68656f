"""What readers say is wrong with a page, or ask for, and what they were answered."""

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.enums import Lang, ReportState
from plenary.contexts.communications.models.pages import Page
from plenary.shared.addresses import address_of


class ErrorReport(models.Model):
    """A reader's word on a page; ``receipt`` lets them look at the answer without an account."""

    PERSONAL = ("email",)

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="error_reports")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    edition_number = models.PositiveSmallIntegerField(null=True)
    """The edition that they had before them; none where they asked for a language not there yet."""
    text = models.TextField()
    email = models.EmailField(blank=True)
    """For the answer alone; forgotten once it has been written."""
    receipt = models.CharField(max_length=43, unique=True)
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.OPEN)
    answer = models.TextField(blank=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(answered_at__isnull=False) & Q(email="") & ~Q(answer="")),
                name="error_report_answered_forgets_the_address",
            )
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="error_report_queue")]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        """Give the address of the report in the newsroom."""
        return address_of("communications:error-report", self.pk)
