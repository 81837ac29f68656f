"""Fact-checks: who was asked by mail whether a draft is right, and what they said of each language."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models.pages import Page, words_of_limited


class FactCheck(models.Model):
    """Somebody without an account was sent a link to one draft, for a time."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="fact_checks")
    name = models.CharField(max_length=120)
    """Who it is, as the newsroom knows them."""
    email = models.EmailField(blank=True)
    """For the link alone; forgotten once the link is dead."""
    message = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    passed_over_at = models.DateTimeField(null=True)
    """When the page went out although this was open."""
    passed_over_by_name = models.CharField(max_length=200, blank=True)
    passed_over_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")), name="fact_check_lives_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(passed_over_at__isnull=True) | ~Q(passed_over_reason=""),
                name="fact_check_passed_over_says_why",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(email=""),
                name="fact_check_revoked_forgets_the_address",
            ),
        ]
        indexes = [models.Index(fields=["page", "asked_at"], name="fact_check_of_page")]

    def __str__(self) -> str:
        return f"{self.page} {self.asked_at:%Y-%m-%d}"

    @property
    def PERSONAL(self) -> tuple[str, ...]:  # noqa: N802 - what every record calls it
        """Give what the audit log keeps as digests."""
        return ("name", "email", *words_of_limited(self, "message", "passed_over_reason"))


class FactCheckAnswer(models.Model):
    """What was said of one language; a later answer stands beside the earlier one."""

    PERSONAL = ("text",)

    check_of = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="answers")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    is_correct = models.BooleanField()
    text = models.TextField(blank=True)
    said_of = models.CharField(max_length=64)
    """The digest of the text that was shown."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_correct=True) | ~Q(text=""), name="fact_check_answer_says_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_of} {self.lang}"
