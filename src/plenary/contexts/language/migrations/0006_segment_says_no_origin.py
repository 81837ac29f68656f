"""The one origin that a segment had goes: it stands in the table of origins."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("language", "0005_segment_origin")]

    operations = [
        migrations.RemoveIndex(model_name="segment", name="segment_by_origin"),
        migrations.RemoveField(model_name="segment", name="field"),
        migrations.RemoveField(model_name="segment", name="subject_id"),
        migrations.RemoveField(model_name="segment", name="subject_type"),
    ]
