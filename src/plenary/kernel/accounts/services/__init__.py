"""The only writers of accounts: inviting, granting, and what an account's holder changes."""

from plenary.kernel.accounts.services.access import refresh_access
from plenary.kernel.accounts.services.founding import found_administrator
from plenary.kernel.accounts.services.granting import grant_role, revoke_role
from plenary.kernel.accounts.services.inviting import (
    accept_invitation,
    deactivate_user,
    invite_user,
    invited_by,
    reactivate_user,
    resend_invitation,
)
from plenary.kernel.accounts.services.own import change_language, set_password
from plenary.kernel.accounts.services.second_factor import reset_second_factor

__all__ = [
    "accept_invitation",
    "change_language",
    "deactivate_user",
    "found_administrator",
    "grant_role",
    "invite_user",
    "invited_by",
    "reactivate_user",
    "refresh_access",
    "resend_invitation",
    "reset_second_factor",
    "revoke_role",
    "set_password",
]
