"""Reads an answer or a mail in a process of its own, with limits of memory and time: it is a stranger's.

A server calls ``read_apart`` or ``read_letter_apart``; ``python -m plenary.contexts.governance.ical.apart``
is the process.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from plenary.contexts.governance.ical.letters import Letter, read_letter
from plenary.contexts.governance.ical.replies import Reply, Unreadable, read_reply
from plenary.readout.sandbox import limit, run_apart
from plenary.shared.characters import plain
from plenary.shared.slots import parser_slot

SECONDS, MEGABYTES = 5, 200
SECONDS_TO_START = 5.0


def read_apart(data: bytes) -> Reply:
    """Give the answer that a file's bytes hold, read in a child process that can write no file.

    Raises ``Unreadable`` where the file is refused or the child runs out of time or memory; ``Busy``
    where as many files as may be are being read already.
    """
    return _reply(_answered(data, "reply")["reply"])


def read_letter_apart(data: bytes) -> Letter:
    """Say what a mail is, read in the same way; raises as ``read_apart`` does."""
    told = _answered(data, "letter")["letter"]
    reply = told["reply"] and _reply(told["reply"])
    return Letter(**{**_plain(told), "reply": reply, "about": tuple(map(plain, told["about"]))})


def _answered(data: bytes, what: str) -> dict[str, Any]:
    with parser_slot() as slot:
        try:
            ended = run_apart(
                __spec__.name, what, data=data, seconds=SECONDS + SECONDS_TO_START, held=[slot]
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("broken") from error
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError as error:
        raise Unreadable("broken") from error
    if "error" in answer:
        raise Unreadable(answer["error"])
    return answer


def _reply(told: dict[str, Any]) -> Reply:
    return Reply(**{**_plain(told), "stamp": dt.datetime.fromisoformat(told["stamp"])})


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) if isinstance(value, str) else value for name, value in told.items()}


def _answer_for(data: bytes, what: str) -> str:
    try:
        found = read_letter(data) if what == "letter" else read_reply(data)
    except Unreadable as error:
        return json.dumps({"error": error.code})
    return json.dumps({what: asdict(found)}, default=dt.datetime.isoformat)


def main(argv: list[str]) -> int:
    """Read a file's bytes on standard input and answer with JSON on standard output."""
    limit(SECONDS, MEGABYTES)
    sys.stdout.write(_answer_for(sys.stdin.buffer.read(), argv[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
