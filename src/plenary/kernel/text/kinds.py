"""The port for translating: whoever keeps two-language records says how they are seen and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
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


NAMES = ("title", "name", "reference", "text")
"""The fields by one of which a record is called."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Which record a text belongs to, as a list says it: its number, and its name or that of what it is part of."""

    number: str = ""
    whole: str = ""
    """The word and number of what the record is part of; empty where it stands alone."""
    name_zh: str = ""
    name_en: str = ""


def number_of(record: Any) -> str:
    """Give the number that a record bears, as it is printed."""
    return str(getattr(record, "number", "") or "")


def named(records: Sequence[Any]) -> Mapping[int, Whose]:
    """Name records that stand alone by their own number and name."""
    return {one.pk: called(one, number=number_of(one)) for one in records}


def called(record: Any, *, number: str = "", whole: str = "") -> Whose:
    """Name a record by the first of its two-language fields that can be its name."""
    for name in NAMES:
        if hasattr(record, f"{name}_zh"):
            zh, en = (str(getattr(record, f"{name}_{side}") or "") for side in ("zh", "en"))
            return Whose(number, whole, zh, en)
    return Whose(number, whole, str(record), str(record))


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
    whose: Callable[[Sequence[Any]], Mapping[int, Whose]] = named
    """Says of many records at once what they are called, or what they are part of."""
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
