"""Lets PostgreSQL look for the public's words in each language by themselves, and know how common they are there.

An English word may be in half of all entries and is in no Chinese one: while it was known by its share of all, the
Chinese portal's search for it went through every entry from the newest on. Measured on 100,000 pages of each
language: 188 ms of PostgreSQL's processor time before, 4 after; the indexes take 37 and 26 MB beside the 65 of all.

What is new in an index waits in a list that each search reads through: up to 4 MB of it as PostgreSQL comes, 256 kB
now. Measured on 880,000 entries: a search for a rare word 2.0 ms with 359 pages waiting, 0.5 to 0.75 without; 10,000
entries put in 0.30 s before, 0.41 after.
"""

from typing import Any

from django.db import migrations

MAKE = (
    "CREATE INDEX search_entry_public_{lang} ON search_entry USING gin"
    " (search_terms(CASE WHEN audience = 'public' AND title_{lang} <> '' THEN terms END))"
)
DROP = "DROP INDEX search_entry_public_{lang}"
LANGS = ("zh", "en")
SHORT_LIST = "ALTER INDEX {index} SET (gin_pending_list_limit = 256)"
LONG_LIST = "ALTER INDEX search_entry_terms RESET (gin_pending_list_limit)"


def make(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for lang in LANGS:
            schema_editor.execute(MAKE.format(lang=lang), params=None)
        for name in ("terms", *(f"public_{lang}" for lang in LANGS)):
            index = f"search_entry_{name}"
            schema_editor.execute(SHORT_LIST.format(index=index), params=None)


def drop(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(LONG_LIST, params=None)
        for lang in LANGS:
            schema_editor.execute(DROP.format(lang=lang), params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_terms_with_their_row")]

    operations = [migrations.RunPython(make, drop)]
