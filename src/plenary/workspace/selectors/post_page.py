"""What the page of a post, and the list of places, ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding, Post
from plenary.kernel.places import selectors as places
from plenary.kernel.places.models import Place
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class PostPage:
    """A post with its holders: those of today before those of old."""

    post: Post
    holdings: list[Holding]


def post_page(actor: Actor, pk: int) -> PostPage:
    """Give a post with everybody who holds or held it."""
    post = people.posts_visible_to(actor).select_related("organisation").filter(pk=pk).first()
    if post is None:
        raise NotFound
    holdings = list(post.holdings.select_related("person"))
    holdings.sort(
        key=lambda h: (h.until_on or dt.date.max, h.since_on or dt.date.min, h.pk), reverse=True
    )
    return PostPage(post, holdings)


def places_found(actor: Actor, words: str) -> QuerySet[Place]:
    """Give the places whose name or address holds all the words."""
    found = places.visible_to(actor)
    for word in words.split():
        found = found.filter(
            Q(name_zh__icontains=word)
            | Q(name_en__icontains=word)
            | Q(address_zh__icontains=word)
            | Q(address_en__icontains=word)
        )
    return found
