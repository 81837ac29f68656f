"""Reads the tables of a file in a process of its own, with limits of memory and time.

A server calls ``read_apart``; ``python -m plenary.kernel.documents.apart`` is the process.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from dataclasses import asdict
from typing import Any, Literal

from plenary.kernel.documents.tables import (
    Table,
    Unreadable,
    table_of_csv,
    tables_of_document,
    tables_of_workbook,
)
from plenary.readout.sandbox import limit, run_apart
from plenary.shared.characters import plain
from plenary.shared.slots import parser_slot

SECONDS_TO_START = 5.0

Kind = Literal["workbook", "document", "csv"]


def read_apart(
    data: bytes, name: str, *, kind: Kind, seconds: float, megabytes: int
) -> list[Table]:
    """Give the tables of a file's bytes, read in a child process.

    The child may use ``seconds`` of processor time and five more by the clock, and so many
    ``megabytes`` beyond what it has when it starts; it can write no file. Raises ``Unreadable``
    where the file is refused, and where the child runs out of time or memory; ``Busy`` where as
    many files as may be are being read already.
    """
    limits = [str(math.ceil(seconds)), str(megabytes), kind, name.replace("\0", "")[:200]]
    with parser_slot() as slot:
        try:
            ended = run_apart(
                __spec__.name, *limits, data=data, seconds=seconds + SECONDS_TO_START, held=[slot]
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("too-slow") from error
    return _answer(ended.returncode, ended.stdout)


def _answer(code: int, output: bytes) -> list[Table]:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise Unreadable("too-slow")
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise Unreadable("too-large" if code < 0 else "broken") from error
    if "error" in answer:
        raise Unreadable(answer["error"], **answer["facts"])
    return tables_from_json(answer["tables"])


def tables_from_json(given: list[dict[str, Any]]) -> list[Table]:
    """Give tables back from their JSON form, without the characters that no text has."""
    return [
        Table(
            plain(table["name"]),
            [(n, [plain(cell) for cell in row]) for n, row in table["rows"]],
            tuple((top, left, low, right) for top, left, low, right in table.get("merged", ())),
            tuple(table.get("unknown", ())),
        )
        for table in given
    ]


def _answer_for(data: bytes, kind: str, name: str) -> str:
    try:
        found = _tables(data, kind, name)
    except Unreadable as error:
        return json.dumps({"error": error.code, "facts": error.facts})
    except MemoryError:
        return json.dumps({"error": "too-large", "facts": {}})
    return json.dumps({"tables": [asdict(table) for table in found]})


def _tables(data: bytes, kind: str, name: str) -> list[Table]:
    if kind == "workbook":
        return tables_of_workbook(data)
    return tables_of_document(data) if kind == "document" else [table_of_csv(data, name)]


def main(argv: list[str]) -> int:
    """Read a file's bytes on standard input and answer with JSON on standard output."""
    seconds, megabytes, kind, name = argv
    limit(int(seconds), int(megabytes))
    sys.stdout.write(_answer_for(sys.stdin.buffer.read(), kind, name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
