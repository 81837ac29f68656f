"""Writes an export: each table as JSON lines, the documents' files by their hash, the audit log's heads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from plenary.config.moving import counters, manifest, tables
from plenary.config.moving.archives import Archive, new_archive, pieces
from plenary.config.moving.errors import Unmovable
from plenary.config.moving.still import standing_still
from plenary.kernel.audit.sealing import head_folder
from plenary.kernel.documents import filing
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.notifications.models import Mail, MailState
from plenary.shared import clock
from plenary.shared.errors import NotFound

ROWS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What an export holds, and what waits in this installation and does not travel."""

    told: manifest.Manifest
    waiting_mails: int
    waiting_jobs: int


def take_out(target: Path) -> TakenOut:
    """Write everything into a new folder or .zip file; whole, or not at all.

    Others may go on working: the tables are read as they are at one moment. Refused where something
    is at that place already, and where the content of a file is lost or damaged.
    """
    with new_archive(target) as archive:
        heads = _heads(archive)  # first: each head's seal is then among the rows that are read
        with standing_still():
            state = manifest.schema_state()
            told = [_table(archive, model) for model in tables.travelling()]
            files = _files(archive)
            mails = Mail.objects.filter(state=MailState.WAITING).count()
            jobs = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).count()
        made = manifest.Manifest(
            made_at=clock.now().isoformat(),
            origin=settings.ORIGIN,
            schema_state=state,
            audit_key=manifest.key_mark(),
            practice=manifest.practice(),
            tables=told,
            files=files,
            heads=heads,
        )
        with archive.writing(manifest.NAME) as file:
            file.write(f"{made.model_dump_json(indent=1)}\n".encode())
    return TakenOut(made, mails, jobs)


def _table(archive: Archive, model: type[models.Model]) -> manifest.TableTold:
    columns = tables.columns(model)
    names = [field.attname for field in columns]
    name = f"data/{tables.label(model)}.jsonl"
    found, rows = hashlib.sha256(), 0
    every = model._base_manager.order_by("pk").values_list(*names)  # noqa: SLF001 - Django's meta API
    with archive.writing(name) as file:
        for row in every.iterator(ROWS_AT_ONCE):
            line = _line(dict(zip(names, map(tables.plain, row), strict=True)))
            found.update(line)
            file.write(line)
            rows += 1
    return manifest.TableTold(
        name=tables.label(model),
        file=name,
        rows=rows,
        sha256=found.hexdigest(),
        last_id=counters.last_id(model),
        columns={field.attname: tables.kind(field) for field in columns},
    )


def _line(row: dict[str, object]) -> bytes:
    """Write a row in the one way that gives the same bytes out of every database."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _files(archive: Archive) -> manifest.FilesTold:
    number = total = 0
    for sha256, size in StoredFile.objects.order_by("pk").values_list("sha256", "size").iterator():
        _file(archive, sha256)
        number, total = number + 1, total + size
    return manifest.FilesTold(number=number, bytes=total)


def _file(archive: Archive, sha256: str) -> None:
    found = hashlib.sha256()
    try:
        with filing.open_file(sha256) as content, archive.writing(f"files/{sha256}") as file:
            for piece in pieces(content):
                found.update(piece)
                file.write(piece)
    except NotFound:
        found = hashlib.sha256()
    if found.hexdigest() != sha256:
        raise Unmovable(
            _(
                "The content of the file %(sha256)s is lost or damaged. Bring it back from a backup"
                " (it lies at files/documents/%(start)s/), then export again."
            )
            % {"sha256": sha256, "start": sha256[:2]}
        )


def _heads(archive: Archive) -> list[manifest.HeadTold]:
    told = []
    for path in sorted(head_folder().glob("*.json")):
        content = path.read_bytes()
        with archive.writing(f"audit-heads/{path.name}") as file:
            file.write(content)
        told.append(manifest.HeadTold(name=path.name, sha256=hashlib.sha256(content).hexdigest()))
    return told
