"""A programme as it is typed: a line an item, ``2025-09-10 | 09:00-10:30 | 开幕 | Opening | 一号厅 | Hall 1``.

Fields are parted by ``|`` or, as a spreadsheet pastes them, by tabs. A line without its day is on the
day of the one before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plenary.contexts.communications import keys
from plenary.shared.errors import Refused

MOST = 200
LONGEST = {"title_zh": 200, "title_en": 300, "room_zh": 100, "room_en": 150}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TIME = re.compile(r"(\d{1,2})\s*[:：]\s*(\d{2})(?:\s*[-–—~至到]\s*(\d{1,2})\s*[:：]\s*(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a programme."""

    on: dt.date
    starts: dt.time
    ends: dt.time | None
    title_zh: str = ""
    title_en: str = ""
    room_zh: str = ""
    room_en: str = ""


def read(text: str, *, first: dt.date, last: dt.date) -> list[Item]:
    """Read a programme; refused, with the line's number, where a line is not understood.

    An item must lie within the event's days.
    """
    items: list[Item] = []
    on = first
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        item = _item(number, line, on)
        if not first <= item.on <= last:
            raise _refused(number, _("the day is not one of the event's"))
        items.append(item)
        on = item.on
    if len(items) > MOST:
        raise _refused(
            len(items), _("a programme takes no more than %(most)d items") % {"most": MOST}
        )
    return items


def written(items: Iterable[Item]) -> str:
    """Write a programme as it would be typed."""
    return "\n".join(" | ".join(_cells(item)).rstrip(" |") for item in items)


def hours(starts: dt.time, ends: dt.time | None) -> str:
    """Write an item's hours."""
    return f"{starts:%H:%M}-{ends:%H:%M}" if ends else f"{starts:%H:%M}"


def _cells(item: Item) -> Sequence[str]:
    return (
        item.on.isoformat(),
        hours(item.starts, item.ends),
        item.title_zh,
        item.title_en,
        item.room_zh,
        item.room_en,
    )


def _item(number: int, line: str, on: dt.date) -> Item:
    cells = [keys.tidy_line(cell) for cell in re.split(r"\t|[|｜]", line)]
    if day := _DAY.fullmatch(cells[0]):
        on = _day(number, day)
        cells = cells[1:]
    hour = _TIME.fullmatch(cells[0]) if cells else None
    if hour is None:
        raise _refused(number, _("it does not begin with a day or an hour such as 09:00-10:30"))
    starts, ends = _hours(number, hour)
    words = [*cells[1:], "", "", "", ""]
    texts = dict(zip(LONGEST, words[:4], strict=True))
    if any(words[4:]):
        raise _refused(number, _("it has more than six fields"))
    if not texts["title_zh"] and not texts["title_en"]:
        raise _refused(number, _("it does not say what is held"))
    if any(len(texts[name]) > most for name, most in LONGEST.items()):
        raise _refused(number, _("a field is too long"))
    return Item(on, starts, ends, **texts)


def _day(number: int, found: re.Match[str]) -> dt.date:
    try:
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        raise _refused(number, _("there is no such day")) from None


def _hours(number: int, found: re.Match[str]) -> tuple[dt.time, dt.time | None]:
    try:
        starts = dt.time(int(found[1]), int(found[2]))
        ends = dt.time(int(found[3]), int(found[4])) if found[3] else None
    except ValueError:
        raise _refused(number, _("there is no such hour")) from None
    if ends is not None and ends <= starts:
        raise _refused(number, _("it ends before it begins"))
    return starts, ends


def _refused(number: int, why: str) -> Refused:
    sentence = _("Line %(number)d of the programme: %(why)s.") % {"number": number, "why": why}
    return Refused(sentence, fields={"programme": sentence})
