"""Exceptions by which pages went out: those of a page, and those that are not put right yet."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import SideState, WaiverKind
from plenary.contexts.communications.models import Edition, Page, PageSide, Waiver
from plenary.contexts.communications.selectors import pages
from plenary.kernel.text.selectors import ONE_LANGUAGE_PROFILES
from plenary.shared import clock
from plenary.shared.actor import Actor

TO_PUT_RIGHT = (WaiverKind.ALONE, WaiverKind.URGENT)
"""What stays on the newsroom's list; a wording that a second person let stand is decided."""


def visible_to(actor: Actor) -> QuerySet[Waiver]:
    """Give the exceptions of the pages that the actor sees in the newsroom."""
    return Waiver.objects.filter(page__in=pages.visible_to(actor).order_by())


def to_put_right(actor: Actor) -> QuerySet[Waiver]:
    """Give the visible exceptions that went out and are not put right, the oldest first."""
    found = visible_to(actor).filter(
        kind__in=TO_PUT_RIGHT, settled_at__isnull=True, edition__isnull=False
    )
    return found.select_related("page").order_by("made_at", "pk")


def of_page(page: Page) -> list[Waiver]:
    """Give a page's exceptions, the latest first."""
    return list(page.waivers.select_related("edition"))


def waiting(page: Page, lang: str) -> QuerySet[Waiver]:
    """Give the exceptions by which a language of a page is to go out at its hour."""
    return Waiver.objects.filter(
        page=page, lang=lang, edition__isnull=True, settled_at__isnull=True
    )


def to_settle(page: Page, lang: str) -> QuerySet[Waiver]:
    """Give of the waiting exceptions those that an approval decides anew; why a name stands holds on."""
    return waiting(page, lang).exclude(kind=WaiverKind.NAMES)


def goes_alone(
    page: Page,
    sides: dict[str, PageSide],
    langs: tuple[str, ...],
    due_at: dt.datetime | None = None,
) -> bool:
    """Say whether these languages of a page, due now or at an hour, would go out with the other missing.

    Not where one language is enough, where this one stands in public already, or where the other
    one was withdrawn, which has its own reason. What is approved for a later hour is missing.
    """
    if len(langs) != 1 or settings.PROFILE in ONE_LANGUAGE_PROFILES:
        return False
    other = sides[addresses.OTHER[langs[0]]]
    if other.state == SideState.PUBLISHED or other.withdrawn_at:
        return False
    if other.state == SideState.APPROVED and (other.due_at or clock.now()) <= (
        due_at or clock.now()
    ):
        return False
    return not Edition.objects.filter(page=page, is_current=True).exists()
