"""Has PostgreSQL leave its queries uncompiled: compiling a search took longer than the search.

Measured on 200,000 entries, a word in 43,000 of them: 107 ms of compiling in a query of 260 ms.
"""

from typing import Any

from django.db import migrations

OFF = """
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'jit stays as the server has it';
END $$
"""
BACK = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET jit', current_database()); END $$"


def switch_off(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(OFF, params=None)


def switch_back(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACK, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]

    operations = [migrations.RunPython(switch_off, switch_back)]
