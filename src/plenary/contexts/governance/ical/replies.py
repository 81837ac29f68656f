"""Reads an answer to an invitation (RFC 5546, METHOD:REPLY), bare or in the mail that carried it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any

from icalendar import Calendar, vDDDTypes
from icalendar.cal.component import Component

CALENDARS = ("text/calendar", "application/ics")
LONGEST = 300


class Unreadable(ValueError):
    """A file that holds no answer; ``code`` says why.

    One of no-calendar, broken, not-a-reply, counter (another time is proposed), no-answer, and
    no-sender for a mail that names nobody as its sender, or several.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody's calendar answered; addresses are in lower case."""

    uid: str
    attendee: str
    answer: str
    """PARTSTAT: ACCEPTED, DECLINED, TENTATIVE, DELEGATED …"""
    sequence: int
    stamp: dt.datetime
    comment: str = ""
    delegate: str = ""
    delegate_name: str = ""
    sender: str = ""
    """From whom the mail came; empty for a bare calendar file."""


def read_reply(data: bytes) -> Reply:
    """Give the answer that a file's bytes hold; ``Unreadable`` where there is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        return _reply(data, "")
    return reply_in(message_from_bytes(data, policy=modern))


def reply_in(message: EmailMessage) -> Reply:
    """Give the answer that a mail carries; ``Unreadable`` where there is none."""
    for part in _calendars(message):
        reply = _reply(part, sender_of(message))
        if not reply.sender:
            raise Unreadable("no-sender")
        return reply
    raise Unreadable("no-calendar")


def sender_of(message: EmailMessage) -> str:
    """Give the one address that a mail comes from, in lower case; empty for none and for several."""
    named = [one for held in message.get_all("From", []) for one in held.addresses]
    return str(named[0].addr_spec).lower() if len(named) == 1 and named[0].domain else ""


def _calendars(message: EmailMessage) -> Iterator[bytes]:
    for part in message.walk():
        name = (part.get_filename() or "").lower()
        if part.get_content_type() in CALENDARS or name.endswith(".ics"):
            held = part.get_payload(decode=True)
            if isinstance(held, bytes) and held.strip():
                yield held


def _reply(data: bytes, sender: str) -> Reply:
    try:
        calendar = Calendar.from_ical(data)
    except (ValueError, KeyError) as error:
        raise Unreadable("broken") from error
    method = str(calendar.get("METHOD", "")).upper()
    if method != "REPLY":
        raise Unreadable("counter" if method == "COUNTER" else "not-a-reply")
    for event in calendar.walk("VEVENT"):
        return _of_event(event, sender)
    raise Unreadable("no-answer")


def _of_event(event: Component, sender: str) -> Reply:
    people = _list(event.get("ATTENDEE"))
    answers = [one for one in people if one.params.get("PARTSTAT") and not _delegated_from(one)]
    held = event.get("DTSTAMP")
    stamp = held.dt if isinstance(held, vDDDTypes) else None  # what cannot be read is another type
    if not answers or not event.get("UID"):
        raise Unreadable("no-answer")
    if not isinstance(stamp, dt.datetime) or stamp.tzinfo is None:
        raise Unreadable("broken")
    one = answers[0]
    delegate = _mail(one.params.get("DELEGATED-TO", ""))
    named = [str(p.params.get("CN", "")) for p in people if _mail(p) == delegate]
    return Reply(
        uid=str(event["UID"]),
        attendee=_mail(one),
        answer=str(one.params["PARTSTAT"]).upper(),
        sequence=_whole(event.get("SEQUENCE", 0)),
        stamp=stamp,
        comment="; ".join(str(text) for text in _list(event.get("COMMENT")))[:LONGEST],
        delegate=delegate,
        delegate_name=next(filter(None, named), delegate.partition("@")[0]),
        sender=sender,
    )


def _delegated_from(attendee: Any) -> bool:
    return bool(attendee.params.get("DELEGATED-FROM"))


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _mail(value: Any) -> str:
    """Give the address of ``mailto:…``, of the first where there are several."""
    first = value[0] if isinstance(value, list) and value else value
    return str(first).strip().lower().removeprefix("mailto:") if first else ""


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise Unreadable("broken")
    return value
