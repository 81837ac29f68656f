"""Takes a mail out of the mailbox exactly once: an answer is recorded, a bounce noted, all else shown."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import MailKind
from plenary.contexts.governance.ical.apart import read_letter_apart
from plenary.contexts.governance.ical.letters import Letter
from plenary.contexts.governance.ical.replies import Reply, Unreadable
from plenary.contexts.governance.models import Invitation, InvitationMail, Mailbox, ReceivedMail
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.convening.mailbox import visible_to
from plenary.contexts.governance.services.convening.replying import record_reply
from plenary.contexts.governance.services.convening.undelivered import (
    addressed_by,
    note_undelivered,
)
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.notifications.receiving import Arrived
from plenary.kernel.notifications.services import notify
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of
from plenary.shared.errors import PlenaryError, Refused

log = structlog.get_logger(__name__)

LARGEST = 2 * 1024 * 1024
KEEP_DONE = dt.timedelta(days=90)
LANGUAGES = {"zh": "zh-hans", "en": "en"}
HEADERS_END = re.compile(rb"\r?\n\r?\n")
MESSAGE_ID = re.compile(rb"^message-id:.*(?:\r?\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
WORDS: dict[str, Any] = {
    "no-calendar": _(
        "It holds no calendar's answer. Read it in the mailbox; where it says whether they come,"
        " write that down for them."
    ),
    "not-a-reply": _("It holds an invitation or something else, not an answer to one."),
    "counter": _("They propose another time. Ask them whether they come at the time that is set."),
    "no-answer": _("Its calendar's answer does not say who answers, or what."),
    "no-sender": _("It names no sender, or several: nobody knows who answers."),
    "broken": _("It cannot be read as a mail or a calendar's answer."),
    "too-large": _("It is larger than 2 MB and was not read. Look at it in the mailbox."),
    "secret": _(
        "Its subject carries a secrecy marking and was not kept. Deal with the mail by the rules."
    ),
    "automatic": _("A program wrote it: it does not say whether they come."),
    "delayed": _("The mail is late; its server goes on trying."),
    "unknown": _("A mail could not be delivered, but it is no invitation that Plenary knows of."),
    "former": _("A mail to an earlier address, or to somebody who is off the list, came back."),
    "failed": _("Plenary made a mistake with this mail. Tell the administrator."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a mail: why it waits for somebody, in both languages, or nothing."""

    invitation: Invitation | None = None
    why_zh: str = ""
    why_en: str = ""


def take_mail(*, actor: Actor, mailbox_id: int, validity: int, arrived: Arrived) -> bool:
    """Take a mail of a mailbox, and say whether it was new.

    What is recorded of it and how far the mailbox is read are one transaction: who dies before takes it
    again, who dies after does not. What is no answer, and an answer that is refused, waits for the
    office, which is told. ``Busy``, with nothing taken, while too many files are being read.
    """
    authorise(actor, policies.can_read_mailbox)
    letter = _without_secrets(_opened(arrived))
    mark = _mark_of(arrived.data)
    with transaction.atomic():
        mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
        if mailbox.validity == validity and arrived.uid <= mailbox.last_uid:
            return False
        mailbox.validity, mailbox.last_uid = validity, arrived.uid
        mailbox.save(update_fields=["validity", "last_uid"])
        if ReceivedMail.objects.filter(mark=mark).exists():
            return False
        _keep(actor, letter, mark, arrived.came_at or clock.now())
    return True


@transaction.atomic
def settle_mail(*, actor: Actor, mail_id: int) -> ReceivedMail:
    """Note that somebody has dealt with a mail; refused for one that waits no more."""
    mail = lock(visible_to(actor), pk=mail_id)
    authorise(actor, policies.can_convene)
    if not mail.is_open:
        raise Refused(_("This mail has been dealt with already."))
    before = snapshot(mail)
    mail.is_open, mail.settled_at, mail.settled_by_id = False, clock.now(), actor.user_id
    mail.save(update_fields=["is_open", "settled_at", "settled_by"])
    record(actor=actor, action="governance.received_mail.settled", subject=mail, before=before)
    return mail


def clear_received() -> int:
    """Forget the mails that were dealt with a quarter ago and give how many; the mailbox keeps them."""
    gone = ReceivedMail.objects.filter(is_open=False, read_at__lt=clock.now() - KEEP_DONE)
    return gone.delete()[0]


def _opened(arrived: Arrived) -> Letter:
    """Read a mail apart; of one that is too large or cannot be read its headers alone."""
    fault = "broken" if arrived.is_whole else "too-large"
    try:
        if arrived.is_whole:
            return read_letter_apart(arrived.data)
    except Unreadable:
        log.warning("mail not read", uid=arrived.uid)
    try:
        headers = read_letter_apart(HEADERS_END.split(arrived.data, maxsplit=1)[0] + b"\r\n\r\n")
    except Unreadable:
        return Letter(MailKind.OTHER, fault=fault)
    return Letter(MailKind.OTHER, headers.sender, headers.subject, fault=fault, about=headers.about)


def _without_secrets(letter: Letter) -> Letter:
    """Keep nothing of a mail whose subject carries a secrecy marking; a person has to look at it."""
    try:
        refuse_secrecy(letter.subject, letter.diagnosis)
    except Refused:
        return Letter(MailKind.OTHER, letter.sender, fault="secret", about=letter.about)
    return letter


def _mark_of(data: bytes) -> str:
    """Give what a mail is known by wherever it was carried: its Message-ID and text, or all of it without one."""
    head, *body = HEADERS_END.split(data, maxsplit=1)
    name = MESSAGE_ID.search(head)
    return hashlib.sha256(b"\n".join([name[0], *body]) if name else data).hexdigest()


def _keep(actor: Actor, letter: Letter, mark: str, came_at: dt.datetime) -> None:
    verdict = _judged(actor, letter)
    mail = ReceivedMail.objects.create(
        mark=mark,
        kind=letter.kind,
        sender=letter.sender,
        subject=letter.subject,
        came_at=came_at,
        read_at=clock.now(),
        invitation=verdict.invitation,
        why_zh=verdict.why_zh[:300],
        why_en=verdict.why_en[:400],
        is_open=bool(verdict.why_en),
    )
    record(actor=actor, action="governance.received_mail.kept", subject=mail)
    if mail.is_open:
        notify(
            users=recipients.of_the_office(),
            kind="governance.received_mail.kept",
            text_zh="答复邮箱中有邮件需要查看",
            text_en="A mail in the mailbox of answers waits to be looked at",
            url=address_of("governance:invitation-replies"),
            is_once=True,
        )


def _judged(actor: Actor, letter: Letter) -> Verdict:
    """Do what a mail asks for, or say why not; a mistake of ours holds up no other mail."""
    try:
        with transaction.atomic():
            if letter.reply is not None:
                return _recorded(actor, letter.reply)
            if letter.kind == MailKind.BOUNCE:
                return _came_back(actor, letter)
            return _waiting(letter.fault, _told_by(letter))
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        log.exception("a mail could not be taken")
        return _waiting("failed")


def _recorded(actor: Actor, reply: Reply) -> Verdict:
    """Record an answer; where it is refused, once more in the other language for its sentence."""
    told = {}
    for side, language in LANGUAGES.items():
        try:
            with override(language), transaction.atomic():
                return Verdict(record_reply(actor=actor, reply=reply))
        except PlenaryError as refused:
            with override(language):
                told[side] = [str(refused), *map(str, refused.fields.values())][-1]
    asked = Invitation.objects.filter(convening__uid=reply.uid, email__iexact=reply.attendee)
    return Verdict(asked.order_by("is_withdrawn", "-pk").first(), told["zh"], told["en"])


def _came_back(actor: Actor, letter: Letter) -> Verdict:
    """Note at an invitation that its mail was not delivered, and tell the office."""
    sent = InvitationMail.objects.filter(message_id__in=letter.about).order_by("pk").last()
    if sent is None:
        return _waiting("unknown")
    invitation = addressed_by(sent)
    if invitation is None:
        return _waiting("former", sent.invitation)
    note_undelivered(actor=actor, invitation=invitation, why=letter.diagnosis)
    return Verdict(invitation)


def _told_by(letter: Letter) -> Invitation | None:
    """Give the invitation whose mail was answered by hand or by a program."""
    sent = InvitationMail.objects.filter(message_id__in=letter.about).select_related("invitation")
    found = sent.order_by("pk").last()
    return found.invitation if found else None


def _waiting(code: str, invitation: Invitation | None = None) -> Verdict:
    told = {}
    for side, language in LANGUAGES.items():
        with override(language):
            told[side] = str(WORDS[code])
    return Verdict(invitation, told["zh"], told["en"])
