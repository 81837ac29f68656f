"""Whose feed links there are, and what a feed holds."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plenary.contexts.governance.enums import FeedScope
from plenary.contexts.governance.ical.feeds import Due, Sitting, write_feed
from plenary.contexts.governance.models import FeedLink
from plenary.contexts.governance.selectors.calendar.entries import Entry, Range
from plenary.contexts.governance.selectors.calendar.own import dates
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.sender import sender_host
from plenary.shared.web.filters import colon

BACK, AHEAD = dt.timedelta(days=92), dt.timedelta(days=400)


def visible_to(actor: Actor) -> QuerySet[FeedLink]:
    """Give the actor's own links."""
    return FeedLink.objects.filter(user_id=actor.user_id or 0).select_related("organisation")


def in_force(actor: Actor) -> QuerySet[FeedLink]:
    """Give those of the actor's links that open still."""
    return visible_to(actor).filter(revoked_at__isnull=True, expires_at__gt=clock.now())


@dataclass(frozen=True, slots=True)
class Feed:
    """What a link's account may see now; the same all day while nothing changes."""

    name: str
    language: str
    stamp: dt.datetime
    lines: list[Sitting | Due]

    @property
    def etag(self) -> str:
        """Give what changes with the feed: known before it is written, which takes the longest."""
        held = repr((self.name, self.language, self.stamp, self.lines))
        return hashlib.sha256(held.encode()).hexdigest()

    def written(self) -> bytes:
        """Write it."""
        return write_feed(self.name, self.language, self.stamp, self.lines)


def feed_of(link: FeedLink) -> Feed:
    """Give what a link shows, in the rights that its account has at this moment."""
    today = clock.today()
    wanted = Range(
        starts_on=today - BACK,
        ends_on=today + AHEAD,
        scope=link.scope,
        organisation=link.organisation,
    )
    lang = "zh" if link.language.startswith("zh") else "en"
    found = dates(link.user.actor, wanted)
    stamp = timezone.make_aware(dt.datetime.combine(today, dt.time.min))
    with override(link.language):
        name = _("Plenary: %(whose)s") % {"whose": _whose(link, lang)}
        lines = [_line(entry, lang) for entry in found]
    return Feed(name, "zh-Hans" if lang == "zh" else "en", stamp, lines)


def _line(entry: Entry, lang: str) -> Sitting | Due:
    uid = f"{entry.kind}-{entry.pk}@{sender_host()}"
    url = f"{settings.ORIGIN}{entry.url}"
    title = entry.title.either(lang)
    if entry.kind == "meeting":
        return Sitting(
            uid=uid,
            sequence=entry.version,
            on=entry.on,
            summary=title,
            url=url,
            location=entry.place.either(lang),
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            is_called_off=entry.is_called_off,
        )
    if entry.task:
        title = f"{entry.task.either(lang)}{colon()}{title}"
    if entry.word:
        title = f"{entry.word}{colon()}{title}"
    return Due(
        uid=uid,
        sequence=entry.version,
        on=entry.on,
        summary=title,
        url=url,
        is_done=entry.is_done,
    )


def _whose(link: FeedLink, lang: str) -> str:
    if link.scope == FeedScope.ACCOUNT or link.organisation is None:
        return str(link.user.name)
    sides = (lang, "en" if lang == "zh" else "zh")
    stems = [f"{stem}_{side}" for side in sides for stem in ("short", "name")]
    return next((value for stem in stems if (value := getattr(link.organisation, stem))), "")
