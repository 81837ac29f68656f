"""One's own tokens for programs: made, shown once, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plenary.kernel.accounts import policies, scopes, selectors, services
from plenary.kernel.accounts.forms import TokenForm
from plenary.kernel.audit.recording import authorise
from plenary.shared import clock
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

MADE = "token_made"
"""The session's key for the secret that is shown once."""


@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request: Request) -> HttpResponse:
    """List one's tokens and make a new one; its secret is shown on the next page only."""
    authorise(request.actor, policies.can_make_tokens)
    form = TokenForm(request.POST if request.method == "POST" else None)

    def make(data: dict[str, Any]) -> None:
        _token, secret = services.make_token(
            actor=request.actor, name=data["name"], wanted=data["scopes"], days=data["days"]
        )
        request.session[MADE] = secret

    if request.method == "POST" and is_kept(form, make):
        return redirect("accounts_tokens")
    held = [
        (token, [scopes.label_of(scope) for scope in token.scopes])
        for token in selectors.tokens_of(request.actor)
    ]
    context = {
        "form": form,
        "held": held,
        "made": request.session.pop(MADE, None) if request.method == "GET" else None,
        "now": clock.now(),
    }
    return render(request, "accounts/token_list.html", context, status=form.status)


@require_POST
def token_revoke(request: Request, pk: int) -> HttpResponse:
    """Close one of one's own tokens."""
    services.revoke_token(actor=request.actor, token_id=pk)
    messages.success(request, _("The token is revoked: it opens nothing any more."))
    return redirect("accounts_tokens")
