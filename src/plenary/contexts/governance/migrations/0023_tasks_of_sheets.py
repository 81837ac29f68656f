"""A sheet keeps of which tasks it speaks, so that who opens it follows their classes of today."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def keep_tasks_of_sheets(apps: Any, _schema_editor: Any) -> None:
    """Keep of which tasks the sheets drawn before speak; of a circular, all of its list."""
    sheet, part = apps.get_model("governance", "Sheet"), apps.get_model("governance", "SheetTask")
    entry, task = apps.get_model("governance", "ListEntry"), apps.get_model("governance", "Task")
    for one in sheet.objects.order_by("pk").iterator(chunk_size=100):
        said = {item["task"] for item in one.content.get("zh", {}).get("items", ())}
        if one.task_id:
            said.add(one.task_id)
        if one.task_list_id:
            listed = entry.objects.filter(task_list=one.task_list_id)
            said |= set(listed.values_list("task_id", flat=True))
        known = task.objects.filter(pk__in=said).order_by("pk").values_list("pk", flat=True)
        part.objects.bulk_create(part(sheet=one, task_id=pk) for pk in known)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0022_parts_done"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spoken_of",
                        to="governance.sheet",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="governance.task",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "task"), name="sheet_task_once")
                ],
            },
        ),
        migrations.RunPython(keep_tasks_of_sheets, migrations.RunPython.noop),
    ]
