"""Brings an export into an empty installation: all of it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from plenary.config.environment import WEEKDAYS, write_practice
from plenary.config.moving import counters, manifest, tables
from plenary.config.moving.archives import Archive, found_archive
from plenary.config.moving.checking import UNREADABLE, damaged, refuse_what_is_not_empty, whole
from plenary.config.moving.errors import Unmovable
from plenary.kernel.audit.sealing import head_folder
from plenary.kernel.audit.verifying import Verdict, verify
from plenary.kernel.documents import filing
from plenary.kernel.documents.hashing import content_hash
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.search.rebuilding import rebuild_all

ROWS_AT_ONCE = 500
BYTES_AT_ONCE = 4 * 1024 * 1024


def bring_in(
    source: Path, *, make_ready: Callable[[], None] = lambda: None
) -> tuple[manifest.Manifest, Verdict]:
    """Bring in everything; give what the export told and what the check of the audit log found.

    Refused for an export that is damaged or of other tables, for an installation that is not empty or
    has another key of the audit log, and where the log does not prove itself afterwards. No row and no
    head of the log is kept then; files that came already lie under their hash and harm nobody. Where
    there is no database yet, ``make_ready`` makes it, once the export is known to be whole and ours.
    """
    with found_archive(source) as archive:
        told = whole(archive)
        make_ready()
        refuse_what_is_not_empty()
        written: list[Path] = []
        try:
            with transaction.atomic():
                _all_tables(archive, told)
                written += (_head(archive, head) for head in told.heads)
                written += _practice(told)
                verdict = _proved()
        except BaseException:
            for path in written:
                path.unlink()
            raise
    return told, verdict


def _all_tables(archive: Archive, told: manifest.Manifest) -> None:
    by_name = {table.name: table for table in told.tables}
    for name in sorted(tables.SEEDED):
        _model(name)._base_manager.all().delete()  # noqa: SLF001 - Django's documented meta API
    for model in tables.travelling():
        _table(archive, model, by_name[tables.label(model)])
    _files(archive)
    _refuse_loose_ends()
    rebuild_all()


def _model(name: str) -> type[models.Model]:
    return next(model for model in tables.travelling() if tables.label(model) == name)


def _table(archive: Archive, model: type[models.Model], told: manifest.TableTold) -> None:
    rows = 0
    with archive.reading(told.file) as file:
        for batch in _batches(file):
            try:
                records = [tables.record_of(model, row) for row in batch]
                model._base_manager.bulk_create(records)  # noqa: SLF001
            except (DatabaseError, ValidationError, ValueError, KeyError, TypeError) as error:
                raise Unmovable(
                    _("This database does not take %(file)s, near row %(row)d: %(why)s")
                    % {"file": told.file, "row": rows + 1, "why": error}
                ) from error
            rows += len(batch)
    if rows != told.rows:
        raise damaged(told.file)
    counters.go_on_after(model, told.last_id)


def _batches(file: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    """Give the rows so many at a time that neither many nor long ones fill the memory."""
    batch: list[dict[str, Any]] = []
    size = 0
    for line in file:
        batch.append(json.loads(line))
        size += len(line)
        if len(batch) >= ROWS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _files(archive: Archive) -> None:
    for sha256 in StoredFile.objects.order_by("pk").values_list("sha256", flat=True):
        name = f"files/{sha256}"
        try:
            with archive.reading(name) as file:
                content = file.read()
        except UNREADABLE:
            raise damaged(name) from None
        if content_hash(content) != sha256:
            raise damaged(name)
        filing.put(sha256, content)


def _refuse_loose_ends() -> None:
    """Let no row point to one that did not come."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise Unmovable(
            _("The export is damaged: a row points to one that is not there (%(why)s).")
            % {"why": error}
        ) from error


def _proved() -> Verdict:
    verdict = verify()
    if verdict.findings:
        told = "; ".join(finding.spoken for finding in verdict.findings[:5])
        raise Unmovable(
            _("The audit log in the export is not as it was sealed: %(findings)s")
            % {"findings": told}
        )
    return verdict


def _practice(told: manifest.Manifest) -> Iterator[Path]:
    """Note the practice of the export, where it is not the one in force."""
    if told.practice == manifest.practice():
        return
    given = told.practice.model_dump()
    if given["calendar"] == WEEKDAYS:
        given["calendar"] = ""
    try:
        yield write_practice(**given, home=Path(settings.HOME))
    except ValueError as error:
        raise Unmovable(str(error)) from error


def _head(archive: Archive, head: manifest.HeadTold) -> Path:
    """Put an exported head of the chain in its place, which is free."""
    path = head_folder() / head.name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.reading(f"audit-heads/{head.name}") as file:
        path.write_bytes(file.read())
    return path
