"""The language switch on every page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from plenary.kernel.accounts import services
from plenary.shared.web.request import Request


@login_not_required
@require_POST
def switch_language(request: Request) -> HttpResponseBase:
    """Switch the language, keep it for who is signed in, and go back to the same page."""
    actor = request.actor
    if actor.user_id:
        services.change_language(actor=actor, language=request.POST.get("language", ""))
    return set_language(request)
