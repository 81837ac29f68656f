"""Notes, with each change, which side of a record's texts is the source of the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plenary.contexts.governance import profiles
from plenary.kernel.text.selectors import rows_of
from plenary.kernel.text.services import NewText, keep_new_texts, keep_text
from plenary.shared.actor import Actor


def keep_sides(actor: Actor, record: Any, *fields: str) -> None:
    """Note the two sides of these fields as they now stand; a field without a text is passed over.

    The source side stays what it was while it has a text; at first it is the side that was written,
    or the profile's working language where both were.
    """
    kept = dict(rows_of(record).values_list("field", "source_side")) if record.version > 1 else {}
    for field in fields:
        sides = {side: getattr(record, f"{field}_{side}") for side in ("zh", "en")}
        written = [side for side, text in sides.items() if text]
        if not written:
            continue
        preferred = kept.get(field, profiles.current().languages[0])
        keep_text(
            actor=actor,
            subject=record,
            field=field,
            zh=sides["zh"],
            en=sides["en"],
            source_side=preferred if preferred in written else written[0],
        )


def keep_sides_of_new(actor: Actor, records: Iterable[Any], *fields: str) -> None:
    """Note the two sides of these fields of many new records, as ``keep_sides`` does."""
    keep_new_texts(actor=actor, texts=new_texts(records, *fields))


def new_texts(records: Iterable[Any], *fields: str) -> list[NewText]:
    """Give both sides of these fields of many records, those without a text left out."""
    preferred = profiles.current().languages[0]
    texts = []
    for record in records:
        for field in fields:
            sides = {side: getattr(record, f"{field}_{side}") for side in ("zh", "en")}
            if any(sides.values()):
                source = preferred if sides[preferred] else next(s for s in sides if sides[s])
                texts.append(NewText(record, field, sides["zh"], sides["en"], source))
    return texts
