"""Questions about persons, posts and holders."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from plenary.kernel.people.models import Holding, Person, Post
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The directory of persons is open to every account that is signed in."""
    return Person.objects.all() if _may_look(actor) else Person.objects.none()


def posts_visible_to(actor: Actor) -> QuerySet[Post]:
    """Posts are open to every account that is signed in."""
    return Post.objects.all() if _may_look(actor) else Post.objects.none()


def holdings_on(on: dt.date) -> QuerySet[Holding]:
    """Give who holds which post on a day."""
    return Holding.objects.filter(
        Q(since_on__isnull=True) | Q(since_on__lte=on),
        Q(until_on__isnull=True) | Q(until_on__gt=on),
    ).select_related("person", "post")


def holdings_before(on: dt.date) -> QuerySet[Holding]:
    """Give who held which post and had left it by a day, the last to leave first."""
    found = Holding.objects.filter(until_on__lte=on).select_related("person", "post")
    return found.order_by("-until_on", "-since_on", "-pk")


def _may_look(actor: Actor) -> bool:
    return actor.user_id is not None or actor.has("system")
