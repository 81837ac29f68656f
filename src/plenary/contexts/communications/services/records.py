"""Pages that are made from a record: whether it has changed since, and bringing one up to it."""

from __future__ import annotations

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import BodyFacts, Page, PostFacts
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.kinds import bodies, posts
from plenary.contexts.communications.services import readouts
from plenary.contexts.communications.services.kinds import take_over_body, take_over_post
from plenary.shared.actor import Actor

FROM_DIRECTORY = {PageKind.BODY.value: take_over_body, PageKind.POST.value: take_over_post}


def take_over(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Bring a page up to the record that it was made from: a meeting's, or one of the directory.

    Refused and ``NotFound`` as ``take_over_record``, ``take_over_body`` and ``take_over_post`` are.
    """
    kind = pages.visible_to(actor).filter(pk=page_id).values_list("kind", flat=True).first()
    service = FROM_DIRECTORY.get(kind or "", readouts.take_over_record)
    return service(actor=actor, page_id=page_id, seen_version=seen_version)


def has_changed(actor: Actor, page: Page) -> bool:
    """Say whether the record of a page says something else than when it was taken over."""
    if page.kind == PageKind.BODY:
        facts = BodyFacts.objects.select_related("body__parent").get(page=page)
        return bodies.is_out_of_date(facts)
    if page.kind == PageKind.POST:
        told = PostFacts.objects.select_related("post__organisation").get(page=page)
        return posts.is_out_of_date(told)
    return readouts.has_changed(actor, page)
