"""Writes OParl's objects in one language, with the addresses of others in place of their keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from plenary.contexts.governance.enums import DecisionKind, OparlKind
from plenary.contexts.governance.models import PublicRecord
from plenary.contexts.governance.views.oparl.answering import SCHEMA, Lang
from plenary.shared.web.filters import side

LISTS = {
    "organization": OparlKind.ORGANIZATION,
    "person": OparlKind.PERSON,
    "meeting": OparlKind.MEETING,
    "paper": OparlKind.PAPER,
    "agendaItem": OparlKind.ITEM,
    "consultation": OparlKind.CONSULTATION,
    "file": OparlKind.FILE,
    "locationList": OparlKind.LOCATION,
    "legislativeTermList": OparlKind.TERM,
    "membership": OparlKind.MEMBERSHIP,
}
"""The lists of a body, each under the name of its property."""


class Teller:
    """Tells objects in a language; ``suffix`` keeps a language that was named on the way to lists."""

    def __init__(
        self,
        lang: Lang,
        *,
        suffix: str = "",
        inside: Mapping[str, PublicRecord] | None = None,
        with_inside: bool = True,
    ) -> None:
        self.lang = lang
        self.suffix = suffix
        self.inside = inside or {}
        self.with_inside = with_inside

    def tell(self, record: PublicRecord) -> dict[str, Any]:
        """Give an object; of a deleted one that it is gone, and since when."""
        kind = OparlKind(record.kind)
        told: dict[str, Any] = {
            "id": self.address(record.kind, str(record.key)),
            "type": f"{SCHEMA}{kind.label}",
        }
        if not record.is_deleted:
            for name, value in record.content.items():
                found = self._value(record, name, value)
                if found is not None:
                    told[name] = found
        told |= {"created": moment(record.created_at), "modified": moment(record.modified_at)}
        return told | ({"deleted": True} if record.is_deleted else {})

    def address(self, kind: str, key: str) -> str:
        """Give the address of an object, which is its id."""
        return full("governance:oparl-object", kind=kind, key=key)

    def list_address(self, kind: str) -> str:
        """Give the address of a list of the body."""
        return full("governance:oparl-list", kind=kind) + self.suffix

    def _value(self, record: PublicRecord, name: str, value: Any) -> Any:
        if isinstance(value, list):
            found = [self._value(record, name, one) for one in value]
            return [one for one in found if one is not None] or None
        if not isinstance(value, dict):
            return value
        if "zh" in value:
            return value[self.lang] or value["en" if self.lang == "zh" else "zh"]
        ((how, what),) = value.items()
        return self._named(record, name, how, what)

    def _named(self, record: PublicRecord, name: str, how: str, what: Any) -> Any:
        """Give what a property names: another object, a list, a file, a day, or words of a closed list."""
        key = str(record.key)
        if how == "inside":
            there = self.inside.get(what[1])
            return self.tell(there) if there is not None and self.with_inside else None
        if how == "words":
            return ", ".join(str(DecisionKind(one).label) for one in what)
        if how == "day":
            return moment(midnight(dt.date.fromisoformat(what)))
        act = "access" if name == "accessUrl" else "download"
        addresses: dict[str, Callable[[], str]] = {
            "ref": lambda: self.address(*what),
            "body": lambda: full("governance:oparl-body"),
            "meetings": lambda: full("governance:oparl-meetings", key=key) + self.suffix,
            "file": lambda: full("governance:oparl-file", key=key, how=act) + self.suffix,
        }
        return addresses[how]()


def body(teller: Teller, government: Any, terms: list[PublicRecord]) -> dict[str, Any]:
    """Give the one body of this installation: the government that it serves."""
    told = {
        "id": full("governance:oparl-body"),
        "type": f"{SCHEMA}Body",
        "system": full("governance:oparl"),
        "name": name_of(government, "name"),
        "shortName": name_of(government, "short"),
        "website": f"{settings.ORIGIN}/",
        "contactEmail": settings.CONTACT,
        "legislativeTerm": [teller.tell(one) for one in terms],
    }
    told |= {name: teller.list_address(kind) for name, kind in LISTS.items()}
    return {name: value for name, value in told.items() if value != ""}


def system(teller: Teller, government: Any) -> dict[str, Any]:
    """Give the system: where everything begins."""
    told = {
        "id": full("governance:oparl"),
        "type": f"{SCHEMA}System",
        "oparlVersion": SCHEMA,
        "body": full("governance:oparl-bodies") + teller.suffix,
        "name": name_of(government, "name"),
        "website": f"{settings.ORIGIN}/",
        "contactEmail": settings.CONTACT,
    }
    return {name: value for name, value in told.items() if value != ""}


def name_of(government: Any, stem: str) -> str:
    """Give a name of the government in the language asked for; of none the programme's own."""
    if government is None:
        return "Plenary" if stem == "name" else ""
    return str(side(government, stem) or "")


def full(name: str, **parts: str) -> str:
    """Give an address in full."""
    return f"{settings.ORIGIN}{reverse(name, kwargs=parts or None)}"


def moment(at: dt.datetime) -> str:
    """Write a moment as RFC 3339 has it, to the microsecond: what is asked for by it is found by it."""
    return timezone.localtime(at).isoformat()


def midnight(day: dt.date) -> dt.datetime:
    """Give the beginning of a day: of a sitting no hour is told in public."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
