"""Notes at an invitation that its mail has not arrived, whoever said so, and takes the note back."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance.models import Invitation, InvitationMail
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.services.convening.answering import hold_convening
from plenary.kernel.audit.recording import lock, record, save, snapshot
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor


@transaction.atomic
def note_given_up(*, message_id: str, why: str) -> None:
    """Note at the invitation that the own mail server does not take its mail; other mails are none of ours."""
    sent = InvitationMail.objects.filter(message_id=message_id).first()
    if sent is not None and (invitation := addressed_by(sent)):
        note_undelivered(actor=SYSTEM, invitation=invitation, why=why)


@transaction.atomic
def note_taken_at_last(*, message_id: str) -> None:
    """Take the note back where the server takes the mail after all, unless it was of another mail."""
    sent = InvitationMail.objects.filter(message_id=message_id).first()
    invitation = sent and addressed_by(sent)
    if not (sent and invitation and invitation.undelivered_at):
        return
    if invitation.mails.filter(pk__gt=sent.pk).exists():
        return
    before = snapshot(invitation)
    invitation.undelivered_at, invitation.undelivered_why = None, ""
    save(invitation, fields=["undelivered_at", "undelivered_why"])
    record(
        actor=SYSTEM, action="governance.invitation.delivered", subject=invitation, before=before
    )


def addressed_by(sent: InvitationMail) -> Invitation | None:
    """Take for change the invitation that a mail was of; none where it is off the list or went elsewhere."""
    hold_convening(sent.invitation_id)
    found = Invitation.objects.select_related("convening__meeting")
    invitation = lock(found, pk=sent.invitation_id)
    is_former = invitation.is_withdrawn or invitation.email.lower() != sent.email.lower()
    return None if is_former else invitation


def note_undelivered(*, actor: Actor, invitation: Invitation, why: str) -> None:
    """Note it at an invitation that is taken for change, and tell the office."""
    before = snapshot(invitation)
    invitation.undelivered_at, invitation.undelivered_why = clock.now(), why[:300]
    save(invitation, fields=["undelivered_at", "undelivered_why"])
    record(
        actor=actor, action="governance.invitation.undelivered", subject=invitation, before=before
    )
    meeting = invitation.convening.meeting
    notify(
        users=recipients.of_the_office(),
        kind="governance.invitation.undelivered",
        text_zh=f"发给{invitation.name}的会议邮件未能送达：{meeting.title_zh or meeting.title_en}",
        text_en=f"The mail to {invitation.name} was not delivered: {meeting.title_en or meeting.title_zh}",
        url=invitation.convening.get_absolute_url(),
        about=subjects.about("governance.meeting", meeting.pk),
    )
