"""The pages made from the directory, of a body or of a post: what it tells now, and which are behind it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import BodyFacts, Edition, Page, PostFacts
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.kinds import bodies, posts
from plenary.contexts.communications.selectors.kinds.naming import Told
from plenary.shared.actor import Actor

FROM_DIRECTORY = (PageKind.BODY, PageKind.POST)
Facts = BodyFacts | PostFacts


def facts_of(kind: str) -> QuerySet[Any]:
    """Give what the pages of a kind took over, each with its page and its record of the directory."""
    if kind == PageKind.BODY:
        return BodyFacts.objects.select_related("page", "body__parent")
    return PostFacts.objects.select_related("page", "post__organisation")


def told_now(facts: Facts) -> Told:
    """Give what may be told today of the record that a page is made from, by what was chosen."""
    return bodies.told_now(facts) if isinstance(facts, BodyFacts) else posts.told_now(facts)


def is_out_of_date(facts: Facts) -> bool:
    """Say whether the directory says something else now than when it was taken over."""
    return told_now(facts).digest != facts.digest


def in_public(kind: str) -> QuerySet[Any]:
    """Give what the pages of a kind that are in public took over from the directory."""
    return facts_of(kind).filter(page__in=_shown(kind))


def to_take_over(actor: Actor) -> QuerySet[Page]:
    """Give the visible pages of bodies and posts that the directory has outgrown, those longest noticed first."""
    noticed = Coalesce("told_body__told_on", "told_post__told_on")
    shown = _shown(*FROM_DIRECTORY)
    found = pages.visible_to(actor).filter(pk__in=shown).annotate(noticed_on=noticed)
    behind = found.filter(noticed_on__isnull=False).order_by("noticed_on", "pk")
    return behind.defer("body_zh", "body_en")


def _shown(*kinds: str) -> QuerySet[Any]:
    return Edition.objects.filter(kind__in=kinds, is_current=True).values("page_id")
