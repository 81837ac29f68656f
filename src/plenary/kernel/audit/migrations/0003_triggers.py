"""The audit log's tables refuse change and deletion."""

from django.db import migrations

from plenary.kernel.audit import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seal_links")]

    operations = [migrations.RunPython(install, remove)]
