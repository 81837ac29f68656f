"""Which side of a statement was translated; SQLite makes the table anew, so the triggers are put on again."""

from typing import Any

from django.db import migrations, models

from plenary.contexts.governance import report_triggers


def install_triggers(_apps: Any, schema_editor: Any) -> None:
    report_triggers.install(schema_editor.connection)


def remove_triggers(_apps: Any, schema_editor: Any) -> None:
    report_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_public_records")]

    operations = [
        migrations.RunPython(remove_triggers, install_triggers),
        migrations.AddField(
            model_name="statement",
            name="translated",
            field=models.CharField(blank=True, default="", max_length=2),
        ),
        migrations.RunPython(install_triggers, remove_triggers),
    ]
