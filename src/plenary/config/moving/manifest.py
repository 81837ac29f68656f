"""The first page of an export: what it holds, made by which version, and the hash of each of its files."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pydantic import BaseModel, ConfigDict, Field

from plenary import __version__

FORMAT = "plenary-export-1"
NAME = "manifest.json"
_HASH = r"^[0-9a-f]{64}$"


class TableTold(BaseModel):
    """One table: its file of JSON lines, and the highest number that was ever given in it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    file: str
    rows: int = Field(ge=0)
    sha256: str = Field(pattern=_HASH)
    last_id: int = Field(ge=0)
    columns: dict[str, str]


class HeadTold(BaseModel):
    """One exported head of the audit log's chain."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^\d{4}-\d\d-\d\d\.json$")
    sha256: str = Field(pattern=_HASH)


class FilesTold(BaseModel):
    """The documents' files; each stands under its SHA-256, so its name is its proof."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=0)
    bytes: int = Field(ge=0)


class PracticeTold(BaseModel):
    """By which practice, calendar and clock the office works."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: str
    calendar: str
    time_zone: str


class Manifest(BaseModel):
    """What an export holds."""

    model_config = ConfigDict(extra="forbid")

    format: str = FORMAT
    plenary: str = __version__
    made_at: str
    origin: str
    schema_state: dict[str, list[str]]
    """Which steps each part's tables have had; an import wants exactly the same."""
    audit_key: str
    """Tells whether another installation has the key of the audit log, and nothing about the key."""
    practice: PracticeTold
    tables: list[TableTold]
    files: FilesTold
    heads: list[HeadTold]


def practice() -> PracticeTold:
    """Give the practice in force."""
    return PracticeTold(
        profile=settings.PROFILE, calendar=settings.CALENDAR, time_zone=settings.TIME_ZONE
    )


def schema_state() -> dict[str, list[str]]:
    """Give the steps that the tables of Plenary's own parts have had, of those that this version has.

    What these replace is left out: an older database has had such steps, and a new one is at the same state.
    """
    return _by_app(MigrationRecorder(connection).applied_migrations().keys() & _steps())


def schema_wanted() -> dict[str, list[str]]:
    """Give the steps that they have once this version has made them; no database is asked."""
    return _by_app(_steps())


def _steps() -> set[tuple[str, str]]:
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("plenary.")}
    return {step for step in MigrationLoader(None).disk_migrations if step[0] in own}


def _by_app(steps: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    state: dict[str, list[str]] = {}
    for app, step in sorted(steps):
        state.setdefault(app, []).append(step)
    return state


def key_mark(key: str | None = None) -> str:
    """Give a digest by which one knows a key of the audit log again; of this installation's, unless given."""
    secret = (settings.AUDIT_KEY if key is None else key).encode()
    return hmac.new(secret, b"plenary: which key is this", hashlib.sha256).hexdigest()[:32]
