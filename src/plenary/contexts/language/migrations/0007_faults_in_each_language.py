"""Keeps what came of a file as codes, said in each reader's language, and how long it seems to be."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_sentences(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the sentence of each earlier file as it was written."""
    files = apps.get_model("language", "TermImport")
    for found in files.objects.exclude(fault=""):
        found.faults = [["said", {"sentence": found.fault}]]
        found.save(update_fields=["faults"])


class Migration(migrations.Migration):
    dependencies = [("language", "0006_segment_says_no_origin")]

    operations = [
        migrations.AddField("termimport", "faults", models.JSONField(default=list)),
        migrations.AddField("termimport", "expected", models.PositiveIntegerField(default=0)),
        migrations.RunPython(keep_sentences, migrations.RunPython.noop),
        migrations.RemoveField("termimport", "fault"),
        migrations.AlterField(
            "termimport",
            "state",
            models.CharField(
                choices=[
                    ("reading", "Being read"),
                    ("preview", "Preview"),
                    ("doing", "Being brought in"),
                    ("done", "Brought in"),
                    ("approval", "Being approved"),
                    ("dropped", "Put aside"),
                    ("failed", "Could not be read"),
                ],
                default="reading",
                max_length=8,
            ),
        ),
    ]
