"""The words of photos at the translation desk: how their two sides stand, and the second one written there."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Page, PageImage
from plenary.contexts.communications.selectors import images, pages
from plenary.contexts.communications.services.images.keeping import describe_image, given_of
from plenary.kernel.audit.recording import authorise, lock
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@transaction.atomic
def translate_image(*, actor: Actor, record_id: int, name: str, text: str) -> PageImage:
    """Write one text of a photo in the language that is made from the source.

    Both languages of its page must be reviewed anew. Refused for the source side, and as
    ``describe_image`` refuses: for what is too long or marked as secret.
    """
    page = hold_page(actor=actor, record_id=record_id)
    authorise(actor, policies.can_write, page)
    found = lock(images.visible_to(actor), pk=record_id)
    write_other_side(subject=found, name=name, text=text, fields=images.WORDED)
    return describe_image(
        actor=actor,
        page_id=page.pk,
        seen_version=None,
        image_id=found.pk,
        given=given_of(found),
    )


@transaction.atomic
def hold_page(*, actor: Actor, record_id: int) -> Page:
    """Take the page of a photo before the photo, as every change of its photos does."""
    found = images.visible_to(actor).filter(pk=record_id).values_list("page_id", flat=True).first()
    if found is None:
        raise NotFound
    return lock(pages.visible_to(actor), pk=found)
