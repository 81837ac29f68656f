"""Makes a backup: the database at one moment, then the files that its rows name, read again afterwards."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.utils.translation import gettext as _

from plenary.config.backup import packing, postgresql, sqlite
from plenary.config.backup.errors import NotSafe
from plenary.config.backup.manifest import DATABASES, Manifest, Member
from plenary.config.environment import PRACTICE
from plenary.config.moving.manifest import key_mark, schema_state
from plenary.kernel.audit.sealing import head_folder
from plenary.kernel.documents.models import StoredFile
from plenary.shared import clock


@dataclass(frozen=True, slots=True)
class Made:
    """A backup, and the stored files that were lost or damaged before it was made."""

    told: Manifest
    size: int
    lost: list[str]


def make_backup(target: Path, keys: Path | None = None) -> Made:
    """Copy the installation while it works; the copy appears at its place whole and read again.

    The keys go into a file of their own, if one is named: both files are there afterwards, or neither.
    Refused where something is there already.
    """
    for place in (target, keys):
        if place is not None and place.exists():
            raise NotSafe(_("%(path)s is there already. Give another name.") % {"path": place})
    if keys is not None and keys.absolute() == target.absolute():
        raise NotSafe(_("The keys are kept apart from the backup: give them a file of their own."))
    if not isinstance(default_storage, FileSystemStorage):
        raise NotSafe(
            _("The files are not kept on this machine: back their storage up with its own means.")
        )
    with ExitStack() as stack:
        folder = stack.enter_context(_beside(target))
        beside = folder / "backup.tar"
        kept = stack.enter_context(_beside(keys)) / "keys.tar" if keys is not None else None
        if kept is not None:
            _keep_keys(kept)
        told = _write(beside, folder)
        if packing.looked_over(beside) != told:
            raise NotSafe(_("What was written is not what can be read again: try another disk."))
        size = beside.stat().st_size
        if kept is not None and keys is not None:
            kept.rename(keys)
        beside.rename(target)
    return Made(told, size, _lost(told))


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a folder beside a place, on its disk, which is gone afterwards with what is left in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        yield Path(folder)


def _write(beside: Path, folder: Path) -> Manifest:
    kind: Literal["sqlite", "postgresql"]
    kind = "postgresql" if connection.vendor == "postgresql" else "sqlite"
    database = postgresql if kind == "postgresql" else sqlite
    made_at = clock.now().isoformat()
    heads = [(f"audit-heads/{path.name}", path) for path in head_folder().glob("*.json")]
    copy = folder / DATABASES[kind]
    database.copy_to(copy)
    database.check(copy)
    with beside.open("xb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            members: dict[str, Member] = {copy.name: packing.add(tar, copy.name, copy)}
            copy.unlink()
            for name, path in [*_practice(), *heads, *_files()]:
                members[name] = packing.add(tar, name, path)
            told = Manifest(
                made_at=made_at,
                database=kind,
                schema_state=schema_state(),
                audit_key=key_mark(),
                members=members,
            )
            packing.add_manifest(tar, told)
        file.flush()
        os.fsync(file.fileno())
    return told


def _practice() -> Iterator[tuple[str, Path]]:
    """Give the file in which the practice is noted, where there is one."""
    path = Path(settings.HOME) / PRACTICE
    if path.exists():
        yield PRACTICE, path


def _files() -> Iterator[tuple[str, Path]]:
    """Give the stored files, those that are just being written left out."""
    root = Path(default_storage.path(""))
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"files/{path.relative_to(root)}", path


def _lost(told: Manifest) -> list[str]:
    """Name the stored files that the backup does not hold as they were handed in."""
    lost = []
    for sha256 in (
        StoredFile.objects.filter(stored_at__lt=told.made_at)
        .values_list("sha256", flat=True)
        .iterator()
    ):
        member = told.members.get(f"files/documents/{sha256[:2]}/{sha256}")
        if member is None or member.sha256 != sha256:
            lost.append(sha256)
    return lost


def _keep_keys(target: Path) -> None:
    with target.open("xb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            for name in ("secret", "audit"):
                packing.add(tar, name, Path(settings.HOME) / "keys" / name)
        file.flush()
        os.fsync(file.fileno())
