"""One's own account: its language, password and second factor."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render

from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.forms import LanguageForm
from plenary.shared.web.request import Request


def profile(request: Request) -> HttpResponse:
    """Show the account and what its holder may change."""
    labels = dict(Role.choices)
    actor = request.actor
    context = {
        "account": request.user,
        "roles": [labels[role] for role in sorted(actor.roles) if role in labels],
        "has_webhooks": actor.has("office", "administrator"),
        "has_second_factor": is_mfa_enabled(request.user),
        "form": LanguageForm(initial={"language": getattr(request.user, "language", "")}),
    }
    return render(request, "accounts/profile.html", context)
