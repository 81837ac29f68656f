"""Days and hours as people write them: 14 March 2025, 2025年3月14日; for those who only read them.

Signed-in pages keep ``2025-03-14``: there days stand in columns, are compared and are typed.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def local_day(value: dt.date | dt.datetime | str) -> dt.date:
    """Give the day of a moment in the office's time, of a date, or of what was kept as ``2025-03-14``."""
    if isinstance(value, dt.datetime):
        return timezone.localdate(value)
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def written_day(value: dt.date | dt.datetime | str, lang: str) -> str:
    """Write a day in Chinese or English."""
    day = local_day(value)
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_moment(value: dt.datetime, lang: str) -> str:
    """Write a moment in the office's time: 14 March 2025, 09:30; 2025年3月14日09:30."""
    pause = "" if lang == "zh" else ", "
    return f"{written_day(value, lang)}{pause}{timezone.localtime(value):%H:%M}"


def written_span(first: dt.date, last: dt.date, lang: str) -> tuple[str, str, str]:
    """Give a span's beginning, what stands between, and its end; what both have in common is said once."""
    is_year, is_month = first.year == last.year, first.month == last.month
    if lang == "zh":
        end = f"{last.month}月{last.day}日" if is_year else written_day(last, lang)
        return written_day(first, lang), "至", f"{last.day}日" if is_year and is_month else end
    if is_year and is_month:
        return str(first.day), "–\u2060", written_day(last, lang)
    begin = f"{first.day} {MONTHS[first.month - 1]}" if is_year else written_day(first, lang)
    return begin, " – ", written_day(last, lang)
