"""Kinds of paper and reports of plan periods; the triggers stand aside while the table is rebuilt."""

from typing import Any

from django.db import migrations, models

from plenary.contexts.governance import report_triggers


def install(_apps: Any, schema_editor: Any) -> None:
    report_triggers.install(schema_editor.connection)


def remove(_apps: Any, schema_editor: Any) -> None:
    report_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0013_list_changes"),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="report",
            name="paper",
            field=models.CharField(
                choices=[("general", "General paper"), ("special", "Special paper")],
                default="general",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="kind",
            field=models.CharField(
                choices=[
                    ("quarter", "Quarterly report"),
                    ("half", "Half-year report"),
                    ("nine", "Three-quarter report"),
                    ("year", "Annual report"),
                    ("plan", "Report of a plan period"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunPython(install, remove),
    ]
