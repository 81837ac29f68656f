"""A further report can be withdrawn, reminders are found by their moment, a theme in use has a name of its own."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0016_task_public"),
    ]

    operations = [
        migrations.AddField(
            model_name="extrareport",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="extrareport",
            name="withdrawn_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="extrareport",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "Waits for the second person"),
                    ("approved", "Asked of the unit"),
                    ("refused", "Not asked"),
                    ("answered", "Answered"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="asked",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["state", "settled_at"], name="notice_settled"),
        ),
        migrations.AddConstraint(
            model_name="extrareport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    ("withdrawn_at__isnull", False),
                    _connector="OR",
                ),
                name="extra_report_withdrawn_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                Lower("name_zh"),
                condition=models.Q(("retired_on", None), models.Q(("name_zh", ""), _negated=True)),
                name="theme_in_use_name_zh",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                Lower("name_en"),
                condition=models.Q(("retired_on", None), models.Q(("name_en", ""), _negated=True)),
                name="theme_in_use_name_en",
            ),
        ),
    ]
