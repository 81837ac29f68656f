"""Webhooks, and the outbox of what is to be told to them: a row written with the change itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from plenary.kernel.webhooks.enums import DeliveryState, OffReason


class Webhook(models.Model):
    """An address that is told of some kinds of events, signed with a secret that both sides know.

    The secrets are encrypted with a key that is not in the database: they must be at hand to sign with.
    """

    PERSONAL = ("secret", "former_secret")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    secret = models.CharField(max_length=255)
    former_secret = models.CharField(max_length=255, blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    """Until when what is sent is signed with the former secret too."""
    made_at = models.DateTimeField()
    succeeded_at = models.DateTimeField(null=True, blank=True)
    off_reason = models.CharField(max_length=8, choices=OffReason.choices, blank=True)
    """Empty while it is on."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="webhook_has_a_name"),
            models.CheckConstraint(
                condition=Q(former_secret="") | Q(former_until__isnull=False),
                name="webhook_former_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return reverse("webhooks:webhook", kwargs={"pk": self.pk})

    @property
    def is_on(self) -> bool:
        """Say whether it sends."""
        return not self.off_reason


class Delivery(models.Model):
    """One message to one webhook, under an id that stays the same however often it is sent."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40)
    event = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.NEW)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    """The beginning of what the address answered."""
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "message_id"], name="delivery_once")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=["new", "waiting"]),
                name="delivery_waiting",
            ),
            models.Index(fields=["webhook", "-id"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.message_id}"
