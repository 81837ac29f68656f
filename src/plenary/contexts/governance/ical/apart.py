"""Reads an answer in a process of its own, with limits of memory and time: the file is a stranger's.

A server calls ``read_apart``; ``python -m plenary.contexts.governance.ical.apart`` is the process.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from plenary.contexts.governance.ical.replies import Reply, Unreadable, read_reply
from plenary.readout.sandbox import clean_environment, limit
from plenary.shared.characters import plain
from plenary.shared.slots import parser_slot

SECONDS, MEGABYTES = 5, 200
SECONDS_TO_START = 5.0


def read_apart(data: bytes) -> Reply:
    """Give the answer that a file's bytes hold, read in a child process that can write no file.

    Raises ``Unreadable`` where the file is refused or the child runs out of time or memory; ``Busy``
    where as many files as may be are being read already.
    """
    with parser_slot() as slot:
        try:
            ended = subprocess.run(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", __spec__.name],
                input=data,
                capture_output=True,
                timeout=SECONDS + SECONDS_TO_START,
                env=clean_environment(),
                pass_fds=[slot],
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("broken") from error
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError as error:
        raise Unreadable("broken") from error
    if "error" in answer:
        raise Unreadable(answer["error"])
    told: dict[str, Any] = {
        name: plain(value) if isinstance(value, str) else value
        for name, value in answer["reply"].items()
    }
    return Reply(**{**told, "stamp": dt.datetime.fromisoformat(told["stamp"])})


def _answer_for(data: bytes) -> str:
    try:
        reply = read_reply(data)
    except Unreadable as error:
        return json.dumps({"error": error.code})
    return json.dumps({"reply": {**asdict(reply), "stamp": reply.stamp.isoformat()}})


def main() -> int:
    """Read a file's bytes on standard input and answer with JSON on standard output."""
    limit(SECONDS, MEGABYTES)
    sys.stdout.write(_answer_for(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
