"""What schema.org says of pages that are more than words: an event, a guide's steps, a body and its members, a post and its holders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import EventState, PageKind
from plenary.contexts.communications.models import Edition

_STATUS = {
    EventState.PLANNED.value: "EventScheduled",
    EventState.POSTPONED.value: "EventPostponed",
    EventState.CANCELLED.value: "EventCancelled",
}


def subject_of(edition: Edition, address: str, unit: str) -> dict[str, Any] | None:
    """Give what the page is of as an object of its own; none for a page that is only to be read."""
    if edition.kind == PageKind.EVENT:
        return _event(edition, address, unit)
    if edition.kind == PageKind.GUIDE:
        return _guide(edition, address)
    if edition.kind == PageKind.BODY:
        return _body(edition, address)
    if edition.kind == PageKind.POST:
        return _post(edition)
    return None


def _event(edition: Edition, address: str, unit: str) -> dict[str, Any]:
    facts, lang = edition.facts, edition.lang
    said: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{address}#event",
        "url": address,
        "name": edition.title,
        "startDate": facts["event"]["starts_on"],
        "endDate": facts["event"]["ends_on"],
        "eventStatus": f"https://schema.org/{_STATUS[facts['event']['state']]}",
        "organizer": {"@type": "GovernmentOrganization", "name": unit},
        "inLanguage": addresses.TAGS[lang],
    }
    if edition.summary:
        said["description"] = edition.summary
    if place := facts["place"]:
        said["location"] = {"@type": "Place", "name": _word(place, "name", lang)}
        if where := _word(place, "address", lang):
            said["location"]["address"] = where
    if items := facts["programme"]:
        said["subEvent"] = [_item(item, lang) for item in items]
    return said


def _item(item: dict[str, str], lang: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "Event",
        "name": _word(item, "title", lang),
        "startDate": _moment(item["on"], item["starts"]),
    }
    if item["ends"]:
        said["endDate"] = _moment(item["on"], item["ends"])
    if room := _word(item, "room", lang):
        said["location"] = {"@type": "Place", "name": room}
    return said


def _guide(edition: Edition, address: str) -> dict[str, Any]:
    sections = [one for one in edition.facts["sections"] if one["steps"]]
    return {
        "@type": "HowTo",
        "@id": f"{address}#guide",
        "name": edition.title,
        "inLanguage": addresses.TAGS[edition.lang],
        "step": [
            {
                "@type": "HowToSection",
                "name": one["heading"] or edition.title,
                "itemListElement": [{"@type": "HowToStep", "text": step} for step in one["steps"]],
            }
            for one in sections
        ],
    }


def _body(edition: Edition, address: str) -> dict[str, Any]:
    lang, seats = edition.lang, edition.facts["seats"]
    said: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "@id": f"{address}#body",
        "url": address,
        "name": edition.title,
    }
    members = [
        _member(one, lang)
        for one in edition.people
        if _word(one, "name", lang) and "until" not in one
    ]
    members += [
        {"@type": "GovernmentOrganization", "name": _word(one, "name", lang)}
        for one in seats
        if one["as"] == "unit"
    ]
    if members:
        said["member"] = members
    for one in seats:
        if one["as"] == "parent":
            name = _word(one, "name", lang)
            said["parentOrganization"] = {"@type": "GovernmentOrganization", "name": name}
    return said


def _post(edition: Edition) -> dict[str, Any]:
    """Say of the body or unit who holds this post in it, and who held it until when."""
    lang = edition.lang
    said: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "name": _word(edition.facts["post"], "name", lang),
    }
    if held := [_member(one, lang) for one in edition.people if _word(one, "name", lang)]:
        said["member"] = held
    return said


def _member(one: dict[str, str], lang: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "OrganizationRole",
        "roleName": _word(one, "title", lang),
        "member": {"@type": "Person", "name": _word(one, "name", lang)},
    }
    if one["since"]:
        said["startDate"] = one["since"]
    if "until" in one:
        said["endDate"] = one["until"]
    return said


def _word(told: dict[str, str], name: str, lang: str) -> str:
    """Give a name in a language, else its other side."""
    return told[f"{name}_{lang}"] or told[f"{name}_{addresses.OTHER[lang]}"]


def _moment(day: str, hour: str) -> str:
    moment = dt.datetime.fromisoformat(f"{day}T{hour}")
    return timezone.make_aware(moment).isoformat()
