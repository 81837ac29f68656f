"""Answers a question about an agreed name: the page takes it, or somebody says why it is called otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import SideState, WaiverKind
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import naming, pages
from plenary.contexts.communications.services.base import back_to_draft, sign
from plenary.contexts.communications.services.sending import need_reason
from plenary.contexts.communications.services.waiving import grant
from plenary.contexts.communications.services.writing import edit_page, given_of
from plenary.contexts.language.api import Drift, NameQuestion, finding_of, put_name
from plenary.kernel.audit.recording import authorise, lock, save
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

RULE = "names.agreed"
_ADDRESS = re.compile(r"\]\([^)\s]*\)")


@transaction.atomic
def take_name(*, actor: Actor, page_id: int, seen_version: int | None, key: str) -> Page:
    """Put an agreed name wherever its part of the page calls it otherwise; the language is reviewed anew.

    Refused where the question is answered already, where nothing stands in the name's place, and as
    ``edit_page`` is: the words of a record are changed there.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    drift = _open(page, key).drift
    column = f"{drift.field}_{drift.side}"
    before = getattr(page, column)
    after = _replaced(before, drift)
    if after == before:
        raise Refused(
            _("The words to be replaced are not found as they are: edit the page by hand.")
        )
    changed: dict[str, Any] = {column: after}
    given = replace(given_of(page), **changed)
    return edit_page(actor=actor, page_id=page_id, seen_version=seen_version, given=given)


@transaction.atomic
def say_otherwise(
    *, actor: Actor, page_id: int, seen_version: int | None, key: str, reason: str
) -> Page:
    """Keep why a page calls something otherwise than agreed, as long as just these sentences stand.

    Refused without a reason, and where the question is answered already. Whoever says so has had a hand
    in the page, and what was approved before it was said is approved anew.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    question = _open(page, key)
    told = {"rule": RULE, **finding_of(question)}
    grant(
        actor,
        page,
        question.lang,
        WaiverKind.NAMES,
        reason=need_reason(reason),
        findings=[told],
    )
    sign(page, actor)
    save(page, fields=["writer_ids", "changed_at"])
    if pages.sides_of(page)[question.lang].state == SideState.APPROVED:
        back_to_draft(actor, page, [question.lang])
    return page


def _open(page: Page, key: str) -> NameQuestion:
    found = next((one for one in naming.unanswered(page) if one.key == key), None)
    if found is None:
        raise Refused(_("This question is answered: the page says something else by now."))
    return found


def _replaced(text: str, drift: Drift) -> str:
    """Put the wanted name in place of other words, but not in an address."""
    if not drift.instead:
        return text
    cut = _ADDRESS.split(text)
    addresses = [*_ADDRESS.findall(text), ""]
    return "".join(
        put_name(piece, drift) + address for piece, address in zip(cut, addresses, strict=True)
    )
