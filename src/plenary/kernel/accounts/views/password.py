"""Changing one's password."""

from __future__ import annotations

from allauth.account.views import password_change
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Refused


def change_password(request: HttpRequest) -> HttpResponseBase:
    """Ask for the old password and the new; the demo's accounts have none to change."""
    user = request.user
    if isinstance(user, AbstractBaseUser) and not user.has_usable_password():
        raise Refused(_("This account has no password: it is one of the demo's."))
    answer: HttpResponseBase = password_change(request)
    return answer
