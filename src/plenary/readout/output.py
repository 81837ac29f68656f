"""Writes what a command gives out: to standard output, or whole to a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from plenary.readout.refusals import refusal


def write_standard_output(pieces: Iterable[bytes]) -> None:
    """Write each piece as it comes. A reader that has gone away (``| head``) ends it quietly."""
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        _close_standard_output()
    except OSError as error:
        _close_standard_output()
        raise refusal("unwritable-file", reason=error.strerror) from error


def _close_standard_output() -> None:
    """Point standard output nowhere, so that Python does not complain of it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write all pieces to ``path``, which appears or changes only once they are all there.

    Without a piece nothing is written.
    """
    content = b"".join(pieces)
    if not content:
        return
    try:
        _replace(path, content)
    except (OSError, ValueError) as error:
        raise refusal("unwritable-file", reason=getattr(error, "strerror", error)) from error


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".plenary-", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.flush()
            beside.chmod(_usual_mode(path))
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _usual_mode(path: Path) -> int:
    """Give the mode of the file that is replaced, or what a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
