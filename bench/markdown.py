"""Writes tables in Markdown, ready for ``docs/measurements.md``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a table; the first column is text, the others are figures."""
    lines = [_line(headings), _line(["---", *["---:"] * (len(headings) - 1)])]
    return "\n".join([*lines, *(_line([figure(cell) for cell in row]) for row in rows)])


def figure(value: object) -> str:
    """Write a number with as many places as matter; what was not measured is a dash."""
    if value is None:
        return "–"
    if not isinstance(value, float):
        return str(value)
    hundred, ten = 100, 10
    places = 0 if abs(value) >= hundred else 1 if abs(value) >= ten else 2
    return f"{value:.{places}f}"


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"
