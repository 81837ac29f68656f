"""Granting roles and taking them back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, selectors
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.accounts.services.access import refresh_access
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    user_id: int,
    role: str,
    unit_id: int | None = None,
    post_id: int | None = None,
) -> Grant:
    """Grant a role to an account, for a unit or a post where the role needs one; twice is once.

    Refused for a unit's role without its unit, and where an administrator would hold another role.
    """
    user = lock(selectors.visible_to(actor), pk=user_id)
    authorise(actor, policies.can_manage_accounts)
    _check(user, role, unit_id, post_id)

    wanted: dict[str, Any] = {"user": user, "role": role, "unit_id": unit_id, "post_id": post_id}
    grant, is_new = Grant.objects.get_or_create(**wanted)
    if is_new:
        refresh_access([user.pk])
        record(actor=actor, action="accounts.role.granted", subject=grant)
    return grant


@transaction.atomic
def revoke_role(*, actor: Actor, grant_id: int) -> User:
    """Take a role back from an account.

    Refused for the role of the last administrator who can sign in.
    """
    authorise(actor, policies.can_manage_accounts)
    administrators = lock_administrators()
    grant = Grant.objects.select_for_update(of=("self",)).filter(pk=grant_id).first()
    if grant is None:
        raise NotFound
    if grant.role == Role.ADMINISTRATOR:
        refuse_without_administrator(administrators, losing=grant.user_id)

    before = snapshot(grant)
    record(actor=actor, action="accounts.role.revoked", subject=grant, note=before)
    grant.delete()
    refresh_access([grant.user_id])
    return User.objects.get(pk=grant.user_id)


def lock_administrators() -> list[int]:
    """Lock the administrators who can sign in, so that two of them cannot both be the last."""
    accounts = selectors.administrators().select_for_update(of=("self",)).order_by("pk")
    return list(accounts.values_list("pk", flat=True))


def refuse_without_administrator(administrators: list[int], *, losing: int) -> None:
    """Refuse where nobody would be left to look after accounts."""
    if administrators == [losing]:
        raise Refused(_("This is the last administrator: grant the role to somebody else first."))


def _check(user: User, role: str, unit_id: int | None, post_id: int | None) -> None:
    if role not in Role.values:
        raise Refused(fields={"role": _("There is no such role.")})
    if role == Role.UNIT and unit_id is None:
        raise Refused(fields={"unit": _("Say for which unit the account reports.")})
    if unit_id is not None and not Organisation.objects.filter(pk=unit_id).exists():
        raise Refused(fields={"unit": _("There is no such unit.")})
    if post_id is not None and not Post.objects.filter(pk=post_id).exists():
        raise Refused(fields={"post": _("There is no such post.")})
    held = set(user.grants.values_list("role", flat=True))
    if not policies.may_hold_together({*held, role}):
        raise Refused(
            fields={
                "role": _(
                    "An administrator's account holds no other role: who looks after accounts"
                    " can neither close a task nor release a text. Use a second account."
                )
            }
        )
