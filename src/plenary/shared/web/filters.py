"""What templates do to values: dates, numbers and the two sides of a text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from plenary.shared.actor import SYSTEM
from plenary.shared.quotation import quoted
from plenary.shared.web.phrases import phrased, phrased_pieces
from plenary.shared.web.tongues import tongued
from plenary.shared.written import local_day, written_day, written_moment, written_span


def day(value: dt.date | None) -> str:
    """Write a date as ``2025-05-08``; nothing for none."""
    return value.isoformat() if value else ""


def moment(value: dt.datetime | None) -> str:
    """Write a moment in the office's time as ``2025-05-08 14:30``."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def dated(value: dt.date | dt.datetime | str, lang: str = "") -> Markup:
    """Write a day as readers of public pages do, for programs as well; in the language in force unless another is named."""
    return _time(local_day(value), written_day(value, lang or _lang()))


def dated_moment(value: dt.datetime) -> Markup:
    """Write a moment as readers of public pages do."""
    at = timezone.localtime(value).isoformat(timespec="minutes")
    return Markup('<time datetime="{}">{}</time>').format(at, written_moment(value, _lang()))


def dated_span(first: str, last: str, lang: str = "") -> Markup:
    """Write the days from one to another as readers of public pages do; a single day once."""
    if first == last:
        return dated(first, lang)
    days = local_day(first), local_day(last)
    begin, between, end = written_span(*days, lang or _lang())
    return _time(days[0], begin) + between + _time(days[1], end)


def _time(day: dt.date, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), words)


def side(record: Any, field: str) -> str:
    """Give a two-language field in the language in force, else its other side."""
    zh, en = getattr(record, f"{field}_zh"), getattr(record, f"{field}_en")
    chinese = _is_chinese()
    return str((zh or en) if chinese else (en or zh))


def side_lang(record: Any, field: str) -> str:
    """Give the language of what ``side`` gives, for the ``lang`` attribute."""
    zh, en = getattr(record, f"{field}_zh"), getattr(record, f"{field}_en")
    chinese = _is_chinese()
    return "zh-Hans" if (zh if chinese else not en) and zh else "en"


def colon() -> str:
    """Give the colon after a label, as the language in force writes it."""
    return "：" if _is_chinese() else ": "


def gap() -> str:
    """Give what stands behind a mark that ends a label: Chinese marks bring their own room."""
    return "" if _is_chinese() else " "


def comma() -> str:
    """Give what stands between the words of a list."""
    return "、" if _is_chinese() else ", "


def between() -> str:
    """Give what stands between the names of a list that may hold commas themselves."""
    return "、" if _is_chinese() else "; "


def pause() -> str:
    """Give what stands between a name and what is said of it, such as a moment."""
    return "，" if _is_chinese() else ", "


def month(first: dt.date) -> str:
    """Write a month as people do: July 2025, 2025年7月."""
    return date_format(first, "YEAR_MONTH_FORMAT")


def short_month(first: dt.date) -> str:
    """Write a month without its year, as short as people do: Jul, 7月."""
    return date_format(first, "M")


def brackets(text: Any) -> str:
    """Put a remark between the brackets of the language in force."""
    return f"（{text}）" if _is_chinese() else f"({text})"


def who(name: str) -> str:
    """Give an actor's name; Plenary itself is called the system."""
    return _("The system") if name == SYSTEM.name else name


def _lang() -> str:
    return "zh" if _is_chinese() else "en"


def _is_chinese() -> bool:
    return (get_language() or "en").startswith("zh")


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "moment": moment,
    "dated": dated,
    "dated_moment": dated_moment,
    "dated_span": dated_span,
    "month": month,
    "short_month": short_month,
    "side": side,
    "side_lang": side_lang,
    "brackets": brackets,
    "who": who,
    "quoted": quoted,
    "phrased": phrased,
    "phrased_pieces": phrased_pieces,
    "tongued": tongued,
}
