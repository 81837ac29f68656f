"""What templates do to values: dates, numbers and the two sides of a text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language


def day(value: dt.date | None) -> str:
    """Write a date as ``2025-05-08``; nothing for none."""
    return value.isoformat() if value else ""


def moment(value: dt.datetime | None) -> str:
    """Write a moment in the office's time as ``2025-05-08 14:30``."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def side(record: Any, field: str) -> str:
    """Give a two-language field in the language in force, else its other side."""
    zh, en = getattr(record, f"{field}_zh"), getattr(record, f"{field}_en")
    chinese = (get_language() or "en").startswith("zh")
    return str((zh or en) if chinese else (en or zh))


def side_lang(record: Any, field: str) -> str:
    """Give the language of what ``side`` gives, for the ``lang`` attribute."""
    zh, en = getattr(record, f"{field}_zh"), getattr(record, f"{field}_en")
    chinese = (get_language() or "en").startswith("zh")
    return "zh-Hans" if (zh if chinese else not en) and zh else "en"


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "moment": moment,
    "side": side,
    "side_lang": side_lang,
}
