"""Whole numbers out of an address or a form, where anything may stand."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[0-9]{1,9}")


def whole(value: str | None, default: int = 0) -> int:
    """Read a whole number of at most nine digits; the default for anything else."""
    return int(value) if value and _WHOLE.fullmatch(value) else default
