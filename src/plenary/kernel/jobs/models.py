"""The workers that live, when each scheduled job is due next, and up to which day daily work is done."""

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


class DailyWork(models.Model):
    """Up to which day the work is done that each day owes."""

    entry = models.CharField(max_length=200, unique=True)
    done_on = models.DateField()

    class Meta:
        ordering = ["entry"]

    def __str__(self) -> str:
        return f"{self.entry} {self.done_on}"
