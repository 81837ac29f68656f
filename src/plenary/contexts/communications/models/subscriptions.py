"""Who is mailed what is new: an address that has said yes twice, and nothing else of its owner."""

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models.pages import Topic


class Subscription(models.Model):
    """An address that wants the new pages of a language, under all topics or some.

    Unconfirmed ones are forgotten after some days; one that is ended is deleted.
    """

    PERSONAL = ("email", "token")

    email = models.EmailField()
    lang = models.CharField(max_length=2, choices=Lang.choices)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    token = models.CharField(max_length=43, unique=True)
    """In the links of its mails: who holds it may confirm and end the subscription."""
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    sent_until = models.DateTimeField(null=True)
    """What was published up to then has been mailed, or was there before."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["email", "lang"], name="subscription_once_a_language"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(sent_until__isnull=False),
                name="subscription_confirmed_begins",
            ),
        ]
        indexes = [models.Index(fields=["confirmed_at"], name="subscription_confirmed")]

    def __str__(self) -> str:
        return f"{self.lang} {self.pk}"
