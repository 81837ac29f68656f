"""The last page of a backup: what it holds, and the hash of each of its files."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from plenary import __version__

NAME = "manifest.json"


def _moment(written: str) -> str:
    """Refuse what is no moment with its zone: ``restore`` tells it by the clock of the place."""
    if dt.datetime.fromisoformat(written).tzinfo is None:
        raise ValueError("no zone")
    return written


class Member(BaseModel):
    """One file of the backup."""

    model_config = ConfigDict(extra="forbid")

    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["plenary-backup-1"] = "plenary-backup-1"
    plenary: str = __version__
    made_at: Annotated[str, AfterValidator(_moment)]
    database: Literal["sqlite", "postgresql"]
    schema_state: dict[str, list[str]]
    audit_key: str
    """Tells which key of the audit log belongs to it, and nothing about the key."""
    members: dict[str, Member]


DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""The name of the database's copy, by kind of database."""
STEPS = "django_migrations"
"""The table that every database of Plenary has, whatever else is in it."""
