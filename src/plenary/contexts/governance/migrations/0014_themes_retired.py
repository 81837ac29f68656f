"""A theme can be retired, is changed with its version seen, and needs a name in one language only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0013_openings"),
    ]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="retired_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="theme",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="theme",
            name="name_en",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name="theme",
            name="name_zh",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_zh", ""), _negated=True)
                | models.Q(("name_en", ""), _negated=True),
                name="theme_has_a_name",
            ),
        ),
    ]
