"""Second factors: what came and went is written down, and one that is lost is taken away."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, selectors
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.notifications.services import write_mail
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def reset_second_factor(*, actor: Actor, user_id: int) -> User:
    """Take away an account's authenticator app, keys and recovery codes, so that its holder starts anew.

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


@transaction.atomic
def note_second_factor(*, user: User, step: str, kind: str) -> None:
    """Write down that a holder added, removed or renewed a second factor, and mail a word of it.

    The mail goes out because a thief with an open session would begin here.
    """
    record(
        actor=user.actor,
        action=f"accounts.second_factor.{step}",
        subject=user,
        before=snapshot(user),
        note={"kind": kind},
    )
    if step == "renewed" or kind == Authenticator.Type.RECOVERY_CODES:
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        told = {
            "added": gettext("A second factor was added to your account of Plenary."),
            "removed": gettext("A second factor was removed from your account of Plenary."),
        }
        body = gettext("If this was not you, change your password and tell your administrator.")
        write_mail(to=user.email, subject=told[step], body=f"{told[step]}\n\n{body}")
