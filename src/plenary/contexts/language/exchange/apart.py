"""Reads a file of terms in a process of its own, with limits of memory and time, row by row.

A server calls ``rows_apart``, or ``look_apart`` for a look through the whole of it; ``python -m plenary.contexts.language.exchange.apart`` is the process.
"""

from __future__ import annotations

import json
import math
import os
import select
import subprocess
import sys
import zipfile
from collections.abc import Callable, Generator, Iterator
from typing import Any

from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.looking import Seen, look
from plenary.contexts.language.exchange.rows import Row
from plenary.contexts.language.exchange.tables import rows_of_csv, rows_of_workbook
from plenary.contexts.language.exchange.tbx_reading import rows_of_tbx
from plenary.readout.sandbox import clean_environment, limit
from plenary.shared.slots import parser_slot

SECONDS_TO_START = 5.0
CHUNK = 1 << 16
LOOK = "look-"
"""Before a kind: what may be a secrecy marking is asked for, not the rows."""
READERS: dict[str, Callable[[bytes], Iterator[Row]]] = {
    "tbx": rows_of_tbx,
    "csv": rows_of_csv,
    "xlsx": rows_of_workbook,
}


def rows_apart(
    data: bytes, kind: str, *, seconds: float, megabytes: int, patience: float | None = None
) -> Generator[Row]:
    """Give the rows of a file as a child process reads them.

    The child may use ``seconds`` of processor time, may be silent for five more by the clock, and has so
    many ``megabytes`` beyond what it has when it starts; it can write no file. Raises
    ``Unreadable``, perhaps after some rows, where the file is refused or the child falls over;
    ``Busy`` where after ``patience`` seconds as many files as may be are still being read.
    """
    for told in _told(data, kind, seconds, megabytes, patience=patience):
        yield Row.from_json(told)


def look_apart(
    data: bytes, kind: str, *, seconds: float, megabytes: int, patience: float | None = None
) -> Generator[Seen]:
    """Give what of a file may carry a secrecy marking, as a child process finds it; the last one counts the entries.

    Limits and refusals as for its rows.
    """
    for told in _told(data, f"{LOOK}{kind}", seconds, megabytes, patience=patience):
        yield Seen(**told)


def _told(
    data: bytes, kind: str, seconds: float, megabytes: int, *, patience: float | None = None
) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", __spec__.name, str(math.ceil(seconds)), str(megabytes), kind]
    with (
        parser_slot(patience=patience) as slot,
        subprocess.Popen(  # noqa: S603 - our own module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            pass_fds=[slot],
        ) as child,
    ):
        try:
            yield from _lines_from(child, data, patience=seconds + SECONDS_TO_START)
        finally:
            child.kill()


def _lines_from(
    child: subprocess.Popen[bytes], data: bytes, *, patience: float
) -> Iterator[dict[str, Any]]:
    if child.stdin is None or child.stdout is None:
        raise Unreadable("broken")
    try:
        child.stdin.write(data)
        child.stdin.close()
    except BrokenPipeError as error:
        raise Unreadable("too-large") from error
    for line in _lines(child.stdout.fileno(), patience):
        told = json.loads(line)
        if "end" in told:
            return
        if "error" in told:
            raise Unreadable(told["error"], **told["facts"])
        yield told
    raise Unreadable("too-slow" if child.wait() in _KILLED else "too-large")


def _lines(pipe: int, patience: float) -> Iterator[bytes]:
    """Give the child's lines; it may wait for us as long as it must, we for it so many seconds."""
    ready = select.poll()
    ready.register(pipe, select.POLLIN)
    rest = b""
    while True:
        if not ready.poll(1000 * patience):
            raise Unreadable("too-slow")
        chunk = os.read(pipe, CHUNK)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines


_KILLED = {-9, -24}
"""Ended by the limit of processor time."""


def _read(data: bytes, kind: str) -> Iterator[Row | Seen]:
    if kind.startswith(LOOK):
        return look(data, kind.removeprefix(LOOK))
    return READERS[kind](data)


def main(argv: list[str]) -> int:
    """Read a file's bytes on standard input and answer with one line of JSON a row."""
    seconds, megabytes, kind = argv
    data = sys.stdin.buffer.read()
    limit(int(seconds), int(megabytes))
    try:
        for row in _read(data, kind):
            sys.stdout.write(f"{json.dumps(row.to_json(), ensure_ascii=False)}\n")
        sys.stdout.write('{"end": true}\n')
    except Unreadable as error:
        sys.stdout.write(f"{json.dumps({'error': error.code, 'facts': error.facts})}\n")
    except zipfile.BadZipFile:
        sys.stdout.write('{"error": "broken", "facts": {}}\n')
    except MemoryError:
        sys.stdout.write('{"error": "too-large", "facts": {}}\n')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
