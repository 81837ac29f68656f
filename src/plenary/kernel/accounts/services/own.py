"""What people change about their own account."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, selectors
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def change_language(*, actor: Actor, language: str) -> User:
    """Keep the language in which the actor reads Plenary and gets mail."""
    if actor.user_id is None:
        raise NotFound
    user = lock(selectors.visible_to(actor), pk=actor.user_id)
    authorise(actor, policies.can_change_own, user)
    if language not in dict(settings.LANGUAGES):
        raise Refused(fields={"language": _("Plenary does not speak this language.")})
    if user.language == language:
        return user

    before = snapshot(user)
    user.language = language
    save(user, fields=["language"])
    record(actor=actor, action="accounts.language.changed", subject=user, before=before)
    return user


@transaction.atomic
def set_password(*, user: User, password: str) -> User:
    """Set a password that its holder chose; every other session of theirs ends with it."""
    kept = lock(User.objects.filter(is_active=True), pk=user.pk)
    before = snapshot(kept)
    kept.set_password(password)
    save(kept, fields=["password"])
    record(actor=kept.actor, action="accounts.password.changed", subject=kept, before=before)
    user.password, user.version = kept.password, kept.version
    return kept
