"""Reads an answer to an invitation (RFC 5546, METHOD:REPLY), bare or in the mail that carried it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parseaddr
from typing import Any

from icalendar import Calendar, vDDDTypes
from icalendar.cal.component import Component

CALENDARS = ("text/calendar", "application/ics")
LONGEST = 300


class Unreadable(ValueError):
    """A file that holds no answer; ``code`` says why: no-calendar, broken, not-a-reply, no-answer."""

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
    message = message_from_bytes(data, policy=modern)
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    for part in _calendars(message):
        return _reply(part, sender)
    raise Unreadable("no-calendar")


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
    if str(calendar.get("METHOD", "")).upper() != "REPLY":
        raise Unreadable("not-a-reply")
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
