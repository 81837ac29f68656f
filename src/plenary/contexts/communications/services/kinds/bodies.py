"""Makes the public page of a body out of the directory: names and posts are never typed again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models import BodyFacts, Page
from plenary.contexts.communications.selectors.kinds.bodies import posts_of, told_of
from plenary.contexts.communications.selectors.limits import told_as
from plenary.contexts.communications.services.kinds.directory import (
    edit_words,
    keep_choice,
    keep_made,
    locked,
)
from plenary.contexts.communications.services.writing import PageGiven
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def make_body_page(
    *,
    actor: Actor,
    body_id: int,
    post_ids: Sequence[int] | None = None,
    source_unit_id: int | None = None,
    topic_ids: Sequence[int] = (),
    is_illustrative: bool = False,
) -> Page:
    """Make a body's page as a draft: name, duties, superior body and member units from the directory.

    Of the chosen posts the holders are named with the day of their appointment; unless they are
    chosen, of its leaders. ``NotFound`` for a body that the actor may not see and for a post of
    another one; refused for a body that has its page already.
    """
    authorise(actor, policies.can_write)
    body = organisations.bodies(actor).filter(pk=body_id).first()
    if body is None:
        raise NotFound
    if twin := Page.objects.filter(told_body__body=body).first():
        raise Refused(_("This body has its page already: “%(title)s”.") % {"title": told_as(twin)})
    chosen = _chosen(body, post_ids)
    given = PageGiven(
        body_zh=body.duties_zh,
        body_en=body.duties_en,
        source_side=Lang.ZH if body.name_zh else Lang.EN,
        source_unit_id=source_unit_id,
        topic_ids=topic_ids,
    )
    page, facts = Page(kind=PageKind.BODY, is_illustrative=is_illustrative), BodyFacts(body=body)
    keep_made(actor, page, facts, told_of(body, chosen), given)
    facts.posts.set(chosen)
    record(actor=actor, action="communications.body.made", subject=facts, note={"posts": chosen})
    return page


@transaction.atomic
def edit_body_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    given: PageGiven,
    post_ids: Sequence[int],
    past_post_ids: Sequence[int] = (),
) -> Page:
    """Change a body's introduction, and of which posts it names the holders; the name stays.

    Of ``past_post_ids`` former holders are named as well, with their days. Refused as ``edit_page`` is,
    and for former holders of a post whose holder is not named. ``NotFound`` for a post of another body.
    """
    page, facts = locked(actor, page_id, seen_version, PageKind.BODY)
    chosen, past = _chosen(facts.body, post_ids), _past(facts.body, post_ids, past_post_ids)
    page = edit_words(actor, page, given)
    was = [sorted(one.values_list("pk", flat=True)) for one in (facts.posts, facts.past_posts)]
    if [sorted(chosen), sorted(past)] == was:
        return page
    before = snapshot(facts)
    facts.posts.set(chosen)
    facts.past_posts.set(past)
    return keep_choice(actor, page, facts, before, note={"posts": chosen, "past_posts": past})


def _chosen(body: Organisation, post_ids: Sequence[int] | None) -> list[int]:
    """Give the chosen posts of a body, its leaders' where none were named."""
    posts = posts_of(body)
    if post_ids is None:
        return list(posts.filter(is_leader=True).values_list("pk", flat=True))
    found = list(posts.filter(pk__in=post_ids).values_list("pk", flat=True))
    if len(found) != len(set(post_ids)):
        raise NotFound
    return found


def _past(body: Organisation, post_ids: Sequence[int], past_post_ids: Sequence[int]) -> list[int]:
    """Give the posts of which former holders are named; refused for one whose holder is not."""
    if not set(past_post_ids) <= set(post_ids):
        sentence = _("Name former holders only of posts whose holder is named.")
        raise Refused(sentence, fields={"past_posts": sentence})
    return _chosen(body, past_post_ids)
