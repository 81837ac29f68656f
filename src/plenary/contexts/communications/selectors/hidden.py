"""Titles that are to be hidden after a withdrawal, and addresses that led to pages before their words were."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Page, PageSide
from plenary.contexts.communications.selectors import pages
from plenary.shared.actor import Actor


def may_be_asked(side: PageSide) -> bool:
    """Say whether readers still see the title of what was withdrawn."""
    return side.withdrawn_at is not None and not side.hides_title


def to_hide(actor: Actor) -> QuerySet[Page]:
    """Give the visible pages of which somebody asks to hide a title, those longest withdrawn first."""
    asked = PageSide.objects.exclude(hide_reason="").order_by()
    found = pages.visible_to(actor).filter(pk__in=asked.values("page_id"))
    return found.prefetch_related("sides").order_by("changed_at", "pk").defer("body_zh", "body_en")


def now_at(slug: str) -> str:
    """Give the address of the page that stood under one before; nothing for one that never led anywhere."""
    found = Page.objects.filter(former_addresses__slug=slug).exclude(kind=PageKind.HUB)
    return found.values_list("slug", flat=True).first() or ""


def is_taken(slug: str, page: Page) -> bool:
    """Say whether an address led to another page before, and so leads there for ever."""
    return Page.objects.filter(former_addresses__slug=slug).exclude(pk=page.pk).exists()
