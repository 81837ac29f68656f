"""Where an export lies: a folder, or one .zip file; both hold the same files under the same names."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from plenary.config.moving.errors import Unmovable

PIECE = 1024 * 1024


class Archive(Protocol):
    """Files by name, written one after another or read."""

    def writing(self, name: str) -> IO[bytes]:
        """Open a new file."""

    def reading(self, name: str) -> IO[bytes]:
        """Open a file that is there; ``KeyError`` for one that is not."""


class Folder:
    """An export as a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def writing(self, name: str) -> IO[bytes]:
        """Open a new file, readable by its owner alone."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def reading(self, name: str) -> IO[bytes]:
        """Open a file of the folder."""
        try:
            return (self.path / name).open("rb")
        except FileNotFoundError:
            raise KeyError(name) from None


class Zip:
    """An export as one .zip file."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file

    def writing(self, name: str) -> IO[bytes]:
        """Open a new file; of any size, and packed unless its kind is packed already."""
        about = zipfile.ZipInfo(name)
        about.external_attr = 0o600 << 16
        about.compress_type = zipfile.ZIP_DEFLATED
        return self.file.open(about, "w", force_zip64=True)

    def reading(self, name: str) -> IO[bytes]:
        """Open a file of the archive."""
        return self.file.open(name)


@contextmanager
def new_archive(target: Path) -> Iterator[Archive]:
    """Make an export at a place that is free: it appears there whole, or not at all."""
    if target.exists():
        raise Unmovable(_("%(path)s is there already. Give another name.") % {"path": target})
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{glob.escape(target.name)}.*"):
        _remove(left)  # by one that was killed
    try:
        if target.suffix.lower() == ".zip":
            with zipfile.ZipFile(beside, "x") as file:
                yield Zip(file)
        else:
            beside.mkdir(mode=0o700)
            yield Folder(beside)
        beside.rename(target)
    finally:
        _remove(beside)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def found_archive(source: Path) -> Iterator[Archive]:
    """Open an export that is there."""
    if source.is_dir():
        yield Folder(source)
        return
    try:
        with zipfile.ZipFile(source) as file:
            yield Zip(file)
    except FileNotFoundError:
        raise Unmovable(_("There is no %(path)s.") % {"path": source}) from None
    except zipfile.BadZipFile:
        raise Unmovable(
            _("%(path)s is damaged, or is neither a folder nor a .zip file.") % {"path": source}
        ) from None


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Give a file's content piece by piece."""
    while piece := file.read(PIECE):
        yield piece


def digest(file: IO[bytes]) -> str:
    """Give the SHA-256 of what is still to be read of a file."""
    found = hashlib.sha256()
    for piece in pieces(file):
        found.update(piece)
    return found.hexdigest()
