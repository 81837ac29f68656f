"""Who holds posts and who held them, in plain values: post, name and days, nothing else of a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Post
from plenary.shared import clock


def present(posts: Sequence[Post]) -> list[dict[str, str]]:
    """Give who holds these posts today, post by post; a vacant one without a name."""
    holders: dict[int, list[Any]] = {}
    for holding in people.holdings_on(clock.today()).filter(post__in=posts).order_by("pk"):
        holders.setdefault(holding.post_id, []).append(holding)
    return [_told(post, holding) for post in posts for holding in holders.get(post.pk, [None])]


def former(posts: Sequence[Post]) -> list[dict[str, str]]:
    """Give who held these posts before, post by post, the last to leave first."""
    left: dict[int, list[Any]] = {}
    for holding in people.holdings_before(clock.today()).filter(post__in=posts):
        left.setdefault(holding.post_id, []).append(holding)
    return [
        {**_told(post, one), "until": one.until_on.isoformat()}
        for post in posts
        for one in left.get(post.pk, [])
    ]


def _told(post: Post, holding: Any) -> dict[str, str]:
    return {
        "title_zh": post.title_zh,
        "title_en": post.title_en,
        "name_zh": holding.person.name_zh if holding else "",
        "name_en": holding.person.name_en if holding else "",
        "since": holding.since_on.isoformat() if holding and holding.since_on else "",
    }
