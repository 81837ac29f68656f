"""What of meetings the whole world reads under OParl: each object as it was let out, under a key of its own."""

import uuid

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import OparlKind
from plenary.kernel.organisations.models import Organisation


class PublicRecord(models.Model):
    """One OParl object; it is made by a release, and taking that back leaves its key and nothing else.

    ``key`` is drawn by lot, so that nobody counts by it what is not out. ``content`` holds the object's
    own properties, a text as its two sides, another object by its key.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=OparlKind.choices)
    source = models.CharField(max_length=60)
    """The record within that it stands for, for example ``meeting:12``."""
    committee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    """SHA-256 over the content and that of the objects inside: by it a change is noticed."""
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "source"], name="public_record_once"),
            models.CheckConstraint(
                condition=Q(is_deleted=False) | Q(content={}), name="public_record_deleted_is_empty"
            ),
        ]
        indexes = [models.Index(fields=["kind", "modified_at"], name="public_record_modified")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
