"""Reads a file of terms in a process of its own, with limits of memory and time, row by row.

A server calls ``rows_apart``; ``python -m plenary.contexts.language.exchange.apart`` is the process.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.rows import Row
from plenary.contexts.language.exchange.tables import rows_of_csv, rows_of_workbook
from plenary.contexts.language.exchange.tbx_reading import rows_of_tbx
from plenary.readout.sandbox import clean_environment, limit
from plenary.shared.slots import parser_slot

SECONDS_TO_START = 5.0
READERS: dict[str, Callable[[bytes], Iterator[Row]]] = {
    "tbx": rows_of_tbx,
    "csv": rows_of_csv,
    "xlsx": rows_of_workbook,
}


def rows_apart(
    data: bytes, kind: str, *, seconds: float, megabytes: int, patience: float | None = None
) -> Iterator[Row]:
    """Give the rows of a file as a child process reads them.

    The child may use ``seconds`` of processor time and as many and five more by the clock, and so
    many ``megabytes`` beyond what it has when it starts; it can write no file. Raises
    ``Unreadable``, perhaps after some rows, where the file is refused or the child falls over;
    ``Busy`` where after ``patience`` seconds as many files as may be are still being read.
    """
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
        watch = threading.Timer(2 * seconds + SECONDS_TO_START, child.kill)
        watch.start()
        try:
            yield from _rows_from(child, data)
        finally:
            watch.cancel()
            child.kill()


def _rows_from(child: subprocess.Popen[bytes], data: bytes) -> Iterator[Row]:
    if child.stdin is None or child.stdout is None:
        raise Unreadable("broken")
    try:
        child.stdin.write(data)
        child.stdin.close()
    except BrokenPipeError as error:
        raise Unreadable("too-large") from error
    for line in child.stdout:
        told = json.loads(line)
        if "end" in told:
            return
        if "error" in told:
            raise Unreadable(told["error"], **told["facts"])
        yield Row.from_json(told)
    raise Unreadable("too-slow" if child.wait() in _KILLED else "too-large")


_KILLED = {-9, -24}
"""Ended by the watch, or by the limit of processor time."""


def main(argv: list[str]) -> int:
    """Read a file's bytes on standard input and answer with one line of JSON a row."""
    seconds, megabytes, kind = argv
    data = sys.stdin.buffer.read()
    limit(int(seconds), int(megabytes))
    try:
        for row in READERS[kind](data):
            sys.stdout.write(f"{json.dumps(row.to_json(), ensure_ascii=False)}\n")
        sys.stdout.write('{"end": true}\n')
    except Unreadable as error:
        sys.stdout.write(f"{json.dumps({'error': error.code, 'facts': error.facts})}\n")
    except MemoryError:
        sys.stdout.write('{"error": "too-large", "facts": {}}\n')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
