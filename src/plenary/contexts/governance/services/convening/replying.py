"""Records answers that calendars sent: matched by meeting and address, strangers and old ones refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ReplyKind, ReplyRoute
from plenary.contexts.governance.ical.apart import read_apart
from plenary.contexts.governance.ical.replies import Reply, Unreadable
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.selectors.convening import invitations
from plenary.contexts.governance.services.convening.answering import hold_convening, keep_answer
from plenary.contexts.governance.services.convening.given import AnswerGiven
from plenary.kernel.audit.recording import authorise, lock
from plenary.shared.actor import Actor
from plenary.shared.errors import PlenaryError, Refused

LARGEST = 2 * 1024 * 1024
MOST = 50
"""Files at once: each is read by a process of its own."""
ANSWERS = {
    "ACCEPTED": ReplyKind.COMING,
    "DECLINED": ReplyKind.NOT_COMING,
    "DELEGATED": ReplyKind.SUBSTITUTED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: str
    who: str
    sentence: str
    is_recorded: bool


def take_replies(*, actor: Actor, files: Iterable[tuple[str, bytes]]) -> list[Outcome]:
    """Read files and record the answers in them; one that is refused hinders no other.

    Each outcome says in the language in force what was recorded, or what is wrong. Refused as a whole
    for more than ``MOST`` files, before any is read.
    """
    authorise(actor, policies.can_convene)
    given = list(files)
    if len(given) > MOST:
        raise Refused(_("Hand in at most %(count)s files at once.") % {"count": MOST})
    return [_taken(actor, name, data) for name, data in given]


def _taken(actor: Actor, name: str, data: bytes) -> Outcome:
    who = ""
    try:
        reply = _read(data)
        who = reply.attendee
        invitation = record_reply(actor=actor, reply=reply)
    except PlenaryError as refused:
        told = [str(refused), *(str(one) for one in refused.fields.values())]
        return Outcome(name, who, told[-1], is_recorded=False)
    return Outcome(name, invitation.name, str(invitation.get_reply_display()), is_recorded=True)


@transaction.atomic
def record_reply(*, actor: Actor, reply: Reply) -> Invitation:
    """Record an answer that a calendar sent.

    Refused for a meeting that was not convened here, an address that is not invited, a mail that came
    from somebody else, an answer to an earlier state of the meeting or older than the one recorded, one
    that leaves it open, and as ``answer_invitation`` is. Announces ``InvitationAnswered``.
    """
    authorise(actor, policies.can_convene)
    seen = invitations.convenings_visible_to(actor)
    convening = seen.filter(uid=reply.uid).first()
    if convening is None:
        raise Refused(_("This answers no meeting that was convened here."))
    asked = convening.invitations.filter(email__iexact=reply.attendee, is_withdrawn=False)
    pk = asked.values_list("pk", flat=True).first()
    if pk is None:
        raise Refused(_("%(who)s is not invited to this meeting.") % {"who": reply.attendee})
    hold_convening(pk)
    found = Invitation.objects.select_related("convening__meeting__body")
    invitation = lock(found, pk=pk)
    _need_own(reply)
    _need_current(reply, invitation, invitation.convening)
    return keep_answer(actor, invitation, _answer(reply), ReplyRoute.FILE, needs_reason=False)


def _need_own(reply: Reply) -> None:
    if reply.sender and reply.sender != reply.attendee:
        words = _("The mail came from %(sender)s, but it answers for %(who)s. Ask them.")
        raise Refused(words % {"sender": reply.sender, "who": reply.attendee})


def _need_current(reply: Reply, invitation: Invitation, convening: Convening) -> None:
    if reply.sequence < convening.sequence:
        raise Refused(_("This answers an earlier state of the meeting, which has changed since."))
    if reply.sequence > convening.sequence:
        raise Refused(_("This answers a state of the meeting that was never sent."))
    if invitation.replied_at is not None and reply.stamp <= invitation.replied_at:
        raise Refused(_("A later answer is recorded already; it stands."))


def _answer(reply: Reply) -> AnswerGiven:
    if reply.answer not in ANSWERS:
        raise Refused(_("This answer leaves it open whether they come."))
    return AnswerGiven(
        reply=ANSWERS[reply.answer],
        reason=reply.comment,
        substitute_name=reply.delegate_name,
        substitute_email=reply.delegate,
    )


def _read(data: bytes) -> Reply:
    if len(data) > LARGEST:
        raise Refused(_("The file is larger than 2 MB; an answer is not."))
    sentences = {
        "no-calendar": _(
            "There is no calendar's answer in this file. Save the mail whole, as .eml."
        ),
        "not-a-reply": _("This is an invitation or something else, not an answer to one."),
        "no-answer": _("It does not say who answers, or what."),
    }
    try:
        return read_apart(data)
    except Unreadable as error:
        broken = _("This file cannot be read as a mail or a calendar's answer.")
        raise Refused(sentences.get(error.code, broken)) from error
