"""Public tasks are found by an index: every list of a unit asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0015_further_reports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("release", "public")), fields=["id"], name="task_public"
            ),
        ),
    ]
