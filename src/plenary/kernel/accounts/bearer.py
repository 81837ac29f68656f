"""Lets a program in by its token: as its account, for what its scopes name, and not too often."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from plenary.kernel.accounts import services
from plenary.kernel.accounts.models import ApiToken
from plenary.shared.errors import Forbidden
from plenary.shared.web import limits
from plenary.shared.web.problems import Unknown


class Token(HttpBearer):
    """A token in the header ``Authorization: Bearer …`` that has the scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Set who acts; 401 for a token that opens nothing, 429 past its rate, 403 without the scope."""
        opened = services.open_token(token)
        if opened is None:
            raise Unknown
        limits.count("api", f"token-{opened.pk}", settings.API_RATE)
        if self.scope not in opened.scopes:
            sentence = _("This token may not do that: it lacks the scope %(scope)s.")
            raise Forbidden(str(sentence) % {"scope": self.scope})
        request.actor = services.actor_of(opened.user)  # type: ignore[attr-defined]
        return opened


def needs(scope: str) -> dict[str, Any]:
    """Give what an operation says of the scope that it needs: to Plenary, and to its readers."""
    return {"auth": Token(scope), "openapi_extra": {"security": [{"Token": [scope]}]}}
