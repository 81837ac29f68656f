"""What the layout of every page shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from plenary.shared.actor import NOBODY


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the actor, the demo's banner and the address that the language switch returns to."""
    return {
        "actor": getattr(request, "actor", NOBODY),
        "is_demo": settings.DEMO,
        "here": request.get_full_path(),
    }
