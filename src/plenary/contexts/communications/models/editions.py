"""What was published: one language of a page, frozen word by word; a correction is the next edition."""

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models.pages import Page, Topic
from plenary.kernel.documents.models import StoredFile


class Edition(models.Model):
    """One language of a page as the public reads it; never changed, only followed by the next."""

    PERSONAL = ("body", "html", "people")
    """Long and never changed, or names: the audit log keeps their digests."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="editions")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    kind = models.CharField(max_length=8, choices=PageKind.choices)
    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=400)
    summary = models.CharField(max_length=800, blank=True)
    body = models.TextField()
    html = models.TextField()
    """The body as it is shown, made of escaped text when it was published."""
    facts = models.JSONField(default=dict)
    """Unit, topics, dates, index number, attachments and corrections, as they then stood."""
    people = models.JSONField(default=list)
    """Of a body's page who holds which post, as it was published."""
    ends_on = models.DateField(null=True)
    """Of an event's hub its last day, as it was published: what is to come is looked for by it."""
    part_of = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.PROTECT, related_name="listed"
    )
    """The event at whose hub it is listed."""
    topics = models.ManyToManyField(Topic, related_name="editions")
    files = models.ManyToManyField(StoredFile, related_name="+")
    released_at = models.DateTimeField()
    """When this language first stood in public."""
    published_at = models.DateTimeField()
    approved_by_id = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    other_corrected_at = models.DateTimeField(null=True)
    """When the other language was corrected without this one; readers are told until it was checked."""
    title_key = models.CharField(max_length=32, blank=True)
    """Names the picture of its title (``Rendition``); empty where none is, or can be, drawn."""
    title_drawn_at = models.DateTimeField(null=True)
    """When that picture was drawn or found to be impossible; a job does so after the publication."""

    links_read_at = models.DateTimeField(null=True)
    """When it was noted where its links lead, were there any or none."""

    class Meta:
        ordering = ["-released_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["page", "lang", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["page", "lang"], condition=Q(is_current=True), name="edition_one_current"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note=""), name="edition_corrected_says_what"
            ),
        ]
        indexes = [
            models.Index(
                fields=["lang", "-released_at", "-id", "kind"],
                condition=Q(is_current=True),
                name="edition_current_list",
            ),
            models.Index(
                fields=["lang", "kind", "-released_at", "-id"],
                condition=Q(is_current=True),
                name="edition_current_kind",
            ),
            models.Index(
                fields=["lang", "ends_on"],
                condition=Q(is_current=True, ends_on__isnull=False),
                name="edition_event_end",
            ),
            models.Index(fields=["slug", "lang"], name="edition_address"),
            models.Index(
                fields=["other_corrected_at"],
                condition=Q(is_current=True, other_corrected_at__isnull=False),
                name="edition_other_corrected",
            ),
            models.Index(
                fields=["-id"],
                condition=Q(is_current=True, title_drawn_at__isnull=True),
                name="edition_title_undrawn",
            ),
            models.Index(
                fields=["id"],
                condition=Q(is_current=True, links_read_at__isnull=True),
                name="edition_links_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.lang} {self.number})"
