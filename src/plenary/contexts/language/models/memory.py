"""The translation memory: pairs of sentences that somebody has reviewed, and the words they hold."""

from django.db import models

from plenary.contexts.language.enums import Side


class Segment(models.Model):
    """A Chinese text with its reviewed English, and the record's field that it comes from last."""

    zh = models.TextField()
    en = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    """Of both sides: the same pair is kept once."""
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "field"], name="segment_by_origin")
        ]

    def __str__(self) -> str:
        return f"{self.zh} – {self.en}"


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
