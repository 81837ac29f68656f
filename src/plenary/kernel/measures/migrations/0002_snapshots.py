"""Each night the day's value of every measure is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the values; none is there before the first night."""

    dependencies = [
        ("measures", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasureSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(max_length=80)),
                ("on", models.DateField()),
                ("value", models.BigIntegerField()),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["measure", "on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "on"), name="measure_snapshot_once_a_day"
                    )
                ],
            },
        ),
    ]
