"""Works on pictures in a process of its own, with limits of memory and time.

A server calls ``take_apart``, a job ``render_apart`` and ``title_apart``; ``child`` is the process.
It answers with a line of JSON and, behind it, the bytes of what it made.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
from typing import Any

from plenary.kernel.documents.images import refusals
from plenary.kernel.documents.images.fonts import Font
from plenary.kernel.documents.images.shapes import Rendered, Taken
from plenary.readout.sandbox import run_apart
from plenary.shared.errors import Refused
from plenary.shared.slots import parser_slot

Limits = tuple[float, int]
TAKING: Limits = (20, 500)
TAKING_WEBP: Limits = (20, 850)
RENDERING: Limits = (60, 400)
DRAWING: Limits = (20, 200)
"""Seconds of processor time, and megabytes beyond what the process has when it starts."""
SECONDS_TO_START = 10.0
_WEBP = b"WEBP"
"""Stands behind the size in the head of such a file, which is unpacked whole and three times over:
50 megapixels need 780 MB."""
PATIENCE = 60.0
"""Seconds that a job waits for its slot; a request waits for three."""

CHILD = "plenary.kernel.documents.images.child"

Part = dict[str, Any]


def take_apart(data: bytes) -> Taken:
    """Give the clean picture of an uploaded photo, made in a child process.

    ``Refused``, at the field ``file``, for what is no photo, moves, is damaged, too large or more than
    a picture, and where the child runs out of time or memory. ``Busy`` where no slot is free.
    """
    limits = TAKING_WEBP if data[8:12] == _WEBP else TAKING
    part, made = _work("take", data, limits)[0]
    return Taken(made, part["width"], part["height"])


def render_apart(data: bytes, focus_x: int, focus_y: int) -> list[Rendered]:
    """Give every size of a clean picture, made in a child process; refused as taking one is."""
    done = _work("render", data, RENDERING, PATIENCE, [focus_x, focus_y])
    return [Rendered(**part, data=made) for part, made in done]


def title_apart(title: str, below: str, font: Font) -> Rendered:
    """Give the picture of a page's title, drawn in a child process.

    ``Refused`` for a character that the font does not have, for there would be a box in its place.
    """
    asked = {"title": title, "below": below, "font": font}
    part, made = _work("title", b"", DRAWING, PATIENCE, asked)[0]
    return Rendered(**part, data=made)


def _work(
    task: str, data: bytes, limits: Limits, patience: float | None = None, asked: Any = None
) -> list[tuple[Part, bytes]]:
    seconds, megabytes = limits
    told = [str(math.ceil(seconds)), str(megabytes), task, json.dumps(asked)]
    with parser_slot(patience=patience) as slot:
        try:
            ended = run_apart(
                CHILD, *told, data=data, seconds=seconds + SECONDS_TO_START, held=[slot]
            )
        except subprocess.TimeoutExpired:
            raise _refusal("too-slow") from None
        except OSError:
            raise _refusal("no-process") from None
    return _answer(ended.returncode, ended.stdout)


def _answer(code: int, output: bytes) -> list[tuple[Part, bytes]]:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise _refusal("too-slow")
    head, _line, made = output.partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head)
    except ValueError:
        raise _refusal("too-heavy" if code < 0 else "broken") from None
    if "error" in told:
        raise _refusal(told["error"], **told["facts"])
    found, start = [], 0
    for part in told["parts"]:
        end = start + part.pop("size")
        found.append((part, made[start:end]))
        start = end
    return found


def _refusal(code: str, **facts: int) -> Refused:
    sentence = refusals.sentence(code, facts)
    return Refused(sentence, fields={"file": sentence})
