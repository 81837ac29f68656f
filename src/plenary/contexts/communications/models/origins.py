"""Where a page was brought in from, and by what pages that say nearly the same are found."""

from django.db import models

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models.pages import Page
from plenary.kernel.documents.models import Document


class Origin(models.Model):
    """One language of a page as it was published before: its address, day, source and very text."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="origins")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    url = models.URLField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    source_name = models.CharField(max_length=300, blank=True)
    """As it was printed, whichever unit it was taken for."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        ordering = ["page", "-lang"]
        constraints = [
            models.UniqueConstraint(fields=["page", "lang"], name="origin_once_a_language")
        ]
        indexes = [
            models.Index(fields=["url"], name="origin_url"),
            models.Index(fields=["published_on"], name="origin_published_on"),
        ]

    def __str__(self) -> str:
        return self.url or f"{self.page} ({self.lang})"


class Sketch(models.Model):
    """A band of a page's text in a language; pages that share one may say nearly the same."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sketches")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band"], name="sketch_band")]
        constraints = [
            models.UniqueConstraint(fields=["page", "lang", "band"], name="sketch_band_once")
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.lang})"
