"""The audit log as .csv: every field as it is kept, and whether the row is sealed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from django.db.models import QuerySet

from plenary.kernel.audit.models import AuditRow
from plenary.shared.cells import harmless

CHUNK = 2000
COLUMNS = (
    "id",
    "at",
    "actor_id",
    "actor_name",
    "action",
    "subject_type",
    "subject_id",
    "subject_version",
    "before",
    "after",
)


def csv_lines(rows: QuerySet[AuditRow], *, sealed_to: int) -> Iterator[str]:
    """Give the rows, oldest first, with the byte order mark that spreadsheets need to see Chinese.

    The headings are the log's own field names in every language: a program reads them.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([*COLUMNS, "sealed"])
    found = rows.order_by("pk").values_list(*COLUMNS)
    for number, (pk, at, *plain, before, after) in enumerate(found.iterator(CHUNK), start=1):
        cells = [pk, at.isoformat(), *plain, _json(before), _json(after), int(pk <= sealed_to)]
        writer.writerow([harmless(cell) for cell in cells])
        if number % CHUNK == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
