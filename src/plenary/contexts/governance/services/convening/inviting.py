"""Keeps the list of those whom a meeting asks; nobody is told before it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import InvitedAs
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.selectors.convening import candidates
from plenary.contexts.governance.services.checks import need_choice, need_existing
from plenary.contexts.governance.services.convening.given import GuestGiven
from plenary.contexts.governance.services.convening.locking import lock_convening, lock_invitation
from plenary.contexts.governance.services.convening.mails import tell_of_cancelling
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import record, record_made, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

BY_HAND = (InvitedAs.MEMBER, InvitedAs.OBSERVER)


@transaction.atomic
def gather_invitations(*, actor: Actor, convening_id: int) -> int:
    """Add whom the body's membership asks and who is not on the list yet; give how many are new."""
    return gather(actor, lock_convening(actor, convening_id))


def gather(actor: Actor, convening: Convening) -> int:
    """Do the same for a convening that has been taken for change already."""
    held = list(convening.invitations.all())
    keys = {(one.person_id, one.unit_id, one.user_id) for one in held}
    taken = {one.email.lower() for one in held if one.email}
    added = [
        Invitation(
            convening=convening,
            role=one.role,
            name=one.name,
            email=one.email,
            language=one.language,
            person_id=one.person_id,
            unit_id=one.unit_id,
            user_id=one.user_id,
        )
        for one in candidates.of_body(convening.meeting.body, convening.starts_on)
        if one.key not in keys and one.email.lower() not in taken
    ]
    for one in added:
        one.save()
    record_made(
        actor=actor, action="governance.invitation.listed", made=[(one, None) for one in added]
    )
    return len(added)


@transaction.atomic
def add_guest(*, actor: Actor, convening_id: int, guest: GuestGiven) -> Invitation:
    """Put somebody on the list by hand: an observer, for single items where some are named, or a member.

    Refused without a name, for an address that is none or stands on the list, and for items of another
    meeting.
    """
    convening = lock_convening(actor, convening_id)
    need_choice(guest.role, BY_HAND, "role")
    need_existing(Organisation, unit=[guest.unit_id])
    items = list(convening.meeting.items.filter(pk__in=guest.item_ids))
    if len(items) != len(set(guest.item_ids)):
        raise NotFound
    if items and guest.role != InvitedAs.OBSERVER:
        sentence = _("Only observers are asked to single items.")
        raise Refused(sentence, fields={"items": sentence})
    seat = {"role": guest.role, **_seat_of(convening, guest)}
    invitation = new_invitation(
        convening, name=guest.name, email=guest.email, language=guest.language, **seat
    )
    invitation.items.set(items)
    record(
        actor=actor,
        action="governance.invitation.added",
        subject=invitation,
        note={"items": [item.pk for item in items]},
    )
    return invitation


def _seat_of(convening: Convening, guest: GuestGiven) -> dict[str, Any]:
    """Give the person or unit for whom a member comes: whoever was taken off fills the same seat again."""
    if guest.role != InvitedAs.MEMBER:
        return {"unit_id": guest.unit_id}
    address = guest.email.strip()
    former = convening.invitations.filter(is_withdrawn=True, email__iexact=address).last()
    if former is not None:
        return {
            "role": former.role if former.role == InvitedAs.UNIT else guest.role,
            "person_id": former.person_id,
            "unit_id": former.unit_id or guest.unit_id,
        }
    account = _account(address.lower())
    return {"unit_id": guest.unit_id, "person_id": account.person_id if account else None}


@transaction.atomic
def address_invitation(
    *,
    actor: Actor,
    invitation_id: int,
    seen_version: int | None,
    name: str,
    email: str,
    language: str,
) -> Invitation:
    """Mend the name, address or language of somebody on the list; a new address is told anew.

    Refused as adding is; whoever was told at the old address is told that the invitation is void. What was
    answered there is no answer of whoever is told anew, and a substitute that was named goes with it.
    """
    invitation = lock_invitation(actor, invitation_id, seen_version)
    before, told_at = snapshot(invitation), invitation.email
    address = _address(invitation.convening, email, except_for=invitation.pk)
    if address != told_at and invitation.sent_at is not None:
        tell_of_cancelling(invitation)
        invitation.sent_at = invitation.sent_sequence = None
    invitation.name, invitation.email, invitation.language = _named(name), address, language
    if address != told_at:
        invitation.user = _account(address)
        invitation.undelivered_at, invitation.undelivered_why = None, ""
    fields = ["name", "email", "language", "user", "sent_at", "sent_sequence"]
    if told_at and address != told_at and invitation.reply:
        fields += _forget_reply(invitation)
        withdraw(actor, invitation.substitutes.filter(is_withdrawn=False))
    fields += ["undelivered_at", "undelivered_why"]
    save(invitation, fields=fields)
    record(actor=actor, action="governance.invitation.addressed", subject=invitation, before=before)
    return invitation


def _forget_reply(invitation: Invitation) -> list[str]:
    """Take the answer off an invitation, unsaved, and give the fields to save."""
    invitation.reply = invitation.reason = invitation.replied_by = ""
    invitation.replied_at = invitation.replied_sequence = None
    return ["reply", "reason", "replied_by", "replied_at", "replied_sequence"]


@transaction.atomic
def withdraw_invitation(
    *, actor: Actor, invitation_id: int, seen_version: int | None = None
) -> Invitation:
    """Take somebody off the list, with their substitute; whoever was told is told so."""
    invitation = lock_invitation(actor, invitation_id, seen_version)
    withdraw(actor, [invitation, *invitation.substitutes.filter(is_withdrawn=False)])
    return invitation


def withdraw(actor: Actor, invitations: Iterable[Invitation]) -> None:
    """Withdraw these invitations and tell those who had been told."""
    for invitation in invitations:
        before = snapshot(invitation)
        if invitation.sent_at is not None:
            tell_of_cancelling(invitation)
        invitation.is_withdrawn = True
        save(invitation, fields=["is_withdrawn"])
        record(
            actor=actor, action="governance.invitation.withdrawn", subject=invitation, before=before
        )


def new_invitation(
    convening: Convening,
    *,
    role: str,
    name: str,
    email: str,
    language: str,
    needs_address: bool = True,
    **fields: Any,
) -> Invitation:
    """Make an invitation by name and address, tied to the account that has the address."""
    address = _address(convening, email)
    if not address and needs_address:
        sentence = _("Give an e-mail address.")
        raise Refused(sentence, fields={"email": sentence})
    account = _account(address)
    return Invitation.objects.create(
        convening=convening,
        role=role,
        name=_named(name),
        email=address,
        language=language or candidates.language_of(account),
        user=account,
        **fields,
    )


def _named(name: str) -> str:
    refuse_secrecy(name)
    plain = " ".join(name.split())
    if not plain:
        sentence = _("Say who is invited.")
        raise Refused(sentence, fields={"name": sentence})
    return plain[:120]


def _address(convening: Convening, email: str, *, except_for: int = 0) -> str:
    address = email.strip().lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("This is not an e-mail address.")
        raise Refused(sentence, fields={"email": sentence}) from None
    taken = convening.invitations.filter(email__iexact=address, is_withdrawn=False)
    if taken.exclude(pk=except_for).exists():
        sentence = _("Somebody with this address is invited already.")
        raise Refused(sentence, fields={"email": sentence})
    return address


def _account(address: str) -> User | None:
    return User.objects.filter(is_active=True, email__iexact=address).first() if address else None
