"""What a cell of a table that leaves Plenary may begin with."""

from __future__ import annotations

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula; East Asian spreadsheets take the wide signs for the narrow ones."""


def harmless(cell: Any) -> str:
    """Write a cell for a .csv so that no spreadsheet reads it as a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
