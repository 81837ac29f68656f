"""What a row of the audit log says, field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plenary.kernel.audit.fields import named
from plenary.kernel.audit.fields import told as told_value
from plenary.kernel.audit.models import AuditRow

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Change:
    """A field, its name in words and what it held; personal ones hold a digest, which says only whether it changed."""

    field: str
    name: str
    before: str
    after: str


def changes(row: AuditRow) -> list[Change]:
    """Give the fields that a row tells of; the remark of an action comes last, fact by fact."""
    after, facts = row.changed_to, row.facts
    told = [
        Change(name, named(name), _told(row, name, row.before), _told(row, name, after))
        for name in sorted({*row.before, *after})
    ]
    return told + [
        Change(str(name), named(str(name)), "", _told(row, str(name), facts))
        for name in sorted(facts)
    ]


def _told(row: AuditRow, name: str, values: Mapping[str, Any]) -> str:
    return written(told_value(row.subject_type, name, values.get(name)))


def written(value: Any) -> str:
    """Write a value in one line, cut where it is long."""
    if value is None or value == "":
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
