"""A unit whose part in a task was taken back, handed on or replaced is told, and notes it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the ends of parts; what ended before is in the history of its task."""

    dependencies = [
        ("governance", "0011_opinions_on_the_ladder"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("taken", "Taken back"),
                            ("handed", "Another unit has it"),
                            ("replaced", "The task was replaced"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("responsible", "Responsible"),
                            ("supporting", "Supporting"),
                            ("accountable", "Accountable leader"),
                            ("supervising", "Supervising"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("ended_at", models.DateTimeField()),
                ("ended_by_id", models.BigIntegerField(null=True)),
                ("ended_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField(blank=True, null=True)),
                ("noted_by_id", models.BigIntegerField(blank=True, null=True)),
                ("noted_by", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duty_ends",
                        to="governance.task",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                "ordering": ["ended_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("noted_at__isnull", True)),
                        fields=["unit", "ended_at"],
                        name="duty_end_unnoted",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="duty_end_has_a_reason",
                    )
                ],
            },
        ),
    ]
