"""That something of what the public reads has changed: what server processes ask for."""

from django.db import models


class PublicChange(models.Model):
    """A row for each change, only ever added: none waits for another's, and one that comes late is seen as well."""

    stamp = models.IntegerField()
    """Drawn by lot, so that the sum of all is another one after each change."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.stamp}"
