"""The pages of signing in and out: password, passkey, and the sign-in service where there is one."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from plenary.kernel.accounts import leaving

ADDRESS = "sign_in_address"
"""Of a session: whose first password has just been set, so that the address need not be typed."""


class SignIn(LoginView):  # type: ignore[misc]
    """The package's page, which also says what the sign-in service is called."""

    def get_initial(self) -> dict[str, Any]:
        """Begin with the address of whoever has just set the first password here."""
        return {**super().get_initial(), "login": self.request.session.get(ADDRESS, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the sign-in service; nothing where there is none."""
        name = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return {**super().get_context_data(**kwargs), "provider_name": name}


class SignOut(LogoutView):  # type: ignore[misc]
    """The package's page, which also offers to sign out of the sign-in service."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out here; whoever came in by the service is shown the way out of that too.

        A link and no redirect: the service is other people's as well, and the rule for forms
        (``form-action``) forbids that one leads away from this site.
        """
        way_out = leaving.way_out(self.request)
        answer: HttpResponse = super().post(*args, **kwargs)
        if not way_out:
            return answer
        context = {"way_out": way_out, "provider_name": settings.OIDC_NAME}
        return render(self.request, "account/signed_out.html", context)


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()
