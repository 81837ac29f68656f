"""What a body's public page may tell out of the directory: posts, holders and member units, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import BodyFacts, Edition
from plenary.contexts.communications.selectors.kinds import holders
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Told:
    """What the directory says of a body that may be told: by names alone, in protocol order."""

    title_zh: str
    title_en: str
    people: list[dict[str, str]]
    """A post each: its titles, its holder's names and the day since when; no names while vacant."""
    seats: list[dict[str, str]]
    """The superior body first, as ``parent``; then the member units, as ``unit``."""

    @property
    def digest(self) -> str:
        """Give what changes when the directory does."""
        told = [self.title_zh, self.title_en, self.people, self.seats]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


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

    Former holders are named of those alone for which that was chosen too.
    """
    chosen, past = set(post_ids), set(past_post_ids)
    posts = list(posts_of(body).filter(pk__in=chosen))
    return Told(
        title_zh=body.name_zh,
        title_en=body.name_en,
        people=[
            *holders.present(posts),
            *holders.former([one for one in posts if one.pk in past]),
        ],
        seats=_seats(body),
    )


def is_out_of_date(facts: BodyFacts) -> bool:
    """Say whether the directory says something else now than when it was taken over."""
    return told_now(facts).digest != facts.digest


def in_public() -> QuerySet[BodyFacts]:
    """Give what the bodies' pages in public took over from the directory."""
    shown = Edition.objects.filter(kind=PageKind.BODY, is_current=True).values("page_id")
    return BodyFacts.objects.filter(page__in=shown)


def told_now(facts: BodyFacts) -> Told:
    """Give what may be told of a page's body today, by the posts that were chosen."""
    chosen = facts.posts.values_list("pk", flat=True)
    return told_of(facts.body, chosen, facts.past_posts.values_list("pk", flat=True))


def nameless(facts: BodyFacts, lang: str) -> list[str]:
    """Give what the page would tell in a language that the directory has no word for in it."""
    return unnamed(facts.seats, facts.people, lang)


def unnamed(
    named: Iterable[dict[str, str]], people: Iterable[dict[str, str]], lang: str
) -> list[str]:
    """Give the names in the other language of what has none in this one."""
    other = "en" if lang == "zh" else "zh"
    names = [(one[f"name_{lang}"], one[f"name_{other}"]) for one in named]
    for one in people:
        names += [(one[f"{part}_{lang}"], one[f"{part}_{other}"]) for part in ("title", "name")]
    return [there for here, there in names if there and not here]


def _seats(body: Organisation) -> list[dict[str, str]]:
    told = [("parent", body.parent)] if body.parent else []
    held = organisations.member_units(body, clock.today())
    told += [("unit", seat.unit) for seat in held]
    return [
        {"as": role, "name_zh": one.name_zh, "name_en": one.name_en} for role, one in told if one
    ]
