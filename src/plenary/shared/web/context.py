"""What the layout of every page shows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.shared.actor import NOBODY, Actor
from plenary.shared.addresses import address_of
from plenary.shared.web.navigation import (
    current_address,
    menu_of,
    noted_addresses,
    public_links,
    waiting_counts,
)
from plenary.shared.web.opening import opened
from plenary.shared.web.waiting import noted

MOST_COUNTED = 99
"""What is more is shown as so many and more."""


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the actor, the menu, the demo's banner and where the language switch returns to."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "menu_bar": SimpleLazyObject(lambda: _menu_bar(request, actor)),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "form_opened": SimpleLazyObject(lambda: opened(request)),
        "search_url": _search_url(),
        "public_links": public_links(),
        "is_demo": settings.DEMO,
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }


def _menu_bar(request: HttpRequest, actor: Actor) -> SafeString:
    """Give the main menu as it stands on the page: there are few of them, each is written once, and then
    gets the actor's own numbers.
    """
    if actor.user_id is None:
        return SafeString()
    bar = _written(frozenset(actor.roles), current_address(actor, request.path), get_language())
    for url, number in waiting_counts(actor).items():
        bar = _with_count(bar, url, _count(number, _("unread")))
    for url in noted_addresses():
        bar = _with_count(bar, url, _count(noted(request, actor), _("waiting for you"), "calm"))
    return bar


def _with_count(bar: SafeString, url: str, count: str) -> SafeString:
    return mark_safe(bar.replace(f"<!--waits:{url}-->", count))  # noqa: S308 - a number in our own words


def _count(number: int, what: str, kind: str = "") -> str:
    """Write a number beside an entry, so that it is heard with what it counts; nothing for none."""
    if not number:
        return ""
    shown = f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)
    return (
        f'<span class="{f"count {kind}".strip()}" title="{what}">{shown}'
        f'<span class="visually-hidden"> {what}</span></span>'
    )


@lru_cache(maxsize=2_000)
def _written(roles: frozenset[str], current: str, _language: str | None) -> SafeString:
    return mark_safe(render_to_string("layout/menu.html", {"nav": menu_of(roles, current)}))  # noqa: S308 - escaped by the template


def _search_url() -> str:
    try:
        return address_of("workspace:search")
    except NoReverseMatch:
        return ""
