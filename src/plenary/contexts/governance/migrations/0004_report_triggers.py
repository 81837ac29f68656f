from typing import Any

from django.db import migrations

from plenary.contexts.governance import report_triggers


def install(_apps: Any, schema_editor: Any) -> None:
    report_triggers.install(schema_editor.connection)


def remove(_apps: Any, schema_editor: Any) -> None:
    report_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_reports")]

    operations = [migrations.RunPython(install, remove)]
