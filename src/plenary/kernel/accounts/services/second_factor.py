"""Taking away the second factor of somebody who has lost it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, selectors
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def reset_second_factor(*, actor: Actor, user_id: int) -> User:
    """Take away an account's authenticator app and recovery codes, so that its holder starts anew.

    Refused for one's own account, and where there is none.
    """
    user = lock(selectors.visible_to(actor), pk=user_id)
    authorise(actor, policies.can_manage_accounts)
    if user.pk == actor.user_id:
        raise Refused(_("Another administrator does this for you."))
    kept = Authenticator.objects.filter(user_id=user.pk)
    if not kept.exists():
        raise Refused(_("This account has no second factor."))
    kept.delete()
    record(
        actor=actor,
        action="accounts.second_factor.reset",
        subject=user,
        before=snapshot(user),
    )
    return user
