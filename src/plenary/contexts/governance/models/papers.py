"""The papers of a meeting: each with its versions, of which none is ever changed, and its readers."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import PaperAccess
from plenary.contexts.governance.models.meetings import AgendaItem, Meeting
from plenary.contexts.governance.models.topics import NeededPaper, Topic
from plenary.kernel.documents.models import StoredFile
from plenary.shared.addresses import address_of


class Paper(models.Model):
    """A paper that a topic or a meeting comes with."""

    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers"
    )
    needed = models.ForeignKey(
        NeededPaper, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Which of the papers that its topic must come with it is."""
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    access = models.CharField(
        max_length=9, choices=PaperAccess.choices, default=PaperAccess.INTERNAL
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="paper_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(topic__isnull=False) | Q(meeting__isnull=False),
                name="paper_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="paper_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    def get_absolute_url(self) -> str:
        """Give the address of the paper's page."""
        return address_of("governance:paper", self.pk)


class PaperVersion(models.Model):
    """A paper's file as it was handed in at one time."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    """What is written in it, as far as it can be read: by this it is found."""
    note = models.CharField(max_length=300, blank=True)
    """What has changed since the version before."""
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField(null=True)
    added_by = models.CharField(max_length=200)

    PERSONAL = ("text",)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.number}"
