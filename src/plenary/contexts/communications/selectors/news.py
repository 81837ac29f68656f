"""What is new on the portal, and what of it a subscriber has not been told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from plenary.contexts.communications.models import Edition, News, Page, Subscription
from plenary.contexts.communications.selectors.portal import LISTED
from plenary.shared import clock

FORGOTTEN_AFTER = dt.timedelta(days=7)
"""So long an address, or other topics, may wait for their owner's word."""
OVERLAP = dt.timedelta(days=2)
"""So long a publication may have taken to be seen after the moment that it is dated by."""
MOST_SPANS = 12
"""So many earlier choices of topics are told apart."""
Span = tuple[int, int, list[int]]
"""After which number, up to which, and under which topics a subscription was told; none: under all."""
Key = tuple[int, str, int | None]
"""A page, a language, and a topic or none."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """What one mail tells, and up to which number of the news that goes."""

    editions: list[Edition]
    upto: int


def is_wish_open(found: Subscription) -> bool:
    """Say whether other topics were asked for that a subscription's owner may still confirm."""
    return found.wished_at is not None and found.wished_at >= clock.now() - FORGOTTEN_AFTER


def listed() -> QuerySet[Edition]:
    """Give what is in force and stands in lists."""
    return Edition.objects.filter(is_current=True, kind__in=LISTED)


def unnoticed() -> list[Key]:
    """Give what stands in public, or under a topic, and was not noticed yet, the earliest first.

    Only what was published since shortly before the last noticing is looked at.
    """
    last = News.objects.aggregate(last=Max("noticed_at"))["last"]
    found = listed().order_by("released_at", "pk")
    if last is not None:
        found = found.filter(published_at__gte=last - OVERLAP)
    pages: list[tuple[int, str]] = list(found.values_list("page_id", "lang"))
    rows = found.filter(topics__isnull=False).values_list("page_id", "lang", "topics")
    every: list[Key] = [*((page, lang, None) for page, lang in pages), *rows]
    known = set(
        News.objects.filter(page__in=found.order_by().values("page_id")).values_list(
            "page_id", "lang", "topic_id"
        )
    )
    return [one for one in dict.fromkeys(every) if one not in known]


def untold_of(page: Page, lang: str) -> QuerySet[News]:
    """Give what was noticed of a page, and so numbered, that no mail has gone past yet.

    Whoever confirmed a subscription after the noticing begins beyond its number without a mail.
    """
    passed = Subscription.objects.filter(
        lang=lang, confirmed_at__lt=OuterRef("noticed_at"), told_upto__gte=OuterRef("pk")
    )
    return News.objects.filter(~Exists(passed), page=page, lang=lang)


def last_number() -> int:
    """Give the number of what was noticed last; nought for nothing."""
    return News.objects.aggregate(last=Max("pk"))["last"] or 0


def told_with_present(found: Subscription) -> list[Span]:
    """Give what a subscription was told of before its topics change, the present ones with it.

    Of more choices than are kept the two oldest become one, which holds whatever either was told.
    """
    upto, topics = found.told_upto or 0, sorted(topic.pk for topic in found.topics.all())
    spans: list[Span] = [tuple(one) for one in found.told_before]
    if upto > found.told_after:
        spans.append((found.told_after, upto, topics))
    while len(spans) > MOST_SPANS:
        (after, upto, ours), (other_after, other_upto, theirs) = spans[:2]
        both = sorted({*ours, *theirs}) if ours and theirs else []
        spans[:2] = [(min(after, other_after), max(upto, other_upto), both)]
    return spans


def _under(topics: Sequence[int]) -> Q:
    """Ask for the rows of these topics; of none, for those of everything."""
    return Q(topic__in=topics) if topics else Q(topic=None)


def to_tell(found: Subscription, most: int) -> ToTell:
    """Give what a subscriber has not been told, the earliest first, no more than ``most`` pages.

    A page that comes under a wanted topic later is new then, unless it stood under another wanted
    one before, or was told under topics that the subscriber had before these.
    """
    upto, told = last_number(), found.told_upto or 0
    topics = [topic.pk for topic in found.topics.all()]
    of_lang = News.objects.filter(lang=found.lang, pk__lte=upto)
    mine = of_lang.filter(_under(topics))
    known = Q(pk__lte=told) & _under(topics)
    for after, upto_then, earlier in found.told_before:
        known |= Q(pk__gt=after, pk__lte=upto_then) & _under(earlier)
    before = of_lang.filter(known, page=OuterRef("page"))
    there = listed().filter(page=OuterRef("page"), lang=found.lang)
    new = mine.filter(Exists(there), ~Exists(before), pk__gt=told).order_by("pk")
    pages: dict[int, None] = {}
    for number, page_id in new.values_list("pk", "page_id").iterator():
        if page_id not in pages and len(pages) == most:
            upto = number - 1
            break
        pages[page_id] = None
    editions = listed().filter(lang=found.lang, page__in=pages).defer("body", "html")
    order = {page_id: at for at, page_id in enumerate(pages)}
    return ToTell(sorted(editions, key=lambda one: order[one.page_id]), upto)


def by_token(token: str) -> Subscription | None:
    """Give the subscription whose mails carry this secret, with its topics and those wished for."""
    return Subscription.objects.prefetch_related("topics", "wished").filter(token=token).first()
