"""Sessions that know their account: who asks is read together with the session, in one query."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from plenary.kernel.accounts.models import Session, User
from plenary.shared import clock
from plenary.shared.questions import Question

_ASKED = Question(
    lambda key: Session.objects.select_related("account").filter(session_key=key).order_by()
)


class SessionStore(DatabaseStore):
    """Keeps sessions in our own table and remembers the account that came with the one read."""

    account: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Give the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Make the row that is stored, with the account that the session is of."""
        row = cast("Session", super().create_model_instance(data))
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def _get_session_from_db(self) -> Session | None:
        found = _ASKED.first(str(self.session_key))
        if found is None or found.expire_date <= clock.now():
            self._session_key = None
            return None
        self.account = found.account
        return found


class AccountMiddleware(AuthenticationMiddleware):
    """Sets ``request.user``: the account of the session where it is proved, else what Django finds."""

    def process_request(self, request: HttpRequest) -> None:
        """Set the user, looked up only where somebody asks for it."""
        request.user = cast("User", SimpleLazyObject(lambda: _user(request)))


def _user(request: HttpRequest) -> User | AnonymousUser:
    told = request.session
    if SESSION_KEY not in told:
        return AnonymousUser()
    account: User | None = getattr(told, "account", None)
    if account is not None and _is_proved(told, account):
        return account
    return get_user(request)  # by each rule of Django's own, such as keys that have been changed


def _is_proved(told: Any, account: User) -> bool:
    return (
        account.is_active
        and str(account.pk) == told[SESSION_KEY]
        and told.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(told.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    )
