"""Reads a translator's file in a process of its own, with limits of memory and time.

A server calls ``sheet_apart``; ``python -m plenary.contexts.communications.exchange.apart`` is the process.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from typing import Any

from plenary.contexts.communications.exchange.errors import Unreadable
from plenary.contexts.communications.exchange.units import Sheet
from plenary.contexts.communications.exchange.xliff_reading import sheet_of_xliff
from plenary.readout.sandbox import limit, run_apart
from plenary.shared.slots import parser_slot

SECONDS_TO_START = 5.0


def sheet_apart(data: bytes, *, seconds: float, megabytes: int) -> Sheet:
    """Give what a file holds, read in a child process that can write no file.

    Raises ``Unreadable`` where the file is refused, and where the child runs out of time or memory;
    ``Busy`` where as many files as may be are being read already.
    """
    limits = (str(math.ceil(seconds)), str(megabytes))
    with parser_slot() as slot:
        try:
            ended = run_apart(
                __spec__.name, *limits, data=data, seconds=seconds + SECONDS_TO_START, held=[slot]
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("too-slow") from error
    return _answer(ended.returncode, ended.stdout)


def _answer(code: int, output: bytes) -> Sheet:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise Unreadable("too-slow")
    try:
        told: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise Unreadable("too-large") from error
    if "error" in told:
        raise Unreadable(told["error"], **told["facts"])
    return Sheet.from_json(told)


def main(argv: list[str]) -> int:
    """Read a file's bytes on standard input and answer with JSON on standard output."""
    seconds, megabytes = argv
    data = sys.stdin.buffer.read()
    limit(int(seconds), int(megabytes))
    try:
        answer = sheet_of_xliff(data).to_json()
    except Unreadable as error:
        answer = {"error": error.code, "facts": error.facts}
    except MemoryError:
        answer = {"error": "too-large", "facts": {}}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
