"""How many tasks showed which light on a day: what the lights over time are drawn from."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import Light
from plenary.contexts.governance.models.plans import TaskList


class LightCount(models.Model):
    """The tasks in force of a list, or of everything, that showed one light at the end of a day.

    A light is worked out anew each day and leaves no trace of what it was; so the counts are kept.
    """

    on = models.DateField()
    task_list = models.ForeignKey(
        TaskList, on_delete=models.CASCADE, null=True, blank=True, related_name="light_counts"
    )
    """None: all tasks in force, each counted once."""
    light = models.CharField(max_length=10, choices=Light.choices)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_list", "on", "light"], name="light_count_of_list"
            ),
            models.UniqueConstraint(
                fields=["on", "light"],
                condition=Q(task_list__isnull=True),
                name="light_count_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.light}: {self.count}"
