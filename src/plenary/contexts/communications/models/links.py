"""The links in what is public: where each leads, and what came of looking at addresses outside."""

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.models.editions import Edition


class WebAddress(models.Model):
    """An address outside that public pages lead to, and what it last answered."""

    address = models.CharField(max_length=500, unique=True)
    host = models.CharField(max_length=253)
    checked_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=20, blank=True)
    """Why there was no answer; empty where there was one."""
    failed_since = models.DateTimeField(null=True)
    """When it was first found to lead nowhere; none while it leads somewhere."""

    class Meta:
        indexes = [
            models.Index(fields=["checked_at", "id"], name="web_address_due"),
            models.Index(
                fields=["failed_since"],
                condition=Q(failed_since__isnull=False),
                name="web_address_failed",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class PageLink(models.Model):
    """A link in an edition: to an address outside, or to a page or topic of the portal."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="links")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    address = models.CharField(max_length=500)
    web = models.ForeignKey(
        WebAddress, null=True, on_delete=models.PROTECT, related_name="page_links"
    )
    to_lang = models.CharField(max_length=2, blank=True)
    slug = models.CharField(max_length=80, blank=True)
    """Of a page of the portal that it leads to."""
    topic_key = models.CharField(max_length=60, blank=True)
    """Of a topic that it leads to."""
    told_at = models.DateTimeField(null=True)
    """When the owner of the page was told that it leads nowhere."""

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="page_link_order_once")
        ]
        indexes = [models.Index(fields=["slug", "to_lang"], name="page_link_target")]

    def __str__(self) -> str:
        return self.address
