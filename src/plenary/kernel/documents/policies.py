"""Who may keep and read source texts.

The office's papers are internal even where they are not secret: the office and the roles beside and
above it read all of them. Every signed-in account reads what is public. A unit reads of an internal
paper just the quotes that stand on its own tasks: a passage carries its quote, and whoever shows the
task shows the quote under the task's own policy; the paper behind it stays closed. A snapshot of a record
is read by those of them who see the record itself (``registry.follow``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Document
from plenary.shared.actor import Actor

READERS_OF_ALL = ("office", "leader", "verifier", "editor", "translator", "system")


def opener(actor: Actor) -> Callable[[Document], bool]:
    """Give the question whether the actor may open a text, for pages that link to texts."""
    return partial(can_read, actor)


def can_keep(actor: Actor) -> bool:
    """Whoever works here may hand in a paper; the administrator alone may not."""
    return bool(actor.roles - {"administrator"})


def can_read(actor: Actor, document: Document) -> bool:
    """Say whether the actor may open the text and its file; of a snapshot, where they see its record."""
    if actor.has(*READERS_OF_ALL):
        return True
    return actor.user_id is not None and document.release == Release.PUBLIC
