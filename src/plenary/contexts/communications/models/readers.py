"""How often what was opened on the portal on which day; nothing about who opened it."""

from django.db import models

from plenary.contexts.communications.enums import Lang, Place


class ReaderCount(models.Model):
    """A day's count of one page of the portal in one language."""

    day = models.DateField()
    place = models.CharField(max_length=7, choices=Place.choices)
    subject_id = models.BigIntegerField(default=0)
    """The page or topic; 0 for what there is one of."""
    lang = models.CharField(max_length=2, choices=Lang.choices)
    views = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["day", "place", "subject_id", "lang"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "place", "subject_id", "lang"], name="reader_count_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["place", "subject_id", "day"], name="reader_count_subject")]

    def __str__(self) -> str:
        return f"{self.day} {self.place} {self.subject_id} {self.lang}: {self.views}"
