"""The tables of the language context, as they are shipped."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a table, ``terms`` for ``data/terms.csv``."""
    text = (files("plenary.contexts.language") / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def alternatives(cell: str) -> tuple[str, ...]:
    """Give the choices of a cell, which stand between upright strokes."""
    return tuple(part for part in cell.split("|") if part)
