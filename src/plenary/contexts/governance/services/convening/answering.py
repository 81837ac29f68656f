"""Records what invited people answer: on their page, by the link in the mail, or by the office."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import InvitedAs, ReplyKind, ReplyRoute
from plenary.contexts.governance.events import InvitationAnswered
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.convening import invitations
from plenary.contexts.governance.services.checks import SHORT_REASON, need_choice, need_reason
from plenary.contexts.governance.services.convening import links, mails
from plenary.contexts.governance.services.convening.given import AnswerGiven
from plenary.contexts.governance.services.convening.inviting import new_invitation, withdraw
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.kernel.text.validators import need_no_longer
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

ANSWERS = (ReplyKind.COMING, ReplyKind.NOT_COMING, ReplyKind.SUBSTITUTED)
BY_MAIL = (ReplyRoute.LINK, ReplyRoute.FILE)
"""Whoever answers by these has had the mail."""
MOST_SUBSTITUTES = 5
"""How often one invitation may be passed on: each time somebody is sent a mail."""


@transaction.atomic
def answer_invitation(
    *,
    actor: Actor,
    invitation_id: int,
    answer: AnswerGiven,
    seen_version: int | None = None,
) -> Invitation:
    """Record an answer given by whoever is invited, by their unit, or by the office for them.

    Not coming needs its reason; a substitute needs a name and an address and is invited at once. For
    whoever has no address the office keeps what it was told otherwise, a substitute without one too.
    Refused once the meeting has begun or is called off, to all but the office before the invitation is
    sent, and for a substitute or observer who would send somebody else. Announces ``InvitationAnswered``.
    """
    hold_convening(invitation_id)
    found = invitations.visible_to(actor).select_related("convening__meeting__body")
    invitation = lock(found, pk=invitation_id, version=seen_version)
    authorise(actor, policies.can_answer_invitation, invitation)
    is_own = invitation.user_id == actor.user_id or invitation.unit_id in actor.unit_ids
    hears_it = invitation.sent_at is None and policies.can_convene(actor)
    route = ReplyRoute.PAGE if is_own and not hears_it else ReplyRoute.OFFICE
    return keep_answer(actor, invitation, answer, route)


@transaction.atomic
def answer_by_link(*, token: str, answer: AnswerGiven) -> Invitation:
    """Record an answer given by the link in the mail, which stands for the signature of its addressee.

    ``NotFound`` for a link that does not hold; refused and announced as ``answer_invitation`` is.
    """
    linked = links.invited_by(token)
    hold_convening(linked.pk)
    found = Invitation.objects.select_related("convening__meeting__body")
    invitation = lock(found, pk=linked.pk)
    actor = Actor(user_id=invitation.user_id, name=invitation.name)
    return keep_answer(actor, invitation, answer, ReplyRoute.LINK)


def keep_answer(
    actor: Actor,
    invitation: Invitation,
    answer: AnswerGiven,
    route: ReplyRoute,
    *,
    needs_reason: bool = True,
) -> Invitation:
    """Put an answer in place of the one before; a substitute named before is told that they need not come."""
    need_choice(answer.reply, ANSWERS, "reply")
    is_told = invitation.sent_at is not None or route == ReplyRoute.OFFICE
    if not invitations.is_open(invitation) or not is_told:
        raise Refused(_("This invitation can no longer be answered."))
    refuse_secrecy(answer.reason, answer.substitute_name)
    reason = answer.reason.strip()
    if route == ReplyRoute.FILE:
        reason = reason[:SHORT_REASON]
    need_no_longer(reason, field="reason", most=SHORT_REASON)
    if answer.reply == ReplyKind.NOT_COMING and needs_reason:
        reason = need_reason(reason)

    before = snapshot(invitation)
    withdraw(actor, invitation.substitutes.filter(is_withdrawn=False))
    invitation.reply = answer.reply
    invitation.reason = "" if answer.reply == ReplyKind.COMING else reason
    invitation.replied_at, invitation.replied_by = clock.now(), route
    invitation.replied_sequence = invitation.convening.sequence
    fields = ["reply", "reason", "replied_at", "replied_by", "replied_sequence"]
    if route in BY_MAIL:
        invitation.undelivered_at, invitation.undelivered_why = None, ""
        fields += ["undelivered_at", "undelivered_why"]
    save(invitation, fields=fields)
    record(actor=actor, action="governance.invitation.answered", subject=invitation, before=before)
    if answer.reply == ReplyKind.SUBSTITUTED:
        _invite_substitute(actor, invitation, answer)
    if answer.reply != ReplyKind.COMING:
        _tell_the_office(actor, invitation)
    announce(InvitationAnswered(invitation_id=invitation.pk, reply=invitation.reply))
    return invitation


def hold_convening(invitation_id: int) -> None:
    """Lock the convening before its invitation, as sending does: two at once wait for each other."""
    held = Convening.objects.select_for_update(of=("self",))
    held.filter(invitations__pk=invitation_id).first()


def _invite_substitute(actor: Actor, invitation: Invitation, answer: AnswerGiven) -> None:
    if invitation.role not in {InvitedAs.MEMBER, InvitedAs.UNIT}:
        sentence = _("Only members and member units may send a substitute.")
        raise Refused(sentence, fields={"reply": sentence})
    if invitation.substitutes.count() >= MOST_SUBSTITUTES:
        raise Refused(_("This invitation has been passed on too often. Ask the office."))
    needs_address = bool(invitation.email or answer.substitute_email.strip())
    told = {"sent_at": clock.now(), "sent_sequence": invitation.convening.sequence}
    try:
        stand_in = new_invitation(
            invitation.convening,
            role=InvitedAs.SUBSTITUTE,
            name=answer.substitute_name,
            email=answer.substitute_email,
            language=invitation.language,
            needs_address=needs_address,
            stands_in_for=invitation,
            **(told if needs_address else {}),
        )
    except Refused as refused:
        fields = {f"substitute_{name}": sentence for name, sentence in refused.fields.items()}
        raise Refused(refused.sentence, fields=fields) from refused
    if needs_address:
        mails.tell_of_meeting(stand_in, is_change=False)
    record(actor=actor, action="governance.invitation.substitute_named", subject=stand_in)


def _tell_the_office(actor: Actor, invitation: Invitation) -> None:
    meeting = invitation.convening.meeting
    notify(
        users=recipients.of_the_office() - {actor.user_id or 0},
        kind="governance.invitation.declined",
        text_zh=f"{invitation.name}不能参会：{meeting.title_zh or meeting.title_en}",
        text_en=f"{invitation.name} is not coming: {meeting.title_en or meeting.title_zh}",
        url=invitation.convening.get_absolute_url(),
        about=subjects.about("governance.meeting", meeting.pk),
    )
