"""An invitation to a meeting, its change and its cancelling, as calendars exchange them (RFC 5546)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from icalendar import Calendar, Event, vCalAddress

PRODUCT = "-//Plenary//Meetings//EN"
Part = Literal["REQ-PARTICIPANT", "OPT-PARTICIPANT"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as one reader's calendar shows it, in their language."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    language: str
    summary: str
    description: str
    location: str
    organizer: str
    """The address that answers go to."""
    organizer_name: str
    stamp: dt.datetime


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom an invitation goes: nobody else stands in it."""

    name: str
    email: str
    part: Part = "REQ-PARTICIPANT"


def request(sitting: Sitting, addressee: Addressee) -> str:
    """Write the invitation, or its change where the sequence is higher than the one before."""
    return _written("REQUEST", "CONFIRMED", sitting, addressee)


def cancel(sitting: Sitting, addressee: Addressee) -> str:
    """Write that the meeting is called off, or that the addressee is no longer asked to it."""
    return _written("CANCEL", "CANCELLED", sitting, addressee)


def _written(method: str, status: str, sitting: Sitting, addressee: Addressee) -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", sitting.uid)
    event.add("sequence", sitting.sequence)
    event.add("dtstamp", sitting.stamp.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", sitting.starts_at.astimezone(dt.UTC))
    event.add("dtend", sitting.ends_at.astimezone(dt.UTC))
    event.add("status", status)
    spoken = {"LANGUAGE": sitting.language}
    event.add("summary", sitting.summary, parameters=spoken)
    event.add("description", sitting.description, parameters=spoken)
    if sitting.location:
        event.add("location", sitting.location, parameters=spoken)
    event.add("organizer", _address(sitting.organizer, sitting.organizer_name))
    event.add("attendee", _asked(addressee, wants_answer=method == "REQUEST"))
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def _asked(addressee: Addressee, *, wants_answer: bool) -> vCalAddress:
    address = _address(addressee.email, addressee.name)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = addressee.part
    address.params["PARTSTAT"] = "NEEDS-ACTION"
    if wants_answer:
        address.params["RSVP"] = "TRUE"
    return address


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = " ".join(name.replace('"', "”").split())
    return address
