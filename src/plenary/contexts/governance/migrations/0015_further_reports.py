"""The office asks a unit for a report beyond the rhythm where a second person agrees."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds what was asked for beyond the rhythm; before, nothing was."""

    dependencies = [
        ("governance", "0014_themes_retired"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExtraReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=500)),
                ("reason", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for the second person"),
                            ("approved", "Asked of the unit"),
                            ("refused", "Not asked"),
                            ("answered", "Answered"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by", models.CharField(max_length=200)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by_id", models.BigIntegerField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extra_reports",
                        to="governance.task",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "id"],
                "indexes": [
                    models.Index(fields=["state", "asked_at", "id"], name="extra_report_waiting"),
                    models.Index(fields=["unit", "settled_at"], name="extra_report_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("question", ""), _negated=True),
                        ),
                        name="extra_report_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by_id__isnull", True),
                            ("asked_by_id__isnull", True),
                            models.Q(("settled_by_id", models.F("asked_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="extra_report_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="extra_report_refused_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "approved"])),
                        fields=("task", "unit"),
                        name="extra_report_open_once",
                    ),
                ],
            },
        ),
    ]
