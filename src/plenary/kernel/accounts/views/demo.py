"""Signing in to the demo by picking a role, on this machine only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from plenary.kernel.accounts import selectors
from plenary.kernel.accounts.enums import Role
from plenary.shared.web.address import is_from_this_machine
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@login_not_required
@never_cache
def choose_account(request: Request) -> HttpResponse:
    """Show the demo's accounts and sign in as the one picked; elsewhere there is no such page."""
    if not settings.DEMO or not is_from_this_machine(request):
        raise Http404
    accounts = selectors.illustrative()
    if request.method == "POST":
        picked = request.POST.get("account", "")
        account = get_object_or_404(accounts, pk=whole(picked))
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect(settings.LOGIN_REDIRECT_URL)
    labels, order = dict(Role.choices), [Role.OFFICE, *Role]
    held = {account: account.access.get("roles", []) for account in accounts}
    office_first = sorted(
        held, key=lambda one: min(map(order.index, held[one]), default=len(order))
    )
    shown = [
        {"account": account, "roles": [labels[role] for role in held[account]]}
        for account in office_first
    ]
    return render(request, "accounts/demo_sign_in.html", {"shown": shown})
