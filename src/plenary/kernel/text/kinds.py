"""The port for translating: whoever keeps two-language records says how they are seen and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models

from plenary.shared.actor import Actor


class Write(Protocol):
    """The owner's service that writes the side of a text that is made from the source.

    It locks the record, authorises, refuses what the owner's rules forbid, records and keeps the
    text's state.
    """

    def __call__(self, *, actor: Actor, record_id: int, name: str, text: str) -> object:
        """Write ``text`` into the column ``name``, for example ``title_en``."""


@dataclass(frozen=True, slots=True)
class TextKind:
    """A kind of record whose texts are translated at one place, whoever keeps it."""

    model: type[models.Model]
    word: Any
    visible_to: Callable[[Actor], models.QuerySet[Any]]
    write: Write
    url: Callable[[Any], str]
    joined: tuple[str, ...] = ()
    """The relations that ``url`` follows."""
    within: str = ""
    """The relation to the record whose parts these are: a list can be narrowed to one such record's."""
    hold: Callable[..., object] | None = None
    """Called with the actor and ``record_id`` before the record is locked: locks what must be locked
    before it."""
    profiles: Mapping[str, str] = field(default_factory=dict)
    """By which rules the checkers judge the fields that are no running text: a body's name, a post's title."""
    written_on: Callable[[Any], dt.date | None] = lambda _record: None
    """Gives the day by whose rules a record is judged; none: today."""
    confirm: Callable[..., object] | None = None
    """Called with the actor, ``record_id`` and ``field`` where whoever keeps the record notes as well
    who says that the old side of a text still holds; else ``confirm_text`` says it alone."""

    @property
    def label(self) -> str:
        """Give the label under which states of this kind are kept."""
        return self.model._meta.label_lower  # noqa: SLF001 - Django's documented meta API


_kinds: dict[str, TextKind] = {}


def register_kind(kind: TextKind) -> None:
    """Let the texts of a kind of record be translated; a later call for a model replaces the earlier."""
    _kinds[kind.label] = kind


def kinds() -> dict[str, TextKind]:
    """Give every kind of record by its label, in the order of registration."""
    return dict(_kinds)
