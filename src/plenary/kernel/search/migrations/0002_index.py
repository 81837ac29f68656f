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
        "ALTER TABLE search_entry ADD COLUMN terms tsvector",
        # The planner does not know that reading a long tsvector of every row is dear; a function
        # with a price keeps it to the index (50,000 entries, a word in most of them: 20 ms for 150).
        (
            "CREATE FUNCTION search_terms(tsvector) RETURNS tsvector AS 'BEGIN RETURN $1; END'"
            " LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000"
        ),
        "CREATE INDEX search_entry_terms ON search_entry USING gin (search_terms(terms))",
        # Long values are kept apart, so that counting 50,000 hits reads 20 MB and not 200.
        "ALTER TABLE search_entry ALTER COLUMN folded SET STORAGE EXTERNAL",
        "ALTER TABLE search_entry SET (toast_tuple_target = 256)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE search_index"],
    "postgresql": [
        "ALTER TABLE search_entry RESET (toast_tuple_target)",
        "ALTER TABLE search_entry DROP COLUMN terms",
        "DROP FUNCTION search_terms(tsvector)",
    ],
}


def create(_apps: Any, schema_editor: Any) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField("entry", "folded", models.TextField(blank=True, default="")),
        migrations.RunPython(create, drop),
    ]
