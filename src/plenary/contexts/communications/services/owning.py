"""Says who answers for a page."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def set_owner(*, actor: Actor, page_id: int, seen_version: int | None, post_id: int | None) -> Page:
    """Let a post answer for a page, or with none its source unit; nothing of its text is reviewed anew.

    Whoever holds the post answers, so a successor inherits. Refused for a post that is abolished or of
    another unit than the page's source.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    if post_id is not None and not pages.posts_for(actor, page).filter(pk=post_id).exists():
        sentence = _("Choose a post of the unit that the page comes from.")
        raise Refused(sentence, fields={"post": sentence})
    if page.owner_post_id == post_id:
        return page
    before = snapshot(page)
    page.owner_post_id = post_id
    save(page, fields=["owner_post"])
    record(actor=actor, action="communications.page.owned", subject=page, before=before)
    return page
