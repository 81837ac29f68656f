"""The state of a record's two-language fields: its source side and what the other was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plenary.kernel.text.enums import State


class Side(models.TextChoices):
    """The two sides of a text."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")


class TextState(models.Model):
    """One two-language field of one record.

    The other side is missing when empty, and outdated when ``made_from`` is no longer the digest of
    the source side. ``standing`` says so in a word, since when, so that lists of texts can be filtered
    and sorted by an index; only the services write it. ``owner_id`` is whoever has taken the text.
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
    made_by_name = models.CharField(max_length=200, blank=True, default="")
    standing = models.CharField(max_length=8, choices=State.choices, default=State.MISSING)
    since = models.DateTimeField(null=True)
    owner_id = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field"], name="text_state_once_a_field"
            )
        ]
        indexes = [
            models.Index(fields=["standing", "since", "id"], name="text_state_standing"),
            models.Index(fields=["owner_id", "standing", "since"], name="text_state_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.field}"

    @property
    def other_side(self) -> str:
        """Give the side that is made from the source."""
        return Side.EN if self.source_side == Side.ZH else Side.ZH
