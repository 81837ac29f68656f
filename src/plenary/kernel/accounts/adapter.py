"""How the sign-in package is bound to Plenary: no sign-up, no mail past the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from plenary.kernel.notifications.services import write_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address behind the trusted proxies."""
        return str(request.META["REMOTE_ADDR"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail to the outbox."""
        message = self.render_mail(template_prefix, email, context)
        write_mail(to=email, subject=message.subject, body=message.body)
