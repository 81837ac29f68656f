"""A postponed decision's coming back is its fate."""

from django.db import migrations, models

FATES = [
    ("", "Not settled yet"),
    ("task", "Became a task"),
    ("covered", "Covered by a task"),
    ("no_action", "No action needed"),
    ("returns", "Comes back to a later meeting"),
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0029_words_of_changes")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="fate",
            field=models.CharField(blank=True, choices=FATES, default="", max_length=10),
        )
        for model in ("decision", "directive")
    ]
