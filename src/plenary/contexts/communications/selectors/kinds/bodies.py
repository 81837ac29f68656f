"""What a body's public page may tell out of the directory: posts, holders and member units, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from plenary.contexts.communications.models import BodyFacts
from plenary.contexts.communications.selectors.kinds import holders
from plenary.contexts.communications.selectors.kinds.naming import Told, unnamed
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor


def without_page(actor: Actor) -> QuerySet[Organisation]:
    """Give the visible bodies in being that have no page yet."""
    in_being = organisations.in_being(organisations.bodies(actor), clock.today())
    return in_being.exclude(pk__in=BodyFacts.objects.values("body_id"))


def posts_of(body: Organisation) -> QuerySet[Post]:
    """Give the posts in a body that are not abolished, in protocol order."""
    today = clock.today()
    return body.posts.filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=today))


def told_of(body: Organisation, post_ids: Iterable[int], past_post_ids: Iterable[int] = ()) -> Told:
    """Give what may be told of a body, with the holders of the chosen posts and of no other.

    In protocol order, each with the day since when; a vacant one without a name. Former holders are
    named of those alone for which that was chosen too.
    """
    chosen, past = set(post_ids), set(past_post_ids)
    posts = list(posts_of(body).filter(pk__in=chosen))
    return Told(
        title_zh=body.name_zh,
        title_en=body.name_en,
        kept={
            "people": [
                *holders.present(posts),
                *holders.former([one for one in posts if one.pk in past]),
            ],
            "seats": _seats(body),
        },
    )


def told_now(facts: BodyFacts) -> Told:
    """Give what may be told of a page's body today, by the posts that were chosen."""
    chosen = facts.posts.values_list("pk", flat=True)
    return told_of(facts.body, chosen, facts.past_posts.values_list("pk", flat=True))


def nameless(facts: BodyFacts, lang: str) -> list[str]:
    """Give what the page would tell in a language that the directory has no word for in it."""
    return unnamed(facts.seats, facts.people, lang)


def _seats(body: Organisation) -> list[dict[str, str]]:
    """Give the superior body first, as ``parent``; then the member units, as ``unit``."""
    told = [("parent", body.parent)] if body.parent else []
    held = organisations.member_units(body, clock.today())
    told += [("unit", seat.unit) for seat in held]
    return [
        {"as": role, "name_zh": one.name_zh, "name_en": one.name_en} for role, one in told if one
    ]
