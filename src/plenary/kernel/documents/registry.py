"""What rests on a source text: each context says at start which of its records cite a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

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


def add_asker(asker: Asker) -> None:
    """Let a context name its records that cite a text; adding it twice is the same as once."""
    if asker not in _askers:
        _askers.append(asker)


def citing(actor: Actor, document: Document) -> list[Citing]:
    """Give the records that cite the text and that the actor sees."""
    return [one for asker in _askers for one in asker(actor, document)]
