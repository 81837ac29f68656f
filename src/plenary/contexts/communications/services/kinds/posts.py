"""Makes the public page of a post out of the directory: its name, its holder and former ones are never typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models import Page, PostFacts
from plenary.contexts.communications.selectors.kinds.posts import told_of, without_page
from plenary.contexts.communications.selectors.limits import told_as
from plenary.contexts.communications.services.kinds.directory import (
    edit_words,
    keep_choice,
    keep_made,
    locked,
)
from plenary.contexts.communications.services.writing import PageGiven
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.people import selectors as people
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def make_post_page(
    *,
    actor: Actor,
    post_id: int,
    names_former: bool = False,
    duties_zh: str = "",
    duties_en: str = "",
    source_unit_id: int | None = None,
    topic_ids: Sequence[int] = (),
    is_illustrative: bool = False,
) -> Page:
    """Make a post's page as a draft: its name and holder from the directory, its duties as given.

    Former holders are named only where that is chosen. ``NotFound`` for a post that the actor may not
    see or that is abolished; refused for one that has its page already, and as ``make_page`` is.
    """
    authorise(actor, policies.can_write)
    post = people.posts_visible_to(actor).filter(pk=post_id).first()
    if post is None:
        raise NotFound
    if twin := Page.objects.filter(told_post__post=post).first():
        raise Refused(_("This post has its page already: “%(title)s”.") % {"title": told_as(twin)})
    if not without_page(actor).filter(pk=post_id).exists():
        raise NotFound
    told = told_of(post, names_former=names_former)
    given = PageGiven(
        body_zh=duties_zh,
        body_en=duties_en,
        source_side=Lang.ZH if told.title_zh else Lang.EN,
        source_unit_id=source_unit_id,
        topic_ids=topic_ids,
    )
    page = Page(kind=PageKind.POST, is_illustrative=is_illustrative)
    facts = PostFacts(post=post, names_former=names_former)
    keep_made(actor, page, facts, told, given)
    record(actor=actor, action="communications.post.made", subject=facts)
    return page


@transaction.atomic
def edit_post_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    given: PageGiven,
    names_former: bool,
) -> Page:
    """Change what a post's page says of its duties, and whether it names former holders; the name stays.

    Refused as ``edit_page`` is.
    """
    page, facts = locked(actor, page_id, seen_version, PageKind.POST)
    page = edit_words(actor, page, given)
    if names_former == facts.names_former:
        return page
    before = snapshot(facts)
    facts.names_former = names_former
    return keep_choice(actor, page, facts, before)
