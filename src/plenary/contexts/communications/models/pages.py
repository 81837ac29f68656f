"""Pages as the newsroom works on them: one record a page, with both languages and one address."""

from typing import Any

from django.db import models
from django.db.models import Q

from plenary.contexts.communications.enums import Lang, LicenceKey, PageKind, SideState
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.kernel.text.models import Side
from plenary.shared.addresses import address_of


class Topic(models.Model):
    """A controlled topic; every page stands under at least one."""

    key = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") & ~Q(name_en=""), name="topic_has_both_names"
            )
        ]

    def __str__(self) -> str:
        return self.name_zh


HELD = (
    *(f"{name}_{lang}" for name in ("title", "summary", "body") for lang in Lang.values),
    *(f"{name}_key_{lang}" for name in ("title", "body") for lang in Lang.values),
    "slug",
)
"""The words of a page, and what is made of them."""


class Page(models.Model):
    """A page of the portal as it is worked on; the public reads its editions.

    ``slug`` makes the one address of the item in each language. ``title_key`` and ``body_key`` are
    what the titles and texts come to without spaces, case and punctuation: nothing is there twice.
    """

    kind = models.CharField(max_length=8, choices=PageKind.choices)
    slug = models.CharField(max_length=80, unique=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    summary_zh = models.CharField(max_length=500, blank=True)
    summary_en = models.CharField(max_length=800, blank=True)
    body_zh = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    source_side = models.CharField(max_length=2, choices=Side.choices, default=Side.ZH)
    source_unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whoever holds it answers for the page; without one the source unit does."""
    topics = models.ManyToManyField(Topic, blank=True, related_name="pages")
    held_on = models.DateField(null=True, blank=True)
    author_zh = models.CharField(max_length=120, blank=True)
    author_en = models.CharField(max_length=200, blank=True)
    """Who wrote it, where that is not the source unit: a name, which no translator is asked for."""
    original_url = models.URLField(max_length=500, blank=True)
    original_on = models.DateField(null=True, blank=True)
    """Where and when it first stood elsewhere."""
    licence = models.CharField(max_length=12, choices=LicenceKey.choices, blank=True)
    """Its own; empty, where it goes out under the portal's."""
    hub_of = models.OneToOneField(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="hub"
    )
    """The topic that a hub introduces."""
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    """The event at whose hub the page is listed."""
    meeting_id = models.BigIntegerField(null=True, blank=True)
    """Governance's meeting that a readout tells of; contexts hold one another's records by number."""
    record_digest = models.CharField(max_length=64, blank=True)
    """The state of that record when its words were last taken over."""
    index_year = models.PositiveSmallIntegerField(null=True, blank=True)
    index_number = models.PositiveIntegerField(null=True, blank=True)
    """Given with the first publication, without gaps within the year."""
    title_key_zh = models.CharField(max_length=300, blank=True)
    title_key_en = models.CharField(max_length=400, blank=True)
    body_key_zh = models.CharField(max_length=64, blank=True)
    body_key_en = models.CharField(max_length=64, blank=True)
    unlike_ids = models.JSONField(default=list)
    """Pages of nearly the same text of which somebody said that they are others."""
    writer_ids = models.JSONField(default=list)
    """Who had a hand in what is not published yet; none of them may approve it."""
    is_limited = models.BooleanField(default=False)
    """Whether named persons alone see it, which ends when it goes out."""
    is_illustrative = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="page_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(kind="readout", meeting_id__isnull=False)
                | (~Q(kind="readout") & Q(meeting_id__isnull=True)),
                name="page_readout_has_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(kind="hub", hub_of__isnull=False)
                | (~Q(kind="hub") & Q(hub_of__isnull=True)),
                name="page_hub_has_its_topic",
            ),
            models.CheckConstraint(
                condition=~Q(kind="event") | Q(part_of__isnull=True),
                name="page_event_is_part_of_none",
            ),
            models.UniqueConstraint(
                fields=["meeting_id"],
                condition=Q(meeting_id__isnull=False),
                name="page_one_readout_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["index_year", "index_number"],
                condition=Q(index_number__isnull=False),
                name="page_index_number_once",
            ),
            *(
                models.UniqueConstraint(
                    fields=[field], condition=~Q(**{field: ""}), name=f"page_{field}_once"
                )
                for field in ("title_key_zh", "title_key_en", "body_key_zh", "body_key_en")
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-changed_at"], name="page_kind_changed"),
            models.Index(fields=["held_on"], name="page_held_on"),
            models.Index(fields=["original_url"], name="page_original_url"),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    def get_absolute_url(self) -> str:
        """Give the address of the page in the newsroom."""
        return address_of("communications:page", self.pk)

    @property
    def PERSONAL(self) -> tuple[str, ...]:  # noqa: N802 - what every record calls it
        """Give what the audit log keeps as digests: the words of a draft that few may see."""
        return HELD if self.is_limited else ()

    @property
    def index(self) -> str:
        """Give the index number as it is printed: ``2025-00012``; nothing before publication."""
        return f"{self.index_year}-{self.index_number:05d}" if self.index_number else ""


def words_of_limited(part: Any, *names: str) -> tuple[str, ...]:
    """Give these words of a part of a page where it is a draft that few may see; else none."""
    return names if part.page.is_limited else ()


class PageSide(models.Model):
    """One language of a page: where it stands, who sent and approved it, and when it went out."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sides")
    lang = models.CharField(max_length=2, choices=Lang.choices)
    state = models.CharField(max_length=9, choices=SideState.choices, default=SideState.DRAFT)
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_by_name = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True)
    """Under embargo until then."""
    note = models.CharField(max_length=500, blank=True)
    """What readers are told of a correction that is on its way."""
    sent_back_reason = models.CharField(max_length=500, blank=True)
    released_at = models.DateTimeField(null=True)
    """When it first stood in public."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    hides_title = models.BooleanField(default=False)
    """Whether readers are not told the title of what was withdrawn: it was at fault itself."""
    hide_asked_by_id = models.BigIntegerField(null=True)
    hide_asked_by_name = models.CharField(max_length=200, blank=True)
    hide_reason = models.CharField(max_length=500, blank=True)
    """Why the title should be hidden after the withdrawal, until a second person has said yes or no."""

    class Meta:
        ordering = ["-lang"]
        constraints = [
            models.UniqueConstraint(fields=["page", "lang"], name="page_side_once"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(due_at__isnull=False),
                name="page_side_waits_for_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="page_side_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(hide_reason="")
                | Q(withdrawn_at__isnull=False, hide_asked_by_name__gt="", hides_title=False),
                name="page_side_hiding_is_asked_of_what_is_gone",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="approved"), name="page_side_due"),
            models.Index(fields=["state", "submitted_at"], name="page_side_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.lang})"

    @property
    def PERSONAL(self) -> tuple[str, ...]:  # noqa: N802 - what every record calls it
        """Give what the audit log keeps as digests."""
        return words_of_limited(self, "note", "sent_back_reason")


class FormerAddress(models.Model):
    """An address that a page had and whose words readers are no longer told; it leads on, or says why not."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return f"{self.page_id}"


class Attachment(models.Model):
    """A file that goes out with a page, named in both languages."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    author_zh = models.CharField(max_length=120, blank=True)
    author_en = models.CharField(max_length=200, blank=True)
    licence = models.CharField(
        max_length=12, choices=LicenceKey.choices, default=LicenceKey.RESERVED
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["page", "file"], name="page_attachment_once"),
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="page_attachment_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def PERSONAL(self) -> tuple[str, ...]:  # noqa: N802 - what every record calls it
        """Give what the audit log keeps as digests."""
        return words_of_limited(self, "file_name", "name_zh", "name_en", "author_zh", "author_en")


class IndexCount(models.Model):
    """The last index number given in a year; whoever gives the next one waits for this row."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
