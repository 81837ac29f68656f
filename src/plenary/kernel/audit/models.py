"""The audit log: one row a change, written in the change's own transaction, and the seals over them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

OWN_NOTE = "note_of_record"
"""Where a record's own field ``note`` stands in a row that has facts of the action under that word."""


class AuditRow(models.Model):
    """One change: who did what to which record, and its fields before and after."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    subject_version = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_actor"),
            models.Index(fields=["actor_name", "id"], name="audit_actor_name"),
            models.Index(fields=["action", "id"], name="audit_action"),
            models.Index(fields=["subject_type", "id"], name="audit_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"

    @property
    def facts(self) -> dict[str, Any]:
        """Give what was noted of the action that is no field of the record, for example its reason."""
        note = self.after.get("note")
        return note if isinstance(note, dict) else {}

    @property
    def changed_to(self) -> dict[str, Any]:
        """Give the record's own fields that changed, as they are since."""
        after = dict(self.after)
        note = after.pop("note", None)
        own = after.pop(OWN_NOTE, None if isinstance(note, dict) else note)
        return after if own is None else {**after, "note": own}


class Viewing(models.Model):
    """That somebody was shown a record, or took it out, on a day; the first time on that day."""

    WAYS = (("seen", _("Shown on a page")), ("taken", _("Taken out as a file")))

    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    way = models.CharField(max_length=5, choices=WAYS)
    on = models.DateField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "on", "actor_id", "way"],
                name="viewing_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["actor_name", "id"], name="viewing_actor_name")]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.subject_type} {self.subject_id} {self.on}"


class Seal(models.Model):
    """A link of the chain: a keyed digest over a run of rows and the link before it."""

    first_row_id = models.BigIntegerField()
    last_row_id = models.BigIntegerField(unique=True)
    rows = models.PositiveIntegerField()
    links = models.JSONField(default=list)
    """``[id, keyed digest]`` of each row, so that the one that was touched can be named."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.first_row_id}–{self.last_row_id} {self.digest[:12]}"
