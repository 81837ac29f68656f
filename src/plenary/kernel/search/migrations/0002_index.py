"""Makes the index's own table, in the form of the database in use."""

from typing import Any

from django.db import migrations, models

CREATE = {
    "sqlite": [
        (
            "CREATE VIRTUAL TABLE search_index USING fts5"
            "(title, body, detail='column', tokenize='ascii')"
        ),
    ],
    "postgresql": [
        (
            "CREATE TABLE search_index (rowid bigint PRIMARY KEY,"
            " title tsvector NOT NULL, body tsvector NOT NULL)"
        ),
        "CREATE INDEX search_index_body ON search_index USING gin (body)",
    ],
}


def create(_apps: Any, schema_editor: Any) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField("entry", "folded", models.TextField(blank=True, default="")),
        migrations.RunPython(create, drop),
    ]
