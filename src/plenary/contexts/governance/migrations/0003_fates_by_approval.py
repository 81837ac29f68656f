from django.db import migrations, models

FATES = [
    ("", "Not settled yet"),
    ("task", "Became a task"),
    ("covered", "Covered by a task"),
    ("no_action", "No action needed"),
    ("returns", "Comes back to a later meeting"),
    ("approves", "Approves the minutes"),
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_first_rows")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="fate",
            field=models.CharField(blank=True, choices=FATES, default="", max_length=10),
        )
        for name in ("decision", "directive")
    ]
