"""What the portal counts: how many items stand in both languages, and how long the second one took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import partial
from statistics import median
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.urls import reverse_lazy
from django.utils import timezone

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import PageSide
from plenary.kernel.measures.registry import Measure, declare


def pages_in_both_languages(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Count the pages of events whose second language went out in the period, by their source unit."""
    return len(_days(start, end, unit_ids))


def days_to_second_language(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> int:
    """Give the median of the days from the event to the first publication of the second language.

    Of the pages that ``pages_in_both_languages`` counts; 0 where that is 0. An announcement that
    stood in both languages before its event counts as 0 days.
    """
    days = _days(start, end, unit_ids)
    return round(median(days)) if days else 0


def days_to_language(
    lang: str, start: dt.date, end: dt.date, unit_ids: Collection[int] | None
) -> int:
    """Give the median of the days from the event to the first publication in a language, in the period.

    0 where none went out; what was announced before its event counts as 0 days.
    """
    out = _out(unit_ids).filter(lang=lang, released_at__date__range=(start, end))
    days = [
        max(0, (timezone.localtime(at).date() - held).days)
        for held, at in out.values_list("page__held_on", "released_at")
        if held and at
    ]
    return round(median(days)) if days else 0


def _out(unit_ids: Collection[int] | None) -> QuerySet[PageSide]:
    """Give the languages of events' pages that ever went out, of all units or of these."""
    out = PageSide.objects.filter(released_at__isnull=False, page__held_on__isnull=False)
    return out if unit_ids is None else out.filter(page__source_unit_id__in=list(unit_ids))


def _days(start: dt.date, end: dt.date, unit_ids: Collection[int] | None) -> list[int]:
    pages = (
        _out(unit_ids)
        .order_by()
        .values("page_id")
        .annotate(languages=Count("pk"), held=Max("page__held_on"), second=Max("released_at"))
    )
    both = pages.filter(languages=len(Lang.values), second__date__range=(start, end))
    return [
        max(0, (timezone.localtime(second).date() - held).days)
        for held, second in both.values_list("held", "second")
    ]


RECORDS: Any = reverse_lazy("communications:event-days")
MEASURES = (
    Measure(
        "communications.pages_in_both_languages",
        "中英文均已发布的活动页面",
        "Pages of events published in both languages",
        "篇",
        "pages",
        value=pages_in_both_languages,
        records_url=RECORDS,
    ),
    Measure(
        "communications.days_to_second_language",
        "活动至第二语种发布的天数（中位数）",
        "Days from the event to its publication in the second language (median)",
        "天",
        "days",
        value=days_to_second_language,
        records_url=RECORDS,
    ),
    Measure(
        "communications.days_to_chinese",
        "活动至中文发布的天数（中位数）",
        "Days from the event to its publication in Chinese (median)",
        "天",
        "days",
        value=partial(days_to_language, Lang.ZH),
        records_url=RECORDS,
    ),
    Measure(
        "communications.days_to_english",
        "活动至英文发布的天数（中位数）",
        "Days from the event to its publication in English (median)",
        "天",
        "days",
        value=partial(days_to_language, Lang.EN),
        records_url=RECORDS,
    ),
)


def declare_all() -> None:
    """Offer the portal's measures to everybody."""
    for measure in MEASURES:
        declare(measure)
