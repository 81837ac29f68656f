"""The workers that live, and when each scheduled job is due next."""

from django.db import models


class Worker(models.Model):
    """A worker process; while it lives it says so every few seconds."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ScheduledRun(models.Model):
    """When a job of the schedule is due next; the row lets only one worker enqueue it."""

    entry = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField()

    class Meta:
        ordering = ["entry"]

    def __str__(self) -> str:
        return f"{self.entry} {self.next_at:%Y-%m-%d %H:%M}"
