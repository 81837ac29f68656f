"""Several names in one field or cell: one a line, a remark behind ``｜``, without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plenary.contexts.language.exchange.entry import Name

DIVIDER = "｜"
LISTS = (
    ("accepted_zh", "zh", "accepted"),
    ("accepted_en", "en", "accepted"),
    ("forbidden_zh", "zh", "forbidden"),
    ("forbidden_en", "en", "forbidden"),
)
"""The fields that hold names: key, side and standing."""

_PART = re.compile(r"((?:\\.|[^\\｜])*)(?:｜(.*))?", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def written(names: Iterable[Name], side: str, standing: str) -> str:
    """Write the names of one side and standing; a ``｜`` or ``\\`` within one is escaped by ``\\``."""
    return "\n".join(
        written_one(name) for name in names if (name.side, name.standing) == (side, standing)
    )


def written_one(name: Name) -> str:
    """Write one name with its remark."""
    text = _escape(name.text)
    return f"{text} {DIVIDER} {_escape(name.reason)}" if name.reason else text


def read(text: str, side: str, standing: str) -> list[Name]:
    """Read names as ``written`` writes them; blank lines are passed over."""
    found = []
    for line in text.splitlines():
        parts = _PART.match(line.strip())
        name, reason = (parts[1], parts[2] or "") if parts else (line, "")
        if name.strip():
            found.append(Name(side, _plain(name.strip()), standing, _plain(reason.strip())))
    return found


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(DIVIDER, f"\\{DIVIDER}")


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
