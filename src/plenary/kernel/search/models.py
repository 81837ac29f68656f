"""The index: one row a record, its text cut into pieces that both databases can match exactly."""

from django.db import models


class Entry(models.Model):
    """A record as the search shows and finds it.

    ``audience`` says who may find it: ``all`` signed-in accounts, ``office`` only, ``units`` for the
    office and the units listed in ``unit_ids``, ``liaisons`` for the office and every unit's, or
    ``narrow`` for the office, leaders and the units listed, but no other reader; ``public`` for everybody,
    signed in or not.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title_zh = models.CharField(max_length=400, blank=True)
    title_en = models.CharField(max_length=600, blank=True)
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True, default="")
    """Titles and text as ``cutting.line`` writes them, in which phrases are looked for."""
    url = models.CharField(max_length=300)
    audience = models.CharField(max_length=8, default="all")
    unit_ids = models.JSONField(default=list)
    on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], name="search_entry_once_a_record"
            )
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en
