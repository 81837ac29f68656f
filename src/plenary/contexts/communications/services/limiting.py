"""Limits a draft to named persons, for whom alone it is there, until it goes out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Page, PageReader
from plenary.contexts.communications.selectors import limits, pages
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def limit_page(
    *, actor: Actor, page_id: int, seen_version: int | None, user_ids: Iterable[int]
) -> Page:
    """Let named accounts alone see and change a draft, each as its role may; the actor is one of them.

    Refused for a page that has been public in any language, for an event that others belong to, and
    unless one of those named, who had no hand in it, may approve it. ``NotFound`` for an account that
    does not look into the newsroom.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_limit, page)
    asked = {*user_ids, *([actor.user_id] if actor.user_id is not None else [])}
    named = list(limits.may_be_named().filter(pk__in=asked))
    if len(named) != len(asked):
        raise NotFound
    _refuse_known(page)
    _refuse_without_second(page, named)
    was = sorted(one.pk for one in limits.named(page))
    wanted = sorted(one.pk for one in named)
    if page.is_limited and was == wanted:
        return page
    is_limited, page.is_limited = page.is_limited, True
    before = {**snapshot(page), "is_limited": is_limited}
    PageReader.objects.filter(page=page).exclude(user__in=wanted).delete()
    PageReader.objects.bulk_create(
        PageReader(page=page, user=one) for one in named if one.pk not in was
    )
    save(page, fields=["is_limited"])
    record(
        actor=actor,
        action="communications.page.limited",
        subject=page,
        before=before,
        note={"named": wanted},
    )
    return page


@transaction.atomic
def open_page(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Let everybody in the newsroom see a limited draft again. Refused for one that is not limited."""
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_limit, page)
    if not page.is_limited:
        raise Refused(_("Everybody in the newsroom sees this page."))
    save(page, fields=end_limit(actor, page))
    return page


def end_limit(actor: Actor, page: Page) -> list[str]:
    """End the limit of a locked page, as its publication does; give the page's changed fields."""
    if not page.is_limited:
        return []
    page.is_limited = False
    before = {**snapshot(page), "is_limited": True}
    PageReader.objects.filter(page=page).delete()
    record(actor=actor, action="communications.page.opened", subject=page, before=before)
    return ["is_limited"]


def _refuse_known(page: Page) -> None:
    """Refuse to limit what readers know already, or what other pages name."""
    if page.sides.filter(released_at__isnull=False).exists():
        raise Refused(
            _("This page has been public: whoever works on pages must be able to correct it.")
        )
    if page.parts.exists():
        raise Refused(_("Other pages belong to this event and name it: take them out of it first."))


def _refuse_without_second(page: Page, named: list[User]) -> None:
    if not any(policies.can_approve(one.actor, page) for one in named):
        sentence = _("Name somebody who may approve it and had no hand in it.")
        raise Refused(sentence, fields={"named": sentence})
