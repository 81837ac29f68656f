"""Mails that come back to an office: answers, bounces, automatic ones, and what somebody has typed."""

from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

FIRST = "first@example.org"
LATER = "20250701T050000Z"
"""An hour after the invitations went out."""


def calendar(uid, *, attendee=FIRST, partstat="ACCEPTED", sequence=0, stamp=LATER, more=(), **said):
    """A reply as calendars write it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//A calendar//EN",
        f"METHOD:{said.get('method', 'REPLY')}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{sequence}",
        f"ATTENDEE;PARTSTAT={partstat}{said.get('params', '')}:mailto:{attendee}",
        *more,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


def mail(held, sender=f"First <{FIRST}>"):
    """The mail that carries a reply."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "office@example.org", "Accepted"
    message.set_content("First has accepted.")
    message.add_alternative(held.decode(), subtype="calendar", params={"method": "REPLY"})
    return message.as_bytes()


def written(text="I shall be there.", sender=FIRST, **headers):
    """A mail that somebody, or a program, has written."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Re: the meeting"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def bounce(message_id, action="failed", *, is_whole=True, kind="delivery-status"):
    """What a mail server writes that could not deliver a mail (RFC 3464)."""
    report = MIMEMultipart("report", **{"report-type": kind})
    report["From"] = "MAILER-DAEMON@mail.example.org (Mail Delivery System)"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report.attach(MIMEText("I am sorry."))
    status = MIMENonMultipart("message", kind)
    of_server, of_recipient = Message(), Message()
    of_server["Reporting-MTA"] = "dns; mail.example.org"
    of_recipient["Final-Recipient"] = f"rfc822; {FIRST}"
    of_recipient["Action"], of_recipient["Status"] = action, "5.1.1"
    of_recipient["Diagnostic-Code"] = "smtp; 550 5.1.1 nobody of that\r\n name"
    status.set_payload([of_server, of_recipient])
    report.attach(status)
    original = Message()
    original["Message-ID"], original["Subject"] = message_id, "Invitation"
    if is_whole:
        original.set_payload("the invitation")
        report.attach(MIMEMessage(original))
    else:
        headers = MIMENonMultipart("text", "rfc822-headers")
        headers.set_payload(original.as_string())
        report.attach(headers)
    return report.as_bytes()
