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

from plenary.shared.actor import NOBODY, Actor
from plenary.shared.addresses import address_of
from plenary.shared.web.navigation import current_address, menu_of, public_links
from plenary.shared.web.opening import opened


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the actor, the menu, the demo's banner and where the language switch returns to."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "menu_bar": _menu_bar(actor, request.path),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "form_opened": SimpleLazyObject(lambda: opened(request)),
        "search_url": _search_url(),
        "public_links": public_links(),
        "is_demo": settings.DEMO,
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }


def _menu_bar(actor: Actor, path: str) -> SafeString:
    """Give the main menu as it stands on the page; there are few of them, and each is written once."""
    if actor.user_id is None:
        return SafeString()
    return _written(frozenset(actor.roles), current_address(actor, path), get_language())


@lru_cache(maxsize=2_000)
def _written(roles: frozenset[str], current: str, _language: str | None) -> SafeString:
    return mark_safe(render_to_string("layout/menu.html", {"nav": menu_of(roles, current)}))  # noqa: S308 - escaped by the template


def _search_url() -> str:
    try:
        return address_of("workspace:search")
    except NoReverseMatch:
        return ""
