"""A translator's file that cannot be taken."""

from __future__ import annotations

from typing import Any


class Unreadable(Exception):
    """The file cannot be taken; ``code`` says why, for a sentence in the reader's language."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
