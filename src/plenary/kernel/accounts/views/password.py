"""Changing one's password."""

from __future__ import annotations

from allauth.account.views import PasswordChangeView
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import selectors, services
from plenary.kernel.accounts.adapter import account_key
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import tries
from plenary.shared.errors import Refused
from plenary.shared.web.request import Request


def change_password(request: Request) -> HttpResponseBase:
    """Ask for the old password and the new; the demo's accounts have none to change.

    The old one is a try like any other: a stolen session must not guess it. The tokens for programs that
    are in force are shown, since they outlive the password unless their holder says otherwise.
    """
    view = PasswordChangeView.as_view(
        extra_context={"tokens": selectors.tokens_in_force([request.actor.user_id or 0])}
    )
    user = request.user
    if not isinstance(user, User):
        return view(request)  # type: ignore[no-any-return]
    if not user.has_usable_password():
        raise Refused(_("This account has no password: it is one of the demo's."))
    if request.method != "POST":
        return view(request)  # type: ignore[no-any-return]
    own = services.count_try(
        secret=tries.PASSWORD,
        account=account_key(user.email),
        client=services.client_of(request, email=user.email),
    )
    if user.check_password(request.POST.get("oldpassword", "")):
        services.give_back(own)
    return view(request)  # type: ignore[no-any-return]
