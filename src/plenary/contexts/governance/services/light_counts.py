"""Keeps, once a day, how many tasks showed which light."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count

from plenary.contexts.governance.enums import NO_MORE, ListState, TaskState
from plenary.contexts.governance.models import LightCount, ListEntry, Task
from plenary.shared import clock

OUT = (TaskState.DRAFT, *NO_MORE)
"""What is not in force, or is done no more."""


@transaction.atomic
def keep_light_counts() -> int:
    """Count today's lights of every adopted list and of all tasks in force; give how many rows were kept.

    Counting again on the same day replaces what was counted before. Two queries, whatever the number
    of tasks. No audit row: nothing of the record changes.
    """
    today = clock.today()
    everything = Task.objects.exclude(state__in=OUT).order_by().values_list("shown_light")
    by_list = (
        ListEntry.objects.filter(task_list__state=ListState.ADOPTED)
        .exclude(task__state__in=OUT)
        .order_by()
        .values_list("task_list_id", "task__shown_light")
    )
    rows = [
        LightCount(on=today, task_list_id=None, light=light, count=count)
        for light, count in everything.annotate(count=Count("pk"))
    ] + [
        LightCount(on=today, task_list_id=list_id, light=light, count=count)
        for list_id, light, count in by_list.annotate(count=Count("pk"))
    ]
    LightCount.objects.filter(on=today).delete()
    LightCount.objects.bulk_create(rows, batch_size=1000)
    return len(rows)
