"""A segment may be said by several records: where it stands has a table of its own."""

import django.db.models.deletion
from django.db import migrations, models

COPY = """
INSERT INTO language_segmentorigin (segment_id, subject_type, subject_id, field)
SELECT id, subject_type, subject_id, field FROM language_segment
"""


class Migration(migrations.Migration):
    dependencies = [("language", "0004_said_approver")]

    operations = [
        migrations.CreateModel(
            name="SegmentOrigin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=60)),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="language.segment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "field", "segment"),
                        name="segment_origin_once",
                    )
                ]
            },
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
    ]
