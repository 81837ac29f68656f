"""Puts the themes of an international-affairs committee's work into a new installation."""

from typing import Any

from django.db import migrations

from plenary.contexts.governance.themes import rows


def add(apps: Any, _schema_editor: Any) -> None:
    theme = apps.get_model("governance", "Theme")
    for row in rows():
        theme.objects.get_or_create(key=row["key"], defaults=row)


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
