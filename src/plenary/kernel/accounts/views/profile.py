"""One's own account: its language, password and second factor."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.forms import LanguageForm


def profile(request: HttpRequest) -> HttpResponse:
    """Show the account and what its holder may change."""
    labels = dict(Role.choices)
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "account": request.user,
        "roles": [labels[role] for role in sorted(actor.roles) if role in labels],
        "has_second_factor": is_mfa_enabled(request.user),
        "form": LanguageForm(initial={"language": getattr(request.user, "language", "")}),
    }
    return render(request, "accounts/profile.html", context)
