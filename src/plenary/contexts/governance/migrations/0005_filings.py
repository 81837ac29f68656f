"""Forms that units sent, without persons; entries handed in before have their fields, and no seconds."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def file_entries(apps: Any, _schema_editor: Any) -> None:
    progress, filing = (apps.get_model("governance", name) for name in ("Progress", "Filing"))
    entries = progress.objects.values_list("unit_id", "reported_at", "fields_typed").iterator()
    filing.objects.bulk_create(
        (
            filing(unit_id=unit, kind="progress", filed_at=at, fields_typed=typed)
            for unit, at, typed in entries
        ),
        batch_size=2_000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0004_statement_translated"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Filing",
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
                            ("progress", "Progress"),
                            ("answer", "Answer to an instruction"),
                            ("opinion", "Opinion"),
                            ("topic", "Topic"),
                            ("paper", "Paper"),
                            ("extension", "Request for an extension"),
                            ("ask", "Request about a duty"),
                        ],
                        max_length=9,
                    ),
                ),
                ("filed_at", models.DateTimeField()),
                ("fields_typed", models.PositiveSmallIntegerField()),
                ("seconds", models.PositiveSmallIntegerField(null=True)),
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
                "ordering": ["filed_at", "id"],
                "indexes": [models.Index(fields=["filed_at", "unit"], name="filing_day_unit")],
            },
        ),
        migrations.RunPython(file_entries, migrations.RunPython.noop),
    ]
