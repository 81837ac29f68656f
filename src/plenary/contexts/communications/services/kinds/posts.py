"""Makes the public page of a post out of the directory: its name, its holder and former ones are never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models import Page, PostFacts
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.kinds.posts import (
    Told,
    told_now,
    told_of,
    without_page,
)
from plenary.contexts.communications.selectors.limits import told_as
from plenary.contexts.communications.services.base import touch
from plenary.contexts.communications.services.writing import (
    PageGiven,
    edit_page,
    given_of,
    keep_new,
)
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
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
        title_zh=told.title_zh,
        title_en=told.title_en,
        body_zh=duties_zh,
        body_en=duties_en,
        source_side=Lang.ZH if told.title_zh else Lang.EN,
        source_unit_id=source_unit_id,
        topic_ids=topic_ids,
    )
    page = keep_new(actor, Page(kind=PageKind.POST, is_illustrative=is_illustrative), given)
    facts = PostFacts(page=page, post=post, names_former=names_former)
    _take(facts, told)
    facts.save()
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
    page, facts = _locked(actor, page_id, seen_version)
    said = replace(given, title_zh=page.title_zh, title_en=page.title_en)
    page = edit_page(actor=actor, page_id=page_id, seen_version=page.version, given=said)
    if names_former == facts.names_former:
        return page
    before = snapshot(facts)
    facts.names_former = names_former
    told = told_now(facts)
    _take(facts, replace(told, title_zh=page.title_zh, title_en=page.title_en))
    if told.digest == facts.digest:
        facts.told_on = None
    facts.save()
    record(actor=actor, action="communications.post.edited", subject=facts, before=before)
    touch(actor, page)
    return page


@transaction.atomic
def take_over_post(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Bring a post's page up to the directory as it now stands; what it says of the duties stays.

    Refused where the directory has not changed, and as ``edit_page`` is.
    """
    page, facts = _locked(actor, page_id, seen_version)
    told = told_now(facts)
    if told.digest == facts.digest:
        raise Refused(_("The directory has not changed since its words were taken over."))
    given = replace(given_of(page), title_zh=told.title_zh, title_en=told.title_en)
    page = edit_page(actor=actor, page_id=page_id, seen_version=page.version, given=given)
    before = snapshot(facts)
    _take(facts, told)
    facts.told_on = None
    facts.save()
    record(actor=actor, action="communications.post.taken_over", subject=facts, before=before)
    touch(actor, page)
    return page


def _locked(actor: Actor, page_id: int, seen_version: int | None) -> tuple[Page, PostFacts]:
    told = pages.visible_to(actor).filter(kind=PageKind.POST)
    page = lock(told, pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    facts = PostFacts.objects.select_for_update(of=("self",)).select_related("post__organisation")
    return page, facts.get(page=page)


def _take(facts: PostFacts, told: Told) -> None:
    facts.people, facts.told, facts.digest = told.people, told.told, told.digest
