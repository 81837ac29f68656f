"""The state of a record's two-language fields: its source side and what the other was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The two sides of a text."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")


class TextState(models.Model):
    """One two-language field of one record.

    The other side is missing when empty, and outdated when ``made_from`` is no longer the digest of
    the source side.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    source_side = models.CharField(max_length=2, choices=Side.choices)
    source_digest = models.CharField(max_length=64)
    other_digest = models.CharField(max_length=64, blank=True, default="")
    made_from = models.CharField(max_length=64, blank=True)
    is_reviewed = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True)
    made_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field"], name="text_state_once_a_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.field}"
