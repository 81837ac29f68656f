"""The process that works on pictures: bound for good, it reads bytes and answers with what it made."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from plenary.kernel.documents.images.rendering import render
from plenary.kernel.documents.images.taking import Untaken, take
from plenary.kernel.documents.images.titles import draw_title
from plenary.shared.bounds import bind

Made = list[tuple[dict[str, Any], bytes]]


def answer(task: str, asked: Any, data: bytes) -> bytes:
    """Do a task and give the line that says what was made, or why nothing was, with the bytes behind it."""
    try:
        made = _done(task, asked, data)
    except Untaken as untaken:
        return json.dumps({"error": untaken.code, "facts": untaken.facts}).encode() + b"\n"
    except MemoryError:
        return json.dumps({"error": "too-heavy", "facts": {}}).encode() + b"\n"
    parts = [{**part, "size": len(content)} for part, content in made]
    return json.dumps({"parts": parts}).encode() + b"\n" + b"".join(part for _p, part in made)


def _done(task: str, asked: Any, data: bytes) -> Made:
    if task == "take":
        return [_parted(asdict(take(data)))]
    if task == "title":
        return [_parted(asdict(draw_title(asked, asked["font"])))]
    return [_parted(asdict(one)) for one in render(data, *asked)]


def _parted(made: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    content: bytes = made.pop("data")
    return made, content


def main(argv: list[str]) -> int:
    """Read bytes on standard input and write the answer on standard output."""
    seconds, megabytes, task, asked = argv
    bind(seconds=int(seconds), megabytes=int(megabytes))
    sys.stdout.buffer.write(answer(task, json.loads(asked), sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
