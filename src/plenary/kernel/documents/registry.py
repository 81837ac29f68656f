"""What rests on a source text and who reads a snapshot: each context says it at start of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from plenary.kernel.documents.enums import DocumentKind
from plenary.kernel.documents.models import Document
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that cites the text: its kind, its words and its address."""

    kind: Any
    words: str
    url: str


Asker = Callable[[Actor, Document], Iterable[Citing]]
_askers: list[Asker] = []

Visible = Callable[[Actor], QuerySet[Any]]
_recorded: dict[str, Visible] = {}


def add_asker(asker: Asker) -> None:
    """Let a context name its records that cite a text; adding it twice is the same as once."""
    if asker not in _askers:
        _askers.append(asker)


def citing(actor: Actor, document: Document) -> list[Citing]:
    """Give the records that cite the text and that the actor sees."""
    return [one for asker in _askers for one in asker(actor, document)]


def follow(label: str, visible_to: Visible) -> None:
    """Let the snapshots of a kind of record, ``governance.task`` for example, be read by who sees the record."""
    _recorded[label] = visible_to


def readable(actor: Actor) -> Q:
    """Give the condition on documents that a snapshot's record is one that the actor sees; no query more.

    Of a kind of record that no context has spoken for nobody reads a snapshot.
    """
    found = ~Q(kind=DocumentKind.RECORD)
    for label, visible_to in _recorded.items():
        seen = visible_to(actor).order_by().values("pk")
        found |= Q(subject_type=label, subject_id__in=seen)
    return found
