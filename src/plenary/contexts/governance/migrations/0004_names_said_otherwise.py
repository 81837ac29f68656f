from typing import Any

from django.db import migrations, models

from plenary.contexts.governance import report_triggers


def remove(_apps: Any, schema_editor: Any) -> None:
    """Take away what SQLite cannot rebuild the table of reports under."""
    report_triggers.remove(schema_editor.connection)


def install(_apps: Any, schema_editor: Any) -> None:
    """Let frozen reports be protected again."""
    report_triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_fates_by_approval")]

    operations = [
        migrations.RunPython(remove, install),
        *(
            migrations.AddField(
                model_name=name,
                name="said_otherwise",
                field=models.JSONField(blank=True, default=list),
            )
            for name in ("releasestep", "report")
        ),
        migrations.RunPython(install, remove),
    ]
