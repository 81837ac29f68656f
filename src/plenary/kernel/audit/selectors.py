"""Questions put to the audit log: who, what, which record, when; and how far it is sealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet
from django.utils import timezone

from plenary.kernel.audit.models import AuditRow, Seal, Viewing
from plenary.kernel.audit.policies import can_read_log
from plenary.shared.actor import Actor

PAGE = 50
VERIFIED = "audit.log.verified"

_DISTINCT = """
WITH RECURSIVE found(value) AS (
  SELECT MIN({column}) FROM {table}
  UNION ALL
  SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > found.value)
  FROM found WHERE found.value IS NOT NULL
)
SELECT value FROM found WHERE value IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, the newest first, and the ids at which the pages beside them begin."""

    rows: list[Any]
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the log is sealed, and when it was last proved."""

    head: Seal | None
    newest: int
    unsealed: int
    verified: AuditRow | None


def visible_to(actor: Actor) -> QuerySet[AuditRow]:
    """Give all rows to administrators, none to others."""
    return AuditRow.objects.all() if can_read_log(actor) else AuditRow.objects.none()


def matching(rows: QuerySet[AuditRow], asked: dict[str, Any]) -> QuerySet[AuditRow]:
    """Give the rows that answer the filters; an empty one asks nothing."""
    exact = {
        "actor_name": asked.get("who"),
        "action": asked.get("what"),
        "subject_type": asked.get("kind"),
        "subject_id": asked.get("number"),
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in {None, ""}})
    if asked.get("since"):
        rows = rows.filter(at__gte=_midnight(asked["since"]))
    if asked.get("until"):
        rows = rows.filter(at__lt=_midnight(asked["until"] + dt.timedelta(days=1)))
    return rows


def page(rows: QuerySet[Any], *, before: int = 0, after: int = 0) -> Page:
    """Give a page below the id ``before``, above ``after``, or the newest one.

    By id and not by number: the log grows while it is read, and the last page costs what the first does.
    """
    if after:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        has_newer, has_older = len(found) > PAGE, bool(found)
        found = found[:PAGE][::-1]
    else:
        below = rows.filter(pk__lt=before) if before else rows
        found = list(below.order_by("-pk")[: PAGE + 1])
        has_newer, has_older = bool(before), len(found) > PAGE
        found = found[:PAGE]
    if not found:
        return Page([], newer=None, older=None)
    newer = found[0].pk if has_newer else None
    return Page(found, newer=newer, older=found[-1].pk if has_older else None)


def viewings(actor: Actor, asked: dict[str, Any]) -> QuerySet[Viewing]:
    """Give who looked at what to administrators, by the filters that are the log's own too."""
    if not can_read_log(actor):
        return Viewing.objects.none()
    exact = {
        "actor_name": asked.get("who"),
        "subject_type": asked.get("kind"),
        "subject_id": asked.get("number"),
        "on__gte": asked.get("since"),
        "on__lte": asked.get("until"),
    }
    given = {name: value for name, value in exact.items() if value not in {None, ""}}
    return Viewing.objects.filter(**given)


def viewings_of(record: models.Model) -> QuerySet[Viewing]:
    """Give who looked at a record, the latest first; whether that may be asked is decided before."""
    label = record._meta.label_lower  # noqa: SLF001 - Django's documented meta API
    return Viewing.objects.filter(subject_type=label, subject_id=record.pk).order_by("-pk")


def kinds_viewed() -> list[str]:
    """Give the kinds of record that were looked at, each once, in order."""
    return _distinct("subject_type", "audit_viewing")


def actions() -> list[str]:
    """Give the actions that the log holds, each once, in order."""
    return _distinct("action")


def kinds() -> list[str]:
    """Give the kinds of record that the log tells of, each once, in order."""
    return _distinct("subject_type")


def seal_state() -> SealState:
    """Say how far the log is sealed, and what the last check of it found."""
    head = Seal.objects.defer("links").order_by("-pk").first()
    sealed = head.last_row_id if head else 0
    newer = AuditRow.objects.filter(pk__gt=sealed)
    counted = newer.aggregate(newest=models.Max("pk"), unsealed=models.Count("pk"))
    verified = AuditRow.objects.filter(action=VERIFIED).order_by("-pk").first()
    return SealState(head, counted["newest"] or sealed, counted["unsealed"], verified)


def _distinct(column: str, table: str = "audit_auditrow") -> list[str]:
    """Step from each value to the next in the index: a plain DISTINCT reads the whole log.

    With 1,000,000 rows see ``docs/measurements.md``, "Audit log".
    """
    with connection.cursor() as cursor:
        cursor.execute(_DISTINCT.format(column=connection.ops.quote_name(column), table=table))
        return [value for (value,) in cursor.fetchall()]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())
