"""Lets the desk write a page's second language; what is public stays until it is approved anew."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.communications.services.base import sign
from plenary.contexts.communications.services.writing import edit_page, given_of
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.services import confirm_text
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def translate_page(*, actor: Actor, record_id: int, name: str, text: str) -> Page:
    """Write one text of a page in the language that is made from the source.

    Refused for the source side, and as ``edit_page`` refuses: for a title or text that another page
    has, for what is too long or marked as secret.
    """
    page = lock(pages.visible_to(actor), pk=record_id)
    authorise(actor, policies.can_write, page)
    if page.kind in (PageKind.BODY, PageKind.POST) and name.startswith("title"):
        raise Refused(_("This name comes from the directory: it is written there."))
    write_other_side(subject=page, name=name, text=text, fields=FIELDS)
    return edit_page(actor=actor, page_id=page.pk, seen_version=page.version, given=given_of(page))


@transaction.atomic
def say_text_holds(*, actor: Actor, record_id: int, field: str) -> Page:
    """Say of one text of a page that its older side still holds; its other texts stay as they are.

    Whoever says so has had a hand in the page. Refused where that text is not out of date.
    """
    page = lock(pages.visible_to(actor), pk=record_id)
    authorise(actor, policies.can_write, page)
    before = snapshot(page)
    confirm_text(actor=actor, subject=page, field=field)
    sign(page, actor)
    save(page, fields=["writer_ids", "changed_at"])
    record(actor=actor, action="communications.page.confirmed", subject=page, before=before)
    return page
