"""Photos of pages: the clean picture with its words, what is made of it, and which editions show it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from plenary.contexts.communications.enums import Consent, LicenceKey
from plenary.contexts.communications.models.editions import Edition
from plenary.contexts.communications.models.pages import Page, words_of_limited
from plenary.kernel.documents.models import StoredFile

WORDS = ("file_name", "alt_zh", "alt_en", "credit_zh", "credit_en")


class PageImage(models.Model):
    """A photo that goes out with a page; the first one leads it and stands in lists.

    ``key`` names the set of sizes made of this picture around this focus (``Rendition``).
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="images")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The clean picture; what was uploaded is not kept."""
    file_name = models.CharField(max_length=255)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_zh = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=500, blank=True)
    credit_zh = models.CharField(max_length=120, blank=True)
    credit_en = models.CharField(max_length=200, blank=True)
    licence = models.CharField(
        max_length=12, choices=LicenceKey.choices, default=LicenceKey.RESERVED
    )
    consent = models.CharField(max_length=5, choices=Consent.choices, blank=True)
    """Of the persons on it; whose, and where it is kept, is never published."""
    consent_by = models.CharField(max_length=200, blank=True)
    consent_kept = models.CharField(max_length=200, blank=True)
    focus_x = models.PositiveSmallIntegerField(default=50)
    focus_y = models.PositiveSmallIntegerField(default=50)
    """Percent from the left and from the top: what stays in sight where the picture is cut."""
    key = models.CharField(max_length=32)
    order = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["page", "file"], name="page_image_once"),
            models.CheckConstraint(
                condition=~Q(consent="given") | (~Q(consent_by="") & ~Q(consent_kept="")),
                name="page_image_consent_is_whose_and_where",
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="page_image_focus_is_within"
            ),
        ]
        indexes = [models.Index(fields=["key"], name="page_image_key")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Give the photo's address in the newsroom."""
        return reverse("communications:image", args=[self.page_id, self.pk])

    @property
    def PERSONAL(self) -> tuple[str, ...]:  # noqa: N802 - what every record calls it
        """Give what the audit log keeps as digests."""
        return ("consent_by", *words_of_limited(self, *WORDS))


class Rendition(models.Model):
    """One size of a picture in one format, under the name that it has in its address."""

    key = models.CharField(max_length=32)
    name = models.CharField(max_length=24)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "name"], name="rendition_once_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.key}/{self.name}"


class EditionImage(models.Model):
    """A set of sizes that an edition shows; it is public while such an edition is in force."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="shown")
    key = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_image_once")
        ]
        indexes = [models.Index(fields=["key"], name="edition_image_key")]

    def __str__(self) -> str:
        return self.key
