"""The process that looks a file through: bound for good, it reads bytes and answers with what may be a marking."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from plenary.kernel.documents.within.errors import Closed
from plenary.kernel.documents.within.raw import words_beside, words_in
from plenary.kernel.text.validators import may_be_marked
from plenary.shared.bounds import bind

DEEPEST = 4
"""A file in a file in a file; deeper ones are read as bytes."""


def texts_in(data: bytes, depth: int = 0) -> Iterator[str]:
    """Give all that is written in a file of any kind. Raises ``Closed`` where it cannot be opened."""
    if data.startswith(b"PK\x03\x04") and depth < DEEPEST:
        yield from _in_office(data, depth)
    elif data.startswith(b"%PDF-") and depth < DEEPEST:
        yield from _in_pdf(data, depth)
    else:
        yield from words_beside(data)


def _in_office(data: bytes, depth: int) -> Iterator[str]:
    from plenary.kernel.documents.within.office import parts_of  # noqa: PLC0415 - loaded when needed

    for _name, part in parts_of(data):
        if isinstance(part, str):
            yield part
        else:
            yield from _packed(part, depth)


def _in_pdf(data: bytes, depth: int) -> Iterator[str]:
    from plenary.kernel.documents.within.pdf import (  # noqa: PLC0415 - loaded when needed
        attached_to,
        texts_of,
    )

    yield from texts_of(data)
    for name, attached in attached_to(data):
        yield name
        yield from _packed(attached, depth)


def _packed(data: bytes, depth: int) -> Iterator[str]:
    """Give what a file inside another says; one that cannot be opened is read as bytes."""
    try:
        yield from texts_in(data, depth + 1)
    except Closed as closed:
        if closed.code != "broken":
            raise
        yield from words_in(data)


def answer_for(data: bytes) -> dict[str, object]:
    """Give what may be a marking, also where the file cannot be looked through to its end, and then why not."""
    texts: list[str] = []
    try:
        texts.extend(text for text in texts_in(data) if may_be_marked(text))
    except Closed as closed:
        return {"texts": texts, "error": closed.code}
    except MemoryError:
        return {"texts": [], "error": "too-large"}
    return {"texts": texts}


def main(argv: list[str]) -> int:
    """Read bytes on standard input and write the answer on standard output."""
    seconds, megabytes = argv
    bind(seconds=int(seconds), megabytes=int(megabytes))
    sys.stdout.write(json.dumps(answer_for(sys.stdin.buffer.read())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
