"""Hands the outbox over to the mail server, so that no mail is lost and a repeat is known as one.

A mail is taken with a lease: its next try is moved on before it is handed over, and it is marked as
sent after. No lock is held while the server answers. Whoever dies between the two loses nothing:
the lease runs out and the mail goes again under the same Message-ID and date.
"""

from __future__ import annotations

import datetime as dt
import re
import smtplib
import ssl
from contextlib import suppress
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F

from plenary.kernel.notifications.events import MailGivenUp, MailTakenAtLast
from plenary.kernel.notifications.models import Mail, MailState
from plenary.shared import clock
from plenary.shared.events import announce

log = structlog.get_logger(__name__)

LEASE = dt.timedelta(minutes=5)
TIMEOUT = 20
KEEP_SENT = dt.timedelta(days=90)
BACK_OFF = (
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=15),
    dt.timedelta(minutes=60),
    dt.timedelta(hours=6),
)
REFUSED_FOR_GOOD = 500
"""SMTP's answers from here on say that a repeat is of no use (RFC 5321, 4.2.1)."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
METHOD = re.compile(r"^METHOD:([A-Z]+)\s*$", re.MULTILINE)
FAULTS = (smtplib.SMTPException, OSError, ValueError)


class NotSecure(ValueError):
    """The server would take the password in clear text."""


class MailServer:
    """A connection to the mail server of ``MAIL_URL``: ``smtp://`` or ``smtps://``."""

    def __init__(self, url: str) -> None:
        self.parts: SplitResult = urlsplit(url)
        if self.parts.scheme not in {"smtp", "smtps"} or not self.parts.hostname:
            raise ValueError("PLENARY_MAIL_URL: smtp://user:password@host:port or smtps://…")
        self.connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.connection is not None:
            with suppress(*FAULTS):
                self.connection.quit()
        self._leave()

    def send(self, mail: Mail) -> None:
        """Hand one mail over; the connection is opened with the first and renewed after a fault."""
        try:
            connection = self.connection or self._connect()
            sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
            connection.sendmail(sender, [mail.to], _written(mail))
        except FAULTS:
            self._leave()
            raise

    def _connect(self) -> smtplib.SMTP:
        host, context = str(self.parts.hostname), ssl.create_default_context()
        if self.parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self.parts.port or 465, timeout=TIMEOUT, context=context
            )
        else:
            server = smtplib.SMTP(host, self.parts.port or 25, timeout=TIMEOUT)
        self.connection = server
        server.ehlo()
        is_clear = self.parts.scheme == "smtp"
        if is_clear and server.has_extn("starttls"):
            server.starttls(context=context)
        elif is_clear and self.parts.username and host not in LOOPBACK:
            raise NotSecure("the mail server offers no TLS: the password is not sent to it")
        if self.parts.username:
            server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return server

    def _leave(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def deliver_waiting(limit: int = 100) -> int:
    """Send what is due and give the number; without a mail server everything stays in the outbox."""
    if not settings.MAIL_URL:
        return 0
    now = clock.now()
    due = Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=now)
    sent = 0
    with MailServer(settings.MAIL_URL) as server:
        for pk in due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:limit]:
            if _take(pk, now):
                sent += _deliver(server, Mail.objects.get(pk=pk))
    return sent


def clear_sent() -> int:
    """Delete the mails that went out a quarter ago; give the number."""
    gone = Mail.objects.filter(state=MailState.SENT, sent_at__lt=clock.now() - KEEP_SENT)
    return gone.delete()[0]


def as_message(mail: Mail) -> EmailMultiAlternatives:
    """Make the message; Message-ID and date come from the row, the same each time.

    It says that a program wrote it (RFC 3834), so that nobody's note of absence answers; an invitation is to be answered.
    A calendar object goes along twice: as an alternative, which calendars take up (RFC 6047), and as
    a file for programs that do not look there.
    """
    headers = {"Message-ID": mail.message_id, "Date": format_datetime(mail.made_at)}
    if not mail.calendar:
        headers["Auto-Submitted"] = "auto-generated"
    message = EmailMultiAlternatives(
        mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers
    )
    if mail.calendar:
        method = METHOD.search(mail.calendar)
        kind = f"text/calendar; method={method[1]}" if method else "text/calendar"
        message.attach_alternative(mail.calendar, kind)
        message.attach("invitation.ics", mail.calendar.encode(), "application/ics")
    return message


def _written(mail: Mail) -> bytes:
    """Write a mail as it goes over the line: each of its lines ends as RFC 5321, 2.3.8 asks.

    ``smtplib`` leaves bytes as they are, and a strict server takes a mail without CRLF for one long line.
    """
    return as_message(mail).message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own


def _take(pk: int, now: dt.datetime) -> bool:
    """Take a mail if it is still due: of several workers only one does."""
    due = Mail.objects.filter(pk=pk, state=MailState.WAITING, next_try_at__lte=now)
    return bool(due.update(next_try_at=clock.now() + LEASE, tries=F("tries") + 1))


def _deliver(server: MailServer, mail: Mail) -> bool:
    try:
        server.send(mail)
    except FAULTS as fault:
        log.warning(
            "mail not delivered", mail=mail.pk, tries=mail.tries, fault=type(fault).__name__
        )
        _put_off(mail, fault)
        return False
    had_fault = bool(mail.fault)
    mail.state, mail.sent_at, mail.fault = MailState.SENT, clock.now(), ""
    mail.body = mail.calendar = ""
    mail.save(update_fields=["state", "sent_at", "fault", "body", "calendar"])
    if had_fault:
        announce(MailTakenAtLast(mail.message_id))
    return True


def _put_off(mail: Mail, fault: Exception) -> None:
    """Keep what the server said, and when to try again; announces ``MailGivenUp`` where it is not tried again."""
    mail.fault = _told(fault)[:400]
    if mail.tries > len(BACK_OFF) or _is_final(fault):
        mail.state = MailState.FAILED
    else:
        mail.next_try_at = clock.now() + BACK_OFF[mail.tries - 1]
    mail.save(update_fields=["state", "fault", "next_try_at"])
    if mail.state == MailState.FAILED:
        announce(MailGivenUp(mail.message_id, mail.fault))


def _told(fault: Exception) -> str:
    """Give the server's own words, or the system's."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in fault.recipients.values())
    if isinstance(fault, smtplib.SMTPResponseException):
        return _answer(fault.smtp_code, fault.smtp_error)
    return str(fault) or type(fault).__name__


def _answer(code: int, reason: bytes | str) -> str:
    words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    return " ".join(f"{code} {words}".split())


def _is_final(fault: Exception) -> bool:
    """Say whether the server refused the address for good."""
    if not isinstance(fault, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= REFUSED_FOR_GOOD for code, _reason in fault.recipients.values())
