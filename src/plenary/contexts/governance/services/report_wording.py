"""Notes how the two sides of a report's statements stand to each other, for the translation desk."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.contexts.governance.enums import WORDED
from plenary.contexts.governance.models import Statement
from plenary.contexts.governance.services.texts import keep_sides, new_texts
from plenary.kernel.text.selectors import rows_of_many
from plenary.kernel.text.services import keep_many_texts
from plenary.shared.actor import SYSTEM, Actor


def note_drafted(statements: Iterable[Statement]) -> None:
    """Note both sides of statements as Plenary has drafted them, those that hold people's words.

    Of the others those that were at the desk before, since somebody had edited them.
    """
    drafted = [one for one in statements if not one.is_edited]
    known = set(rows_of_many(drafted).values_list("subject_id", flat=True))
    noted = [one for one in drafted if one.kind in WORDED or one.pk in known]
    keep_many_texts(actor=SYSTEM, texts=new_texts(noted, "text"))


def note_written(actor: Actor, statement: Statement) -> None:
    """Note both sides of a statement that a person has written, whatever its kind."""
    keep_sides(actor, statement, "text")
