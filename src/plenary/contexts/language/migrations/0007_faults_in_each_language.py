"""Keeps what came of a file as codes, said in each reader's language, and how long it seems to be."""

from django.db import migrations, models


def keep_sentences(apps, schema_editor):
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
    ]
