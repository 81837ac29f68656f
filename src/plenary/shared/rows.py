"""Writes the same fields of many rows in one go."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections, models, router


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the named fields of rows of one model, as they stand on the objects.

    One short statement is run for each row. ``bulk_update`` says the same in one long ``CASE`` for
    each field, and making that took nine tenths of the time of the night's lights. It neither
    sends signals nor looks at versions, and a row that is gone is passed over.
    """
    if not rows:
        return
    model = type(rows[0])
    meta = model._meta  # noqa: SLF001
    database = connections[router.db_for_write(model)]
    quote = database.ops.quote_name
    held = {field.name: field for field in meta.concrete_fields}
    fields = [held[name] for name in names]
    assert meta.pk is not None
    assert meta.pk.column is not None
    columns = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    statement = f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608
    values = [
        [
            *(field.get_db_prep_save(getattr(row, field.attname), database) for field in fields),
            row.pk,
        ]
        for row in rows
    ]
    with database.cursor() as cursor:
        cursor.executemany(statement, values)
