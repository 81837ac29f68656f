"""The directory as it stands, frozen: what a plan is made against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OrganisationNow:
    """A body or unit with its editable fields, its other names and the units that sit in it."""

    pk: int
    version: int
    kind: str
    code: str
    parent_id: int | None
    values: dict[str, Any]
    other_names: frozenset[str] = frozenset()
    members: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PostNow:
    """A post."""

    pk: int
    version: int
    organisation_id: int
    title_zh: str
    title_en: str
    order: int = 0
    is_leader: bool = False
    abolished_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PersonNow:
    """A person."""

    pk: int
    version: int
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class HoldingNow:
    """A person's time in a post."""

    pk: int
    version: int
    post_id: int
    person_id: int
    since_on: dt.date | None
    until_on: dt.date | None


@dataclass(frozen=True, slots=True)
class AccountNow:
    """An account with its grants: role, unit, post."""

    pk: int
    email: str
    name: str
    language: str
    is_active: bool = True
    grants: frozenset[tuple[str, int | None, int | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class Present:
    """Everything that a plan is compared with."""

    organisations: tuple[OrganisationNow, ...] = ()
    posts: tuple[PostNow, ...] = ()
    persons: tuple[PersonNow, ...] = ()
    holdings: tuple[HoldingNow, ...] = ()
    accounts: tuple[AccountNow, ...] = ()
    sees_accounts: bool = True
    """Whether the actor may look after accounts at all."""
