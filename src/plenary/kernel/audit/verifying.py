"""Proves that the audit log is as it was sealed, or says which rows are not."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from plenary.kernel.audit import triggers
from plenary.kernel.audit.models import AuditRow, Seal
from plenary.kernel.audit.sealing import (
    FIELDS,
    NO_SEAL,
    canonical,
    head_folder,
    mac,
    row_link,
    seal_digest,
)

ALTERED, MISSING, INSERTED = "altered", "missing", "inserted"
SEAL_ALTERED, SEAL_MISSING, HEAD_ALTERED = "seal altered", "seal missing", "head altered"
UNGUARDED = "unguarded"

BEFORE_EVERY_ROW = -(2**63)
"""No row's id: a row may have been slipped in before the first that was ever written."""

SENTENCES = {
    ALTERED: ("第 {at} 条记录被修改", "Row {at} was altered"),
    MISSING: ("第 {at} 条记录缺失", "Row {at} is missing"),
    INSERTED: ("第 {at} 条记录系事后插入", "Row {at} was inserted afterwards"),
    SEAL_ALTERED: ("第 {at} 号封签被修改或断链", "Seal {at} was altered or does not follow"),
    SEAL_MISSING: ("{at} 导出的封签不在库中", "The seal exported in {at} is not there"),
    HEAD_ALTERED: ("导出文件 {at} 被修改", "The exported file {at} was altered"),
    UNGUARDED: ("数据库触发器 {at} 缺失", "The database's trigger {at} is gone"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed; ``at`` is a row, a seal, a file or a trigger."""

    kind: str
    at: str

    @property
    def sentence(self) -> str:
        """Say it in both languages: it is kept for whoever reads it later."""
        return " / ".join(words.format(at=self.at) for words in SENTENCES[self.kind])

    @property
    def spoken(self) -> str:
        """Say it in the language in force."""
        chinese, english = SENTENCES[self.kind]
        is_chinese = (get_language() or "").startswith("zh")
        return (chinese if is_chinese else english).format(at=self.at)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole log found; ``unsealed``: rows newer than the last seal."""

    rows: int
    seals: int
    unsealed: int
    heads: int
    findings: tuple[Finding, ...]


def verify(folder: Path | None = None) -> Verdict:
    """Check every sealed row, every seal and every exported head."""
    findings: list[Finding] = [Finding(UNGUARDED, name) for name in triggers.missing(connection)]
    rows = seals = 0
    covered = BEFORE_EVERY_ROW
    previous = NO_SEAL
    for seal in Seal.objects.order_by("pk").iterator(chunk_size=20):
        findings += _check_seal(seal, previous)
        findings += _check_rows(seal, covered)
        rows, seals = rows + seal.rows, seals + 1
        covered, previous = seal.last_row_id, seal.digest
    heads = list(_heads(folder or head_folder()))
    for path in heads:
        findings += _check_head(path)
    unsealed = AuditRow.objects.filter(pk__gt=covered).count()
    return Verdict(rows, seals, unsealed, len(heads), tuple(findings))


def _check_seal(seal: Seal, previous: str) -> Iterator[Finding]:
    digest = seal_digest(previous=seal.previous, links=seal.links)
    ids = list(_links(seal))
    is_whole = hmac.compare_digest(digest, seal.digest) and seal.previous == previous
    if not is_whole or ids[:1] + ids[-1:] != [seal.first_row_id, seal.last_row_id]:
        yield Finding(SEAL_ALTERED, str(seal.pk))


def _check_rows(seal: Seal, covered: int) -> Iterator[Finding]:
    """Compare the rows from after the seal before up to this seal's last with its links."""
    there = AuditRow.objects.filter(pk__gt=covered, pk__lte=seal.last_row_id).order_by("pk")
    links = {row["id"]: row_link(row) for row in there.values(*FIELDS)}
    sealed = _links(seal)
    for row_id in sorted({*links, *sealed}):
        if row_id not in links:
            yield Finding(MISSING, str(row_id))
        elif row_id not in sealed:
            yield Finding(INSERTED, str(row_id))
        elif links[row_id] != sealed[row_id]:
            yield Finding(ALTERED, str(row_id))


def _links(seal: Seal) -> dict[int, str]:
    """Give the link of each row that a seal covers; none where somebody left something else there."""
    try:
        return {int(row_id): str(link) for row_id, link in seal.links}
    except (TypeError, ValueError):
        return {}


def _heads(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def _check_head(path: Path) -> Iterator[Finding]:
    try:
        told: dict[str, Any] = dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        told = {}
    written = told.pop("mac", "")
    if not hmac.compare_digest(str(written), mac(canonical(told))):
        yield Finding(HEAD_ALTERED, path.name)
    elif not Seal.objects.filter(pk=told["seal"], digest=told["digest"]).exists():
        yield Finding(SEAL_MISSING, path.name)
