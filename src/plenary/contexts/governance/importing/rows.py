"""Takes the rows of a table as a list's lines: cells by column, section headings, what stands below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plenary.contexts.governance.importing.columns import Shape, filled_rows
from plenary.kernel.documents.tables import Table

_BETWEEN = re.compile(
    r"[、;；\n/／|｜]|(?<=[一-鿿）)])[,，\s](?=[一-鿿])|(?<=[一-鿿）)])\s+(?=\d{1,2}[.、．)）])"
)
_JOINED = re.compile(r"\s*(?:以及|和|及|与|[+＋&＆·—–]|\band\b)\s*")
_COUNTED = re.compile(r"^\d{1,2}[.、．)）]\s*")
_LOOSELY = re.compile(r"[,，]")
_ROLE = r"(?P<role>牵头|责任|配合|协办|主办|lead|support)(?:单位|部门|(?:ing)?(?: unit)?)?"
_LABEL = re.compile(rf"^{_ROLE}\s*[:：]\s*", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*[（(]{_ROLE}[）)]$", re.IGNORECASE)
_ROLES = {
    **dict.fromkeys(("牵头", "主办", "lead"), "lead"),
    **dict.fromkeys(("配合", "协办", "support"), "supporting"),
}
_SECTION = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[IVX]+\.\s)")

_OF_A_LINE = frozenset(
    (
        "title_zh",
        "title_en",
        "lead",
        "responsible",
        "supporting",
        "supervising",
        "accountable",
        "due",
    )
)
"""What no heading of a section stands under."""


@dataclass(slots=True)
class Line:
    """A row that says something: its number in the sheet, all its cells, those known by their key."""

    row: int
    cells: list[str]
    values: dict[str, str]
    above: list[list[str]] = field(default_factory=list)
    """Rows that stand over it and head a section; words of merged cells stand in each of them."""
    section: str = ""


@dataclass(slots=True)
class Lines:
    """The lines of a table, and the rows before and after them."""

    lines: list[Line]
    below: list[list[str]]


def lines_of(table: Table, shape: Shape) -> Lines:
    """Give the lines below a table's heading.

    A row with words in one place only, in a list whose lines have several, heads a section: its
    words, without their number, are the theme of what follows. After the last line it is a note. A
    unit, a person or a date alone is a line whose task is missing, and not to be lost in silence.
    """
    filled = filled_rows(table)
    numbers = [number for number, _row in table.rows]
    lines: list[Line] = []
    waiting: list[list[str]] = []
    section = ""
    for at in range(shape.head.past, len(filled)):
        cells = filled[at]
        if _is_section(cells, shape):
            waiting.append(_trimmed(cells))
            section = _SECTION.sub("", next(cell for cell in cells if cell).strip())
            continue
        values = {
            key: cells[place].strip()
            for place, key in enumerate(shape.columns)
            if key and place < len(cells) and cells[place].strip()
        }
        lines.append(Line(numbers[at], cells, values, waiting, section))
        waiting = []
    return Lines(lines, waiting)


def _is_section(cells: list[str], shape: Shape) -> bool:
    words = {cell.strip() for cell in cells if cell.strip()}
    known = [key for key in shape.columns if key]
    if len(words) != 1 or len(known) < 2:  # noqa: PLR2004 - in a list of one column nothing heads
        return False
    held = {shape.columns[at] for at, cell in enumerate(cells) if cell and at < len(shape.columns)}
    is_spread = sum(bool(cell) for cell in cells) > 1
    return is_spread or not held & _OF_A_LINE or bool(_SECTION.match(words.pop()))


def _trimmed(cells: list[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a cell, and the role that the cell itself gives it: ``lead``, ``supporting`` or none."""

    name: str
    role: str = ""


def named_in(cell: str) -> list[Named]:
    """Give the names that a cell lists, each with its role where the cell says it; commas are left to ``names_apart``.

    “牵头：甲局；配合：乙局、丙局” says it of all that follow, “甲局（牵头）” of that one.
    """
    found: list[Named] = []
    held = ""
    for words in _BETWEEN.split(cell):
        part = _COUNTED.sub("", words.strip())
        if label := _LABEL.match(part):
            held, part = _role(label), part[label.end() :]
        behind = _BEHIND.search(part)
        if name := _BEHIND.sub("", part).strip(" 。."):
            found.append(Named(name, _role(behind) if behind else held))
    return found


def _role(found: re.Match[str]) -> str:
    return _ROLES.get(found["role"].lower(), "")


def joints(name: str) -> Iterator[tuple[str, str]]:
    """Give what stands before and after each “和”, “及”, “and” and such, for a name that is not known as a whole."""
    for joint in _JOINED.finditer(name):
        before, after = name[: joint.start()], name[joint.end() :]
        if before and after:
            yield before, after


def names_apart(name: str) -> list[str]:
    """Give what commas hold apart, for a name that is not known as a whole."""
    return [part.strip() for part in _LOOSELY.split(name) if part.strip()]
