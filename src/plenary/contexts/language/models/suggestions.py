"""Suggestions: what somebody would have added to the term base, or otherwise in it."""

from django.db import models
from django.db.models import Q

from plenary.contexts.language.enums import SuggestionState
from plenary.contexts.language.models.terms import Term
from plenary.shared.addresses import address_of


class Suggestion(models.Model):
    """A suggestion with what became of it; ``receipt`` lets a suggester without an account look."""

    PERSONAL = ("email",)

    term = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    """The entry that it is about; none for a new one."""
    name_zh = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=500, blank=True)
    reason = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    suggested_by_id = models.BigIntegerField(null=True)
    suggested_by_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    """Of somebody without an account, for the answer; forgotten once it has been written."""
    receipt = models.CharField(max_length=43, unique=True)
    suggested_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN
    )
    answer = models.TextField(blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The entry that was made of it."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-suggested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="suggestion_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False),
                name="suggestion_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(email=""), name="suggestion_forgets_the_address"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "suggested_at"], name="suggestion_queue"),
            models.Index(fields=["suggested_by_id"], name="suggestion_own"),
        ]

    def __str__(self) -> str:
        return f"{self.name_zh} – {self.name_en}"

    def get_absolute_url(self) -> str:
        """Give the address of the suggestion's page."""
        return address_of("language:suggestion", self.pk)
