"""Pages that may be the same as another one: its title, its text nearly, its day with a like title, its address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, sketches
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Origin, Page, Sketch

LIKE_TITLES, NEARLY_ONE = 0.6, 0.7
BEGINNING = 10
"""Letters with which nearly the same titles begin, so that few are compared."""
MOST = 20

_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Like:
    """A page that may be the same, and why."""

    page: Page
    why: list[str] = field(default_factory=list)
    is_certain: bool = False
    """Whether the titles are one, so that it cannot be made as another page."""


def with_like_text(page: Page) -> list[Page]:
    """Give the other pages whose text is nearly this one's in either language.

    Those that somebody has said to be different are left out, and of a meeting's page those of other
    meetings: each year's readout says nearly what the last one said.
    """
    found = {page.pk: page for page in _by_bands(page)}
    known = set(page.unlike_ids)
    near = []
    for other in found.values():
        if other.pk in known or page.pk in other.unlike_ids or _are_meetings(page, other):
            continue
        if any(_is_near(page, other, lang) for lang in Lang.values):
            near.append(other)
    return near


def alike(page: Page, urls: Iterable[str], days: Iterable[dt.date]) -> list[Like]:
    """Give every page that may be the same as one that is about to be made."""
    found: dict[int, Like] = {}

    def add(others: Iterable[Page], why: str) -> None:
        for other in others:
            found.setdefault(other.pk, Like(other)).why.append(why)

    titles = {
        f"title_key_{lang}": keys.title_key(getattr(page, f"title_{lang}")) for lang in Lang.values
    }
    add(_same(titles), _("the same title"))
    for one in found.values():
        one.is_certain = True
    add(with_like_text(page), _("nearly the same text"))
    add(from_addresses(page, urls), _("the same original address"))
    add(_on_days(page, days), _("the same day and a like title"))
    add(_nearly_titled(page), _("nearly the same title"))
    return list(found.values())


def bands_of(page: Page) -> set[tuple[str, int]]:
    """Give the bands of a page's texts, each with its language."""
    return {
        (lang, band)
        for lang in Lang.values
        for band in sketches.sketch(sketches.pieces(getattr(page, f"body_{lang}")))
    }


def _by_bands(page: Page) -> list[Page]:
    bands = [band for _lang, band in bands_of(page)]
    ids = Sketch.objects.filter(band__in=bands).exclude(page_id=page.pk)
    return list(Page.objects.filter(pk__in=ids.values("page_id"))[:MOST])


def _are_meetings(one: Page, other: Page) -> bool:
    """Say whether these are the pages of two meetings."""
    return None not in {one.meeting_id, other.meeting_id} and one.meeting_id != other.meeting_id


def _is_near(one: Page, other: Page, lang: str) -> bool:
    texts = (getattr(page, f"body_{lang}") for page in (one, other))
    here, there = (sketches.pieces(text) for text in texts)
    return sketches.likeness(here, there) >= sketches.NEARLY


def _same(columns: Mapping[str, str]) -> list[Page]:
    same = Q(pk__in=[])
    for name, value in columns.items():
        if value:
            same |= Q(**{name: value})
    return list(Page.objects.filter(same)[:MOST])


def from_addresses(page: Page, urls: Iterable[str]) -> list[Page]:
    """Give the other pages that name one of these addresses as their original, however it is written.

    With http or https, with a last slash or without: two ways of writing one address. Those that
    somebody has said to be different are left out.
    """
    asked = {way for url in urls if url for way in _ways(url)}
    if not asked:
        return []
    held = Origin.objects.filter(url__in=asked).values("page_id")
    found = Page.objects.filter(Q(pk__in=held) | Q(original_url__in=asked))
    known = set(page.unlike_ids)
    others = found.exclude(pk=page.pk).order_by("pk")[:MOST]
    return [one for one in others if one.pk not in known and page.pk not in one.unlike_ids]


def _ways(url: str) -> list[str]:
    """Give the ways in which an address may be written."""
    scheme, mark, rest = url.strip().partition("://")
    if not mark:
        return [url]
    host, slash, path = rest.partition("#")[0].partition("/")
    whole = f"{host.lower()}{slash}{path}"
    ends = (whole,) if "?" in whole else (whole.rstrip("/"), f"{whole.rstrip('/')}/")
    schemes = ("http", "https") if scheme.lower() in {"http", "https"} else (scheme,)
    return [url, *(f"{one}://{end}" for one in schemes for end in ends)]


def _on_days(page: Page, days: Iterable[dt.date]) -> list[Page]:
    asked = list(days)
    if not asked:
        return []
    held = Origin.objects.filter(published_on__in=asked).values("page_id")
    others = Page.objects.filter(Q(held_on__in=asked) | Q(pk__in=held)).defer("body_zh", "body_en")
    return [one for one in others[:200] if _has_like_title(page, one)][:MOST]


def _nearly_titled(page: Page) -> list[Page]:
    """Give the pages whose title is nearly this one's, with the same numbers: last year's is another."""
    found: dict[int, Page] = {}
    for lang in Lang.values:
        title = getattr(page, f"title_{lang}")
        key = keys.title_key(title)
        if len(key) < BEGINNING:
            continue
        others = Page.objects.filter(**{f"title_key_{lang}__startswith": key[:BEGINNING]})
        for other in others.defer("body_zh", "body_en").order_by("-pk")[:200]:
            theirs = getattr(other, f"title_{lang}")
            is_nearly = NEARLY_ONE <= _shared(title, theirs) < 1
            if is_nearly and _NUMBER.findall(title) == _NUMBER.findall(theirs):
                found[other.pk] = other
    return list(found.values())[:MOST]


def _has_like_title(one: Page, other: Page) -> bool:
    return any(
        _shared(getattr(one, f"title_{lang}"), getattr(other, f"title_{lang}")) >= LIKE_TITLES
        for lang in Lang.values
    )


def _shared(one: str, other: str) -> float:
    here, there = (
        {key[at : at + 2] for at in range(len(key) - 1)}
        for key in map(keys.title_key, (one, other))
    )
    return len(here & there) / len(here | there) if here and there else 0.0
