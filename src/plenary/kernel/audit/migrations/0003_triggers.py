"""The audit log's tables refuse change and deletion."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from plenary.kernel.audit import triggers


def install(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection)


def remove(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seal_links")]

    operations = [migrations.RunPython(install, remove)]
