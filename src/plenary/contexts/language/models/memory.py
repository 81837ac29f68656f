"""The translation memory: pairs of sentences that somebody has reviewed, where they stand, and their words."""

from django.db import models

from plenary.contexts.language.enums import Side


class Segment(models.Model):
    """A Chinese text with its reviewed English; it is forgotten when no record says it any more."""

    zh = models.TextField()
    en = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    """Of both sides: the same pair is kept once."""
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.zh} – {self.en}"


class SegmentOrigin(models.Model):
    """That a record's field says a segment: who may read the record may be shown the segment."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="origins")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field", "segment"],
                name="segment_origin_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.field}"


class SegmentWord(models.Model):
    """A pair of Chinese characters or of English words, and how many segments it is noted for."""

    side = models.CharField(max_length=2, choices=Side.choices)
    word = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["side", "word"], name="segment_word_once")]

    def __str__(self) -> str:
        return self.word


class SegmentPlace(models.Model):
    """That a segment holds a word."""

    word = models.ForeignKey(SegmentWord, on_delete=models.CASCADE, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="places")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "segment"], name="segment_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.word_id} {self.segment_id}"
