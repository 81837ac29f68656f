"""Who may look after accounts."""

from __future__ import annotations

from django.conf import settings

from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.models import User
from plenary.shared.actor import Actor

OBLIGED_TO_SECOND_FACTOR = (Role.ADMINISTRATOR.value, Role.OFFICE.value)
"""The roles that need a second factor where the installation asks for it."""

SECOND_FACTORS = ("totp", "webauthn")
"""What counts as one: recovery codes alone do not."""


def can_manage_accounts(actor: Actor, *_subject: object) -> bool:
    """Let administrators look after accounts, and Plenary itself."""
    return actor.has("administrator", "system")


def can_found(actor: Actor, *_subject: object) -> bool:
    """Let Plenary's own command make the first administrator."""
    return actor.has("system")


def can_change_own(actor: Actor, user: User) -> bool:
    """Let people change what is their own: language and password."""
    return actor.user_id is not None and actor.user_id == user.pk


def can_make_tokens(actor: Actor, *_subject: object) -> bool:
    """Let everybody with an account and a role make secrets for programs that act as they do."""
    return actor.user_id is not None and bool(actor.roles)


def is_obliged_to_second_factor(actor: Actor, *_subject: object) -> bool:
    """Say whether the actor must set one up before anything else."""
    return bool(settings.REQUIRE_SECOND_FACTOR) and actor.has(*OBLIGED_TO_SECOND_FACTOR)


def may_hold_together(roles: set[str]) -> bool:
    """Say whether one account may hold these roles: an administrator holds no other.

    So who looks after accounts can neither close a task nor release a text.
    """
    return Role.ADMINISTRATOR.value not in roles or len(roles) == 1
