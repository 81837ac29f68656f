"""The backup as a .tar file: written member by member with their hashes, and read again to the last byte."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _
from pydantic import ValidationError

from plenary.config.backup.errors import NotSafe
from plenary.config.backup.manifest import DATABASES, NAME, Manifest, Member

LONGEST_MANIFEST = 200 * 1024 * 1024
_NAME = re.compile(r"(?:files|audit-heads)(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+|practice\.env")


class Hashing(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.found = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        piece = self.file.read(size)
        self.found.update(piece)
        return piece


def add(tar: tarfile.TarFile, name: str, path: Path) -> Member:
    """Put a file into the backup, of the size that it has now."""
    with path.open("rb") as file:
        about = tar.gettarinfo(arcname=name, fileobj=file)
        about.uid = about.gid = 0
        about.uname = about.gname = ""
        about.mode = 0o600
        hashing = Hashing(file)
        tar.addfile(about, hashing)
    return Member(size=about.size, sha256=hashing.found.hexdigest())


def add_manifest(tar: tarfile.TarFile, told: Manifest) -> None:
    """Put the last page into the backup."""
    content = f"{told.model_dump_json()}\n".encode()
    about = tarfile.TarInfo(NAME)
    about.size, about.mode = len(content), 0o600
    tar.addfile(about, io.BytesIO(content))


def looked_over(path: Path) -> Manifest:
    """Read a backup to its last byte; ``NotSafe`` where anything is not what was written."""
    try:
        with tarfile.open(path) as tar:
            found = dict(_members(tar))
            file = tar.extractfile(NAME)
            text = file.read(LONGEST_MANIFEST) if file else b""
        told = Manifest.model_validate_json(text)
    except FileNotFoundError:
        raise NotSafe(_("There is no %(path)s.") % {"path": path}) from None
    except PermissionError:
        raise  # the file may be whole: who runs this may not read it
    except (tarfile.TarError, EOFError, KeyError, ValidationError, OSError):
        raise NotSafe(
            _("%(path)s is damaged, or is no backup of Plenary.") % {"path": path}
        ) from None
    if found != told.members or DATABASES[told.database] not in found:
        raise NotSafe(_("%(path)s is damaged, or is no backup of Plenary.") % {"path": path})
    return told


def unpack(path: Path, target: Path) -> None:
    """Write all files of a backup that was looked over below a folder."""
    with tarfile.open(path) as tar:
        for about in tar:
            if about.name == NAME:
                continue
            place = target / about.name
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = tar.extractfile(about)
            if file is None:
                raise NotSafe(
                    _("%(path)s is damaged, or is no backup of Plenary.") % {"path": path}
                )
            with file, place.open("xb") as kept:
                while piece := file.read(1024 * 1024):
                    kept.write(piece)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, Member]]:
    """Give the backup's files; a name that leads elsewhere, or what is no file, is an error."""
    for about in tar:
        if about.name == NAME:
            continue
        file = tar.extractfile(about) if about.isreg() else None
        if file is None or not (_NAME.fullmatch(about.name) or about.name in DATABASES.values()):
            raise tarfile.TarError(about.name)
        hashing = Hashing(file)
        while hashing.read(1024 * 1024):
            pass
        yield about.name, Member(size=about.size, sha256=hashing.found.hexdigest())
