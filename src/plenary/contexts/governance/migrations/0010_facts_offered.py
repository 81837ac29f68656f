"""Evidence that a record offered keeps the key of its fact, so that it is offered once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the key; what was handed in before has none."""

    dependencies = [("governance", "0009_ladder_of_matters")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="fact",
            field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
    ]
