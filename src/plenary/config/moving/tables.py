"""Which tables travel, which stay and why, and how a value is written in JSON.

An export holds what the office knows and never how people get in: whoever finds it can sign in
nowhere with it.
"""

from __future__ import annotations

import base64
import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models

OWN = "plenary."
STAYS = {
    "accounts.apianswer": "what programs were answered, kept for a day",
    "accounts.apitoken": "secrets that open this installation, as digests under a key that stays",
    "accounts.knownclient": "digests of browsers under a key that stays",
    "accounts.session": "browsers that are signed in here",
    "accounts.try": "failed tries at secrets, kept for a day",
    "communications.publicchange": "what server processes of one installation tell one another, for a day",
    "governance.feedlink": "digests of links that let in whoever has them, under a key that stays",
    "governance.meetingpack": "bound anew, for whoever asks, out of the papers",
    "jobs.worker": "processes of one machine",
    "notifications.mail": "mails hold links that let in whoever has them",
    "search.entry": "made anew out of the records",
    "webhooks.delivery": "what one installation has told, kept for a month",
    "webhooks.webhook": "secrets under a key that stays, and addresses that await one installation",
}
"""Tables of Plenary that stay; those of its libraries (second factors, links to a sign-in
service, jobs in hand) all do."""

SECRET: dict[str, dict[str, Callable[[], Any]]] = {
    "accounts.user": {"password": lambda: make_password(None)},
    "communications.subscription": {"token": lambda: secrets.token_urlsafe(24)},
}
"""Columns that stay, with what stands in their place after an import."""

SEEDED = frozenset(
    {
        "calendar.specialday",
        "governance.neededpaper",
        "governance.rung",
        "governance.theme",
        "governance.topickind",
        "jobs.dailywork",
        "jobs.scheduledrun",
    }
)
"""What a new installation is given at once; an import puts its own in their place."""


def travelling() -> list[type[models.Model]]:
    """Give the tables that an export holds, in one order whatever the machine."""
    own = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(OWN) and label(model) not in STAYS
    ]
    return sorted(own, key=label)


def label(model: type[models.Model]) -> str:
    """Give the name of a table in the export, for example ``governance.task``."""
    return str(model._meta.label_lower)  # noqa: SLF001 - Django's documented meta API


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Give the columns of a table that travel."""
    secret = SECRET.get(label(model), {})
    return [field for field in model._meta.concrete_fields if field.name not in secret]  # noqa: SLF001


def kind(field: models.Field[Any, Any]) -> str:
    """Say what a column holds: a kind of value, or the table whose number it is."""
    if field.related_model is not None and not isinstance(field.related_model, str):
        return f"-> {label(field.related_model)}"
    return str(field.get_internal_type()).removesuffix("Field").lower()


def plain(value: Any) -> Any:
    """Write a value for JSON: moments in UTC, days and hours as ISO 8601 has them, bytes in base64."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def record_of(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    """Make the record that a row of the export tells of; it is not saved."""
    values = {field.attname: _value(field, row[field.attname]) for field in columns(model)}
    secret = {name: made() for name, made in SECRET.get(label(model), {}).items()}
    return model(**values, **secret)


def _value(field: models.Field[Any, Any], told: Any) -> Any:
    if told is None or isinstance(field, models.JSONField):
        return told
    if isinstance(field, models.BinaryField):
        return base64.b64decode(told, validate=True)
    return field.to_python(told)
