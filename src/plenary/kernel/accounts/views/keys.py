"""One's second factors: the overview, and removing or confirming with a security key."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from plenary.kernel.accounts import policies
from plenary.shared.errors import Refused


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


overview = Overview.as_view()
remove_key = RemoveKey.as_view()
confirm_by_key = ConfirmByKey.as_view()
