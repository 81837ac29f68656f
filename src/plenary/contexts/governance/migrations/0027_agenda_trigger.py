from typing import Any

from django.db import migrations

from plenary.contexts.governance import agenda_triggers


def install(_apps: Any, schema_editor: Any) -> None:
    agenda_triggers.install(schema_editor.connection)


def remove(_apps: Any, schema_editor: Any) -> None:
    agenda_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("governance", "0026_agenda_versions")]

    operations = [migrations.RunPython(install, remove)]
