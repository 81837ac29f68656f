"""What the public pages offer to a unit's report: readouts and pages that tell of its task, and events held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import EventState, PageKind
from plenary.contexts.communications.models import Edition
from plenary.contexts.governance.api import Asked, Fact, date_en, date_zh
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor

SHORTEST = {"zh": 6, "en": 12}
"""A shorter title is no name: it would stand in texts that mean something else."""
MOST = 40
"""So many sides are looked at."""
READOUT = (_("Readout"), "会议通稿", "The readout")
PAGE = (_("Public page"), "公开页面", "The page")


def facts_of_pages(_actor: Actor, asked: Asked) -> Iterator[Fact]:
    """Offer the pages that stand in public since these days, and the events that took place in them."""
    names = _names(asked)
    current = Edition.objects.filter(is_current=True)
    since = timezone.make_aware(dt.datetime.combine(asked.since, dt.time.min))
    out = current.filter(
        Q(page__meeting_id__in=asked.meeting_ids) | names, released_at__gte=since
    ).exclude(kind=PageKind.EVENT)
    yield from map(_page, _sides(out))
    held = current.filter(
        names,
        kind=PageKind.EVENT,
        page__event__ends_on__range=(asked.since, asked.until),
        page__event__state=EventState.PLANNED,
    )
    yield from map(_event, _sides(held))


def _names(asked: Asked) -> Q:
    """Ask for texts in which the task's title stands, in either language."""
    wanted = Q(pk__in=[])
    for lang, title in (("zh", asked.title_zh), ("en", asked.title_en)):
        if len(title) >= SHORTEST[lang]:
            wanted |= Q(lang=lang) & (Q(body__icontains=title) | Q(title__icontains=title))
    return wanted


def _sides(found: QuerySet[Edition]) -> Iterator[tuple[Edition, Edition]]:
    """Give of each page its Chinese and its English side, each standing in for one that is not out."""
    ids = found.order_by().values("page_id")
    both = Edition.objects.filter(is_current=True, page__in=ids).select_related("page__event")
    pages: dict[int, dict[str, Edition]] = {}
    for one in both.defer("body", "html")[:MOST]:
        pages.setdefault(one.page_id, {})[one.lang] = one
    for sides in pages.values():
        first = next(iter(sides.values()))
        yield sides.get("zh", first), sides.get("en", first)


def _page(sides: tuple[Edition, Edition]) -> Fact:
    zh, en = sides
    word, name_zh, name_en = READOUT if zh.kind == PageKind.READOUT else PAGE
    on = timezone.localdate(min(zh.released_at, en.released_at))
    return Fact(
        key=f"communications.page:{zh.page_id}",
        kind=word,
        on=on,
        zh=f"{date_zh(on)}{in_zh(f'发布{name_zh}')}《{zh.title}》。",
        en=f"{in_en(f'{name_en} was published')} on {date_en(on)}: “{en.title}”.",
        url=addresses.of(zh),
    )


def _event(sides: tuple[Edition, Edition]) -> Fact:
    zh, en = sides
    held = zh.page.event
    days_zh, days_en = date_zh(held.starts_on), f"on {date_en(held.starts_on)}"
    if held.ends_on > held.starts_on:
        days_zh += f"至{date_zh(held.ends_on)}"
        days_en = f"from {date_en(held.starts_on)} to {date_en(held.ends_on)}"
    return Fact(
        key=f"communications.event:{zh.page_id}:{held.ends_on}",
        kind=pgettext_lazy("page", "Event"),
        on=held.ends_on,
        zh=f"{days_zh}{in_zh('举办活动')}《{zh.title}》。",
        en=f"{in_en('An event was held')} {days_en}: “{en.title}”.",
        url=addresses.of(zh),
    )
