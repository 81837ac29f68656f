"""Reads a mail that came to the office: an answer, a report of one not delivered, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default as modern
from typing import Any

from plenary.contexts.governance.ical.replies import Reply, Unreadable, reply_in, sender_of

MESSAGE_ID = re.compile(r"<[^<>\s]{1,190}>")
MOST_IDS = 50
LONGEST_SUBJECT, LONGEST_ADDRESS, LONGEST_DIAGNOSIS = 300, 254, 300
POSTMASTERS = ("mailer-daemon@", "postmaster@")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is; what is cut is cut to the length that is kept."""

    kind: str
    """reply, bounce, automatic or other."""
    sender: str = ""
    subject: str = ""
    fault: str = ""
    """Why it is no answer: a code of ``Unreadable``, or delayed, automatic."""
    reply: Reply | None = None
    about: tuple[str, ...] = ()
    """The Message-IDs that it answers or gives back."""
    diagnosis: str = ""
    """Why a mail could not be delivered, in the words of the server that gave it back."""


def read_letter(data: bytes) -> Letter:
    """Say what a mail is; a report of a delivery (RFC 3464) is none of whatever it gives back."""
    message = message_from_bytes(data, policy=modern)
    told: dict[str, Any] = {
        "sender": sender_of(message)[:LONGEST_ADDRESS],
        "subject": " ".join(str(message.get("Subject", "")).split())[:LONGEST_SUBJECT],
        "about": tuple(dict.fromkeys(_ids(message)))[:MOST_IDS],
    }
    if message.get_content_type() == "multipart/report":
        return _report(message, told)
    try:
        return Letter("reply", reply=reply_in(message), **told)
    except Unreadable as error:
        if error.code == "no-calendar" and _is_automatic(message, told["sender"]):
            return Letter("automatic", fault="automatic", **told)
        return Letter("other", fault=error.code, **told)


def _report(message: EmailMessage, told: dict[str, Any]) -> Letter:
    blocks = [block for part in message.walk() for block in _blocks(part)]
    failed = [one for one in blocks if _said(one, "Action").lower() == "failed"]
    if failed:
        words = [_said(failed[0], "Status"), _said(failed[0], "Diagnostic-Code")]
        diagnosis = " ".join(filter(None, words))[:LONGEST_DIAGNOSIS]
        return Letter("bounce", diagnosis=diagnosis, **told)
    is_late = any(_said(one, "Action").lower() == "delayed" for one in blocks)
    return Letter("automatic", fault="delayed" if is_late else "automatic", **told)


def _blocks(part: Message) -> list[Message]:
    """Give what a report says of each recipient."""
    held = part.get_payload()
    if part.get_content_type() != "message/delivery-status" or not isinstance(held, list):
        return []
    return [block for block in held if isinstance(block, Message)]


def _ids(message: EmailMessage) -> Iterator[str]:
    """Give the Message-IDs that a mail answers, and of what it gives back, which stands in a report alone."""
    for name in ("In-Reply-To", "References"):
        yield from MESSAGE_ID.findall(str(message.get(name, "")))
    if message.get_content_type() != "multipart/report":
        return
    for part in message.walk():
        kind, held = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(held, list) and isinstance(held[0], Message):
            yield from MESSAGE_ID.findall(_said(held[0], "Message-ID"))
        elif kind == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            if isinstance(headers, bytes):
                yield from MESSAGE_ID.findall(_said(message_from_bytes(headers), "Message-ID"))


def _is_automatic(message: EmailMessage, sender: str) -> bool:
    """Say whether a program wrote it (RFC 3834, and what programs from before say)."""
    by = str(message.get("Auto-Submitted", "no")).strip().lower()
    way_back = str(message.get("Return-Path", "")).strip()
    return (
        not by.startswith("no")
        or way_back == "<>"
        or sender.startswith(POSTMASTERS)
        or str(message.get("Precedence", "")).strip().lower() == "auto_reply"
        or "X-Autoreply" in message
    )


def _said(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())
