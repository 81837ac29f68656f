"""Why a file cannot be looked through."""

from __future__ import annotations


class Closed(Exception):
    """The file cannot be looked through; ``code`` says why: broken, locked, too-slow or too-large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
