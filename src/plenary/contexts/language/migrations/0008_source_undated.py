"""Says of a source that it states no date; Plenary's own terms have been looked through for theirs."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q


def say_so_of_shipped_terms(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Mark what Plenary brought along; what an office wrote or gave a date to stays as it is."""
    shipped = apps.get_model("language", "Term").objects.filter(code__startswith="plenary-")
    shipped.exclude(source="").filter(source_on=None).update(is_source_undated=True)


class Migration(migrations.Migration):
    dependencies = [("language", "0007_faults_in_each_language")]

    operations = [
        migrations.AddField("term", "is_source_undated", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "term",
            models.CheckConstraint(
                condition=Q(source_on=None) | Q(is_source_undated=False),
                name="language_term_source_dated_or_not",
            ),
        ),
        migrations.RunPython(say_so_of_shipped_terms, migrations.RunPython.noop),
    ]
