"""Feeds of a language or a topic: RSS 2.0, Atom and JSON Feed 1.1, made of editions in force."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from plenary.contexts.communications import addresses
from plenary.contexts.communications.models import Edition, Topic
from plenary.contexts.communications.selectors import portal

_OWN = re.compile(r'href="(/[^"]*)"')
"""A link to a page of ours; whoever reads a feed is elsewhere."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of: its language, its name, the page it belongs to, its own path."""

    lang: str
    title: str
    description: str
    page: str
    path: str
    topics: dict[str, Topic]
    """All of them as they are called now, by their keys."""


def rss(channel: Channel, editions: list[Edition]) -> str:
    """Write RSS 2.0."""
    return _syndicated(Rss201rev2Feed, channel, editions)


def atom(channel: Channel, editions: list[Edition]) -> str:
    """Write Atom (RFC 4287)."""
    return _syndicated(Atom1Feed, channel, editions)


def json_feed(channel: Channel, editions: list[Edition]) -> str:
    """Write JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": addresses.full(channel.page),
        "feed_url": addresses.full(channel.path),
        "language": addresses.TAGS[channel.lang],
        "items": [_item(channel, edition) for edition in editions],
    }
    return json.dumps(feed, ensure_ascii=False)


WRITERS: dict[str, tuple[str, Callable[[Channel, list[Edition]], str]]] = {
    "rss.xml": ("application/rss+xml; charset=utf-8", rss),
    "atom.xml": ("application/atom+xml; charset=utf-8", atom),
    "feed.json": ("application/feed+json; charset=utf-8", json_feed),
}
"""The files of a feed: media type and writer."""


def _item(channel: Channel, edition: Edition) -> dict[str, Any]:
    address = addresses.full(addresses.of(edition))
    item: dict[str, Any] = {
        "id": address,
        "url": address,
        "title": edition.title,
        **_content(edition),
        "date_published": edition.released_at.isoformat(),
        "date_modified": edition.published_at.isoformat(),
        "language": addresses.TAGS[edition.lang],
        "tags": _topics(channel, edition),
        "authors": [{"name": _unit(edition)}],
    }
    if edition.summary:
        item["summary"] = edition.summary
    if photos := edition.facts.get("images"):
        first = photos[0]
        item["image"] = addresses.full(addresses.image(first["key"], f"{first['widths'][-1]}.jpg"))
    return item


def _content(edition: Edition) -> dict[str, str]:
    """Give an item's text, which JSON Feed requires; a body's page may have none but its members."""
    if edition.html:
        return {
            "content_html": _OWN.sub(lambda hit: f'href="{addresses.full(hit[1])}"', edition.html)
        }
    return {"content_text": edition.summary or edition.title}


def _syndicated(kind: type[SyndicationFeed], channel: Channel, editions: list[Edition]) -> str:
    feed = kind(
        title=channel.title,
        link=addresses.full(channel.page),
        description=channel.description,
        language=addresses.TAGS[channel.lang],
        feed_url=addresses.full(channel.path),
    )
    for edition in editions:
        address = addresses.full(addresses.of(edition))
        feed.add_item(
            title=edition.title,
            link=address,
            description=edition.summary or edition.title,
            unique_id=address,
            pubdate=edition.released_at,
            updateddate=edition.published_at,
            author_name=_unit(edition),
            categories=_topics(channel, edition),
        )
    return str(feed.writeString("utf-8"))


def _topics(channel: Channel, edition: Edition) -> list[str]:
    topics = portal.named_now(edition, channel.topics)
    return [topic.name_zh if edition.lang == "zh" else topic.name_en for topic in topics]


def _unit(edition: Edition) -> str:
    facts = edition.facts
    return str(facts[f"unit_{edition.lang}"] or facts["unit_zh"] or facts["unit_en"])
