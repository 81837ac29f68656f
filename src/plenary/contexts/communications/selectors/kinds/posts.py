"""What a post's public page may tell out of the directory, and the posts' pages of a body."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import BodyFacts, Edition, PostFacts
from plenary.contexts.communications.selectors.kinds import holders
from plenary.contexts.communications.selectors.kinds.naming import Told, unnamed
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor


def without_page(actor: Actor) -> QuerySet[Post]:
    """Give the visible posts that are not abolished and have no page yet."""
    today = clock.today()
    found = people.posts_visible_to(actor).filter(
        Q(abolished_on__isnull=True) | Q(abolished_on__gt=today)
    )
    told = found.exclude(pk__in=PostFacts.objects.values("post_id"))
    return told.select_related("organisation").order_by("organisation", "order", "pk")


def told_of(post: Post, *, names_former: bool) -> Told:
    """Give what may be told of a post: its holder by name and day, former ones where that was chosen.

    The title is the post with the body or unit that it is held in.
    """
    held_in, gone = post.organisation, post.abolished_on
    is_gone = gone is not None and gone <= clock.today()
    return Told(
        title_zh=_whole(post.title_zh, held_in.name_zh, "{held_in}{post}"),
        title_en=_whole(post.title_en, held_in.name_en, "{post}, {held_in}"),
        kept={
            "people": [
                *([] if is_gone else holders.present([post])),
                *(holders.former([post]) if names_former else []),
            ],
            "told": {
                "title_zh": post.title_zh,
                "title_en": post.title_en,
                "name_zh": held_in.name_zh,
                "name_en": held_in.name_en,
                "abolished_on": gone.isoformat() if is_gone and gone else "",
            },
        },
    )


def _whole(post: str, held_in: str, form: str) -> str:
    """Give a post's title with the name of what it is held in, unless it has that already."""
    if not post or held_in in post:
        return post
    return form.format(post=post, held_in=held_in)


def told_now(facts: PostFacts) -> Told:
    """Give what may be told of a page's post today."""
    return told_of(facts.post, names_former=facts.names_former)


def nameless(facts: PostFacts, lang: str) -> list[str]:
    """Give what the page would tell in a language that the directory has no word for in it."""
    title = {"name_zh": facts.told["title_zh"], "name_en": facts.told["title_en"]}
    return list(dict.fromkeys(unnamed([title, facts.told], facts.people, lang)))


def listed_at(body: Edition) -> list[Edition]:
    """Give the pages of the posts of a body and of its own units, in its language, in protocol order."""
    own = BodyFacts.objects.filter(page=body.page_id).values("body_id")
    found = Edition.objects.filter(lang=body.lang, is_current=True, kind=PageKind.POST).filter(
        Q(page__told_post__post__organisation__in=own)
        | Q(page__told_post__post__organisation__parent__in=own)
    )
    is_own = Exists(own.filter(body=OuterRef("page__told_post__post__organisation")).order_by())
    order = ("page__told_post__post__organisation", "page__told_post__post__order", "pk")
    found = found.only("title", "slug", "lang", "facts").annotate(is_own=is_own)
    return list(found.order_by("-is_own", *order))


def body_of(post_page: Edition) -> dict[str, Any]:
    """Give title and address of the page of the body that a post belongs to, while that is in force."""
    facts = PostFacts.objects.filter(page=post_page.page_id).select_related("post__organisation")
    held_in = facts.get().post.organisation
    found = Edition.objects.filter(lang=post_page.lang, is_current=True, kind=PageKind.BODY)
    own = found.filter(page__told_body__body__in=[held_in.pk, held_in.parent_id or held_in.pk])
    known = own.annotate(held=F("page__told_body__body")).values("title", "slug", "held")
    every = sorted(known, key=lambda one: one["held"] != held_in.pk)
    return dict(every[0]) if every else {}
