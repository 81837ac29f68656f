"""Source texts that never change, the passages in them, and files kept by their hash."""

from django.db import models
from django.db.models import F, Q

from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.shared.addresses import address_of


class StoredFile(models.Model):
    """A file as it was handed in, kept once under the hash of its content."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(models.Model):
    """A source text: immutable, known by the hash of its decoded characters."""

    PERSONAL = ("text",)
    """Long, never changed, and full of names: the audit log keeps its digest."""

    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    sha256 = models.CharField(max_length=64)
    lang = models.CharField(max_length=2)
    title = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    file_name = models.CharField(max_length=255, blank=True)
    origin = models.CharField(max_length=400, blank=True)
    """Where it was published: an address or a reference."""
    issued_on = models.DateField(null=True, blank=True)
    release = models.CharField(max_length=12, choices=Release.choices, default=Release.INTERNAL)
    subject_type = models.CharField(max_length=60, blank=True)
    """For a snapshot: the record that it was taken of."""
    subject_id = models.BigIntegerField(null=True, blank=True)
    is_illustrative = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(kind="record"),
                name="document_is_kept_once",
            )
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="document_subject"),
            models.Index(fields=["kind", "-added_at"], name="document_kind_added"),
        ]

    def __str__(self) -> str:
        return self.title or self.file_name or self.sha256[:12]

    def get_absolute_url(self) -> str:
        """Give the address of the text with its passages marked."""
        return address_of("documents:document", self.pk)


class Passage(models.Model):
    """A place in a document: characters of a text, or a row of a table; every basis points to one."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField()
    pair = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="pairs"
    )
    """The same passage in the text of the other language."""

    class Meta:
        ordering = ["document", "start", "row", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=False, end__gt=F("start"), row__isnull=True)
                | Q(start__isnull=True, end__isnull=True, row__isnull=False),
                name="passage_is_a_span_or_a_row",
            ),
            models.UniqueConstraint(
                fields=["document", "start", "end"],
                condition=Q(start__isnull=False),
                name="passage_once_a_span",
            ),
            models.UniqueConstraint(
                fields=["document", "sheet", "row"],
                condition=Q(row__isnull=False),
                name="passage_once_a_row",
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    def get_absolute_url(self) -> str:
        """Give the address of the passage in its document."""
        address = address_of("documents:document", self.document_id)
        return f"{address}#p{self.pk}"
