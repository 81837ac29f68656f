"""The sign-in page: password, passkey, and the sign-in service where there is one."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings


class SignIn(LoginView):  # type: ignore[misc]
    """The package's page, which also says what the sign-in service is called."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the sign-in service; nothing where there is none."""
        name = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return {**super().get_context_data(**kwargs), "provider_name": name}


sign_in = SignIn.as_view()
