"""What the layout of every page shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from plenary.shared.actor import NOBODY
from plenary.shared.web.navigation import menu, public_links


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the actor, the menu, the demo's banner and where the language switch returns to."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "nav": menu(actor, request.path),
        "search_url": _search_url(),
        "public_links": public_links(),
        "is_demo": settings.DEMO,
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }


def _search_url() -> str:
    try:
        return reverse("workspace:search")
    except NoReverseMatch:
        return ""
