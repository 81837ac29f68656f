"""Minutes are reports on a meeting; the triggers stand aside while the table is rebuilt."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from plenary.contexts.governance import report_triggers


def install(_apps: Any, schema_editor: Any) -> None:
    report_triggers.install(schema_editor.connection)


def remove(_apps: Any, schema_editor: Any) -> None:
    report_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0021_sitting"),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="agendaitem",
            name="approves",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approvals",
                to="governance.report",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="minutes",
                to="governance.meeting",
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
                    ("minutes", "Minutes"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="task_list",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="governance.tasklist",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("task", "Task"),
                    ("overview", "Overview"),
                    ("progress", "Progress"),
                    ("figure", "Figure"),
                    ("late", "Late, and why"),
                    ("next", "Next step"),
                    ("gap", "No evidence"),
                    ("added", "Added by hand"),
                    ("opening", "Opening"),
                    ("matter", "Agenda item"),
                    ("decision", "Decision"),
                    ("duty", "Who does it"),
                    ("demand", "Directive"),
                    ("people", "Attendance"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="statementsource",
            name="kind",
            field=models.CharField(
                choices=[
                    ("basis", "Basis of the task"),
                    ("progress", "Progress entry"),
                    ("figure", "Figure"),
                    ("state", "State of the work"),
                    ("record", "Record of the meeting"),
                    ("cited", "Passage"),
                ],
                default="cited",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "minutes"), ("meeting__isnull", False), ("task_list__isnull", True)
                    ),
                    models.Q(
                        models.Q(("kind", "minutes"), _negated=True),
                        ("meeting__isnull", True),
                        ("task_list__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_is_on_a_list_or_a_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("meeting__isnull", False), ("number__isnull", False)),
                fields=("meeting", "number"),
                name="minutes_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("meeting__isnull", False), ("state", "draft")),
                fields=("meeting",),
                name="minutes_one_draft_a_meeting",
            ),
        ),
        migrations.RunPython(install, remove),
    ]
