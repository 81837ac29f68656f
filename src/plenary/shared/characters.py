"""The characters that no text has: controls that break files, and signs that turn a line around."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("[\x0b\x0c\x85]")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Give a text without them: what every database, .docx, .pdf and browser shows as it was meant.

    A vertical tab, a form feed and a next line, which word processors leave behind, become line
    ends. Overrides of the direction of writing are taken out: they let a name look like another.
    """
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def is_plain(text: str) -> bool:
    """Say whether a text holds none of them."""
    return not (_NOT_TEXT.search(text) or _LINE_ENDS.search(text))
