"""Seals the audit log: a chain of keyed digests whose key is not in the database.

Each seal covers a run of rows. A row's link is an HMAC-SHA256 over its canonical JSON; the seal's
digest is an HMAC-SHA256 over the links and the digest of the seal before it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from plenary.kernel.audit.models import AuditRow, Seal
from plenary.shared import clock

ROWS_A_SEAL = 1000
NO_SEAL = "0" * 64
FIELDS = (
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


def seal_rows() -> int:
    """Seal every row written so far and give the number of rows; sealing twice is once."""
    boundary = _last_settled_row()
    sealed = 0
    while rows := _seal_next(boundary):
        sealed += rows
    return sealed


def export_head(folder: Path | None = None) -> Path | None:
    """Write the head of the chain into a file of the day, to be copied to another machine.

    Gives the file; none while nothing is sealed. A chain whose end was cut off still looks whole:
    only a head kept elsewhere shows what is gone.
    """
    head = Seal.objects.order_by("-pk").first()
    if head is None:
        return None
    target = folder or head_folder()
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = target / f"{clock.today().isoformat()}.json"
    told = {
        "seal": head.pk,
        "last_row_id": head.last_row_id,
        "digest": head.digest,
        "written_at": clock.now().isoformat(),
    }
    told["mac"] = mac(canonical(told))
    beside = target / f".{path.name}.{os.getpid()}"  # whole or not at all, also after a kill
    beside.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    beside.replace(path)
    return path


def head_folder() -> Path:
    """Give the folder of the exported heads."""
    return Path(settings.HOME) / "audit-heads"


def row_link(row: dict[str, Any]) -> str:
    """Give the keyed digest of a row, as ``values(*FIELDS)`` gives it."""
    return mac(canonical(row))[:32]


def seal_digest(*, previous: str, links: list[Any]) -> str:
    """Give the digest of a seal."""
    return mac(canonical({"previous": previous, "links": links}))


def canonical(value: Any) -> bytes:
    """Write a value as JSON in the one way that digests are made of."""
    text = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_moment
    )
    return text.encode("utf-8")


def mac(content: bytes) -> str:
    """Give the HMAC-SHA256 of some content under the installation's audit key."""
    return hmac.new(settings.AUDIT_KEY.encode(), content, hashlib.sha256).hexdigest()


@transaction.atomic
def _seal_next(boundary: int) -> int:
    """Seal the next run of rows and give their number; each seal is a transaction of its own."""
    last = Seal.objects.select_for_update().order_by("-pk").first()
    covered, previous = (last.last_row_id, last.digest) if last else (0, NO_SEAL)
    unsealed = AuditRow.objects.filter(pk__gt=covered, pk__lte=boundary).order_by("pk")
    rows = list(unsealed.values(*FIELDS)[:ROWS_A_SEAL])
    return _seal(rows, previous).rows if rows else 0


def _seal(rows: list[dict[str, Any]], previous: str) -> Seal:
    links = [[row["id"], row_link(row)] for row in rows]
    return Seal.objects.create(
        first_row_id=rows[0]["id"],
        last_row_id=rows[-1]["id"],
        rows=len(rows),
        links=links,
        previous=previous,
        digest=seal_digest(previous=previous, links=links),
        sealed_at=clock.now(),
    )


@transaction.atomic
def _last_settled_row() -> int:
    """Give the id up to which no other transaction can still add a row.

    PostgreSQL hands ids out before the commit: a row may appear below one that is there already.
    Waiting, for two seconds at most, until nobody is writing rules that out; a job that gives up
    here comes again. SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute("LOCK TABLE audit_auditrow IN SHARE MODE")
    return AuditRow.objects.aggregate(last=Max("pk"))["last"] or 0


def _moment(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    raise TypeError(type(value).__name__)
