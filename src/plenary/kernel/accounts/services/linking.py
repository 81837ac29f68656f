"""Which account a subject of the sign-in service stands for."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
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
from plenary.shared.errors import Forbidden, Refused


@transaction.atomic
def account_of_subject(*, provider: str, subject: str, email: str, is_verified: bool) -> User:
    """Give the account that a provider's subject stands for; the first time by its verified address.

    An account is linked to one subject: an address that the provider gives to somebody else later
    opens nothing. Refused for an address that nobody was invited under or that is not verified,
    and for a closed account. No account is ever made.
    """
    linked = SocialAccount.objects.filter(provider=provider, uid=subject).first()
    if linked is not None:
        user = User.objects.filter(pk=linked.user_id, is_active=True).first()
        if user is None:
            raise _nobody()
        return user
    if not is_verified:
        raise Forbidden(_("The sign-in service has not verified your e-mail address."))
    return _link(_invited(email), provider, subject)


@transaction.atomic
def unlink_subject(*, actor: Actor, user_id: int) -> User:
    """Let an account be linked anew: its holder has another identity at the sign-in service.

    Refused for one's own account, and where there is no link.
    """
    user = lock(selectors.visible_to(actor), pk=user_id)
    authorise(actor, policies.can_manage_accounts)
    if user.pk == actor.user_id:
        raise Refused(_("Another administrator does this for you."))
    links = SocialAccount.objects.filter(user_id=user.pk)
    if not links.exists():
        raise Refused(_("This account is not linked to the sign-in service."))
    links.delete()
    record(actor=actor, action="accounts.subject.unlinked", subject=user, before=snapshot(user))
    return user


def _invited(email: str) -> User:
    """Lock the one open account under an address; compared as it is written, case aside."""
    wanted = email.strip().lower()
    found = User.objects.select_for_update().filter(email=wanted, is_active=True).first()
    if not wanted or found is None or found.is_illustrative:
        raise _nobody()
    return found


def _link(user: User, provider: str, subject: str) -> User:
    linked = SocialAccount.objects.filter(user_id=user.pk).first()
    if linked and (linked.provider, linked.uid) == (provider, subject):
        return user  # in two windows at the same moment
    if linked:
        raise Forbidden(
            _(
                "This account belongs to another identity at the sign-in service. An administrator"
                " can let it be linked anew."
            )
        )
    SocialAccount.objects.create(user=user, provider=provider, uid=subject)
    record(actor=user.actor, action="accounts.subject.linked", subject=user, before=snapshot(user))
    with translation.override(user.language or settings.LANGUAGE_CODE):
        told = gettext("Your account of Plenary is now linked to the sign-in service.")
        body = gettext("If this was not you, tell your administrator.")
        write_mail(to=user.email, subject=told, body=f"{told}\n\n{body}")
    return user


def _nobody() -> Forbidden:
    return Forbidden(
        _(
            "Nobody has been invited to Plenary under the address that the sign-in service gave."
            " Ask your administrator."
        )
    )
