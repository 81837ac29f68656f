"""What the log calls the fields of records, and what they held: words and local times, not names in code.

A field is called by what it is (``due_on``), or by what was done (``approved_at``); its language is told behind it.
What an older version wrote and no app names any more stands as it was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from plenary.kernel.audit.words import DONE
from plenary.shared.web.filters import brackets, gap

_SIDES = {"_zh": _("Chinese"), "_en": _("English")}
_fields: dict[str, Any] = {
    "abolished_on": pgettext_lazy("field", "Abolished: day"),
    "access": pgettext_lazy("field", "Access"),
    "action": pgettext_lazy("field", "Action"),
    "actor": pgettext_lazy("field", "Who did it"),
    "address": _("Address"),
    "adopting_decision": pgettext_lazy("field", "Adopted: by which decision"),
    "adopting_meeting": pgettext_lazy("field", "Adopted: at which meeting"),
    "after": pgettext_lazy("field", "After"),
    "answer": _("Answer"),
    "at": _("When"),
    "before": pgettext_lazy("field", "Before"),
    "body": _("Body"),
    "calendar": _("Calendar"),
    "code": pgettext_lazy("field", "Code"),
    "coordinate_system": pgettext_lazy("field", "System of coordinates"),
    "counted": pgettext_lazy("field", "Unit of counting"),
    "counts": pgettext_lazy("field", "Counts"),
    "decided_at": pgettext_lazy("field", "Decided: when"),
    "decided_by": pgettext_lazy("field", "Decided: by whom"),
    "dissolved_on": pgettext_lazy("field", "Dissolved: day"),
    "document": pgettext_lazy("field", "Document"),
    "done_at": pgettext_lazy("field", "Done: when"),
    "duties": pgettext_lazy("field", "Duties"),
    "email": pgettext_lazy("field", "E-mail address"),
    "en": _("English"),
    "end": pgettext_lazy("field", "End"),
    "ends_on": pgettext_lazy("field", "Ends: day"),
    "events": pgettext_lazy("field", "Events"),
    "expected": pgettext_lazy("field", "Expected number"),
    "expires_at": pgettext_lazy("field", "Expires: when"),
    "fault": pgettext_lazy("field", "Fault"),
    "faults": pgettext_lazy("field", "Faults"),
    "field": _("Field"),
    "file": _("File"),
    "file_name": pgettext_lazy("field", "Name of the file"),
    "first_row": pgettext_lazy("field", "First row"),
    "former_secret": pgettext_lazy("field", "Former secret"),
    "former_until": pgettext_lazy("field", "Former secret: until"),
    "groups": pgettext_lazy("field", "Groups"),
    "hours": _("Opening hours"),
    "id": _("Number of the record"),
    "is_active": pgettext_lazy("field", "Active"),
    "is_illustrative": pgettext_lazy("field", "Illustrative"),
    "is_leader": pgettext_lazy("field", "Leading post"),
    "is_reviewed": _("Reviewed"),
    "issued_on": pgettext_lazy("field", "Issued: day"),
    "items": pgettext_lazy("field", "Items"),
    "key": pgettext_lazy("field", "Key"),
    "kind": _("Kind"),
    "lang": _("Language"),
    "language": _("Language"),
    "last_login": pgettext_lazy("field", "Last sign-in"),
    "last_row": pgettext_lazy("field", "Last row"),
    "latitude": _("Latitude"),
    "level": _("Level"),
    "links": pgettext_lazy("field", "Links"),
    "longitude": _("Longitude"),
    "made_from": pgettext_lazy("field", "Made from"),
    "measure": _("Measure"),
    "media_type": pgettext_lazy("field", "Kind of file"),
    "message": pgettext_lazy("field", "Message"),
    "name": pgettext_lazy("field", "Name"),
    "new": pgettext_lazy("field", "New"),
    "next": pgettext_lazy("field", "New wording"),
    "next_kind": pgettext_lazy("field", "New wording: outcome"),
    "next_try_at": pgettext_lazy("field", "Next try: when"),
    "note": pgettext_lazy("field", "Note"),
    "number": _("Number"),
    "off_reason": pgettext_lazy("field", "Why it was switched off"),
    "old": pgettext_lazy("field", "Old"),
    "order": pgettext_lazy("field", "Order"),
    "organisation": _("Body or unit"),
    "origin": pgettext_lazy("field", "Origin"),
    "other_digest": pgettext_lazy("field", "Digest of the other side"),
    "outcome": _("Outcome"),
    "owner": pgettext_lazy("field", "Owner"),
    "owner_name": pgettext_lazy("field", "Owner"),
    "pair": pgettext_lazy("field", "Same passage in the other language"),
    "parent": pgettext_lazy("field", "Above it"),
    "part": pgettext_lazy("field", "Part"),
    "part_of": pgettext_lazy("field", "Part of"),
    "passage": _("Passage"),
    "password": _("Password"),
    "path": pgettext_lazy("field", "Place in the tree"),
    "person": _("Person"),
    "persons": _("Persons"),
    "place": pgettext_lazy("field", "Place"),
    "post": _("Post"),
    "posts": _("Posts"),
    "previous": pgettext_lazy("field", "Previous"),
    "profile": pgettext_lazy("field", "Practice profile"),
    "quote": pgettext_lazy("field", "Words of the passage"),
    "reason": pgettext_lazy("field", "Reason"),
    "release": _("Release"),
    "replied_at": pgettext_lazy("field", "Replied: when"),
    "replied_by": pgettext_lazy("field", "Replied: by whom"),
    "role": _("Role"),
    "roles": _("Roles"),
    "row": pgettext_lazy("field", "Row"),
    "rows": pgettext_lazy("field", "Rows"),
    "scope": pgettext_lazy("field", "Scope"),
    "scopes": pgettext_lazy("field", "Scopes"),
    "sealed_at": pgettext_lazy("field", "Sealed: when"),
    "secret": _("Secret"),
    "sha256": pgettext_lazy("field", "Digest of the file"),
    "sheet": pgettext_lazy("field", "Sheet"),
    "short": _("Short name"),
    "since": pgettext_lazy("field", "Since"),
    "since_on": pgettext_lazy("field", "Since: day"),
    "size": pgettext_lazy("field", "Size"),
    "source": _("Source"),
    "source_digest": pgettext_lazy("field", "Digest of the source"),
    "source_side": pgettext_lazy("field", "Source language"),
    "standing": pgettext_lazy("field", "Standing"),
    "start": pgettext_lazy("field", "Start"),
    "starts_on": pgettext_lazy("field", "Begins: day"),
    "state": _("State"),
    "status": _("State"),
    "stored_at": pgettext_lazy("field", "Stored: when"),
    "subject": pgettext_lazy("field", "Subject"),
    "subject_type": _("Kind of record"),
    "subject_version": pgettext_lazy("field", "Version of the record"),
    "succeeded_at": pgettext_lazy("field", "Last success"),
    "successor": pgettext_lazy("field", "Successor"),
    "summary": pgettext_lazy("field", "Summary"),
    "tables": pgettext_lazy("field", "Tables"),
    "text": pgettext_lazy("field", "Text"),
    "title": _("Title"),
    "to": pgettext_lazy("field", "To"),
    "told_on": pgettext_lazy("field", "Told: day"),
    "token": _("Token"),
    "tries": _("Tries"),
    "unit": _("Unit"),
    "units": _("Units"),
    "until_on": pgettext_lazy("field", "Until: day"),
    "url": pgettext_lazy("field", "Web address"),
    "used_on": pgettext_lazy("field", "Last used: day"),
    "user": _("Account"),
    "username": pgettext_lazy("field", "Sign-in name"),
    "value": pgettext_lazy("field", "Value"),
    "values": pgettext_lazy("field", "Values"),
    "version": _("Version"),
    "year": _("Year"),
    "zh": _("Chinese"),
}


def register(fields: Mapping[str, Any]) -> None:
    """Name an app's fields; a field of one name is one word wherever it stands."""
    _fields.update(fields)


def named(name: str) -> str:
    """Give a field in words, as "Title (English)"; as it is written where it has none."""
    stem, side = (name[:-3], _SIDES[name[-3:]]) if name[-3:] in _SIDES else (name, None)
    word = _word(stem) or _word(stem.removesuffix("_id"))
    if word is None:
        return name
    return f"{word}{gap()}{brackets(side)}" if side else word


def told(subject_type: str, name: str, value: Any) -> Any:
    """Give a value as people read it: a choice by its word, yes or no, a moment in the office's time with its zone."""
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    if not isinstance(value, str) or not value:
        return value
    field = _field(subject_type, name)
    if isinstance(field, models.DateTimeField):
        return _local(value)
    choices: dict[Any, Any] = dict(field.flatchoices) if field is not None else {}
    return str(choices.get(value, value))


def zone() -> str:
    """Name the zone in which the log's times are told: ``Asia/Shanghai``."""
    return str(timezone.get_current_timezone())


def _word(stem: str) -> str | None:
    if stem in _fields:
        return str(_fields[stem])
    for end, said in _ENDINGS.items():
        done = stem.removesuffix(end)
        if done != stem and done in DONE:
            word = said() % {"done": DONE[done]}
            return word[0].upper() + word[1:]
    return None


def _local(value: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is None:
        return value
    here = timezone.localtime(moment)
    return f"{here:%Y-%m-%d %H:%M} UTC{here.isoformat()[-6:]}"


def _field(subject_type: str, name: str) -> models.Field[Any, Any] | None:
    kind = _kinds().get(subject_type)
    try:
        found = kind and kind._meta.get_field(name)  # noqa: SLF001 - Django's documented meta API
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


@cache
def _kinds() -> dict[str, type[models.Model]]:
    return {one._meta.label_lower: one for one in apps.get_models()}  # noqa: SLF001


_ENDINGS: dict[str, Callable[[], str]] = {
    "_by_name": lambda: pgettext("field", "%(done)s: by whom"),
    "_by": lambda: pgettext("field", "%(done)s: by whom"),
    "_at": lambda: pgettext("field", "%(done)s: when"),
    "_on": lambda: pgettext("field", "%(done)s: day"),
}
"""What is said of an action's field by the end of its name, the longest first."""
