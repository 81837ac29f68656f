"""Who is mailed what is new: an address that has said yes twice, and nothing else of its owner."""

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models.pages import Page, Topic


class News(models.Model):
    """A page that became new in a language: at all, or under a topic.

    Numbered in the order in which they were noticed once they were public, one noticing after the
    other: whoever has been told up to a number has missed none before it.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    noticed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "news"
        constraints = [
            models.UniqueConstraint(fields=["page", "lang", "topic"], name="news_once_a_topic"),
            models.UniqueConstraint(
                fields=["page", "lang"], condition=Q(topic__isnull=True), name="news_once"
            ),
        ]
        indexes = [models.Index(fields=["lang", "topic", "id"], name="news_to_tell")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.lang}"


class Subscription(models.Model):
    """An address that wants the new pages of a language, under all topics or some.

    Unconfirmed ones are forgotten after some days; one that is ended is deleted.
    """

    PERSONAL = ("email", "token")

    email = models.EmailField()
    lang = models.CharField(max_length=2, choices=Lang.choices)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    token = models.CharField(max_length=43, unique=True)
    """In the links of its mails: who holds it may confirm, change and end the subscription."""
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_upto = models.BigIntegerField(null=True)
    """The number of the last of the news that was mailed, or was there before."""
    told_after = models.BigIntegerField(default=0)
    """The number after which its present topics have been told of."""
    told_before = models.JSONField(default=list)
    """Of earlier choices of topics: after which number, up to which, and the topics (none: all)."""
    wished_at = models.DateTimeField(null=True)
    """When other topics were asked for, which its owner has not confirmed yet."""
    wished = models.ManyToManyField(Topic, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["email", "lang"], name="subscription_once_a_language"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(told_upto__isnull=False),
                name="subscription_confirmed_begins",
            ),
        ]
        indexes = [models.Index(fields=["confirmed_at"], name="subscription_confirmed")]

    def __str__(self) -> str:
        return f"{self.lang} {self.pk}"
