"""The audit log: one row a change, written in the change's own transaction, and the seals over them."""

from django.db import models


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
