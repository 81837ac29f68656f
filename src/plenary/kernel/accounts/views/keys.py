"""One's second factors: the overview, what changes them, and signing in with a passkey."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import (
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
    add_webauthn,
    login_webauthn,
)
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies
from plenary.kernel.accounts.models import User
from plenary.shared.errors import Refused
from plenary.shared.web.limits import limited

FRESH = 600
"""Seconds for which a sign-in counts as fresh where nothing else can confirm who it is."""
View = Callable[..., HttpResponseBase]


class Overview(IndexView):  # type: ignore[misc]
    """The second factors that are set up, and what may be added."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say also whether the role needs one."""
        is_obliged = policies.is_obliged_to_second_factor(self.request.actor)
        return {**super().get_context_data(**kwargs), "is_obliged": is_obliged}


class RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]
    """Removing a key; the last second factor of a role that needs one stays."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Refuse what the package would let go."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            raise Refused(adapter.error_messages["cannot_delete_authenticator"])
        answer: HttpResponse = super().form_valid(form)
        return answer


class ConfirmByKey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Confirming with a key that it is you."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """Say what is wrong and ask again."""
        for sentence in form.errors.get("credential", []):
            messages.error(self.request, str(sentence))
        return redirect(self.request.get_full_path())


def after_a_fresh_sign_in(view: View) -> View:
    """Refuse a view to an account that has nothing to confirm by, unless it has just signed in.

    The package lets such an account, which comes in by the sign-in service alone, do everything
    without a confirmation: whoever finds its session open could add a key of their own.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User) and not user.is_illustrative:
            times = [one["at"] for one in get_authentication_records(request, user)]
            is_fresh = time.time() - max(times, default=0) < FRESH
            if not is_fresh and not get_reauthentication_flows(user):
                raise Refused(_("This step needs a fresh sign-in: sign out, and in again."))
        return view(request, *args, **kwargs)

    return guarded


overview = Overview.as_view()
remove_key = RemoveKey.as_view()
confirm_by_key = ConfirmByKey.as_view()
add_key = after_a_fresh_sign_in(add_webauthn)
add_app = after_a_fresh_sign_in(activate_totp)
sign_in_by_passkey = limited("passkey", "30/m")(login_webauthn)
