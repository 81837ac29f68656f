"""Puts contents into the storage under their hash: whole, or not at all."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from plenary.kernel.documents.errors import NotStored
from plenary.shared.errors import NotFound


def put(sha256: str, data: bytes) -> None:
    """Store a content; one that is there already, and whole, is left alone."""
    name = _name(sha256)
    try:
        if default_storage.exists(name) and default_storage.size(name) == len(data):
            return
        if isinstance(default_storage, FileSystemStorage):
            _write_whole(Path(default_storage.path(name)), data)
        else:
            default_storage.save(name, ContentFile(data))
    except OSError as error:
        raise NotStored from error


def open_file(sha256: str) -> IO[Any]:
    """Open a content for reading; ``NotFound`` where the storage has lost it."""
    try:
        return default_storage.open(_name(sha256), "rb")
    except FileNotFoundError:
        raise NotFound from None


def remove(sha256: str) -> None:
    """Take a content out of the storage; one that is not there is no error.

    Only for contents that no ``StoredFile`` names: whoever calls this has looked.
    """
    default_storage.delete(_name(sha256))


def _name(sha256: str) -> str:
    return f"documents/{sha256[:2]}/{sha256}"


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and rename: a crash or a full disk leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
