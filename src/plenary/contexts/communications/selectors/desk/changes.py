"""What has changed in a source since the other side was made from it, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from plenary.contexts.language.api import sentences
from plenary.kernel.audit.recording import history
from plenary.kernel.text.digests import digest
from plenary.kernel.text.models import TextState


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence as it was and as it is; one of the two is empty where it is new or gone."""

    then: str
    now: str


def changes_of(text: TextState, record: Any) -> list[Changed] | None:
    """Give the sentences of the source that are not what the other side was made from.

    None where the earlier source is not in the audit log. What differs in spaces between sentences
    alone is no change.
    """
    name = f"{text.field}_{text.source_side}"
    then = _source_when_made(text, record, name)
    if then is None:
        return None
    return compared(then, getattr(record, name), text.source_side)


def compared(then: str, now: str, side: str) -> list[Changed]:
    """Give the sentences that differ between two states of a text, in their order."""
    return changed(sentences(then, side), sentences(now, side))


def changed(old: list[str], new: list[str]) -> list[Changed]:
    """Give the lines that differ between two lists, in their order."""
    found: list[Changed] = []
    matched = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matched.get_opcodes():
        if tag != "equal":
            pairs = zip_longest(old[old_from:old_to], new[new_from:new_to], fillvalue="")
            found += [Changed(*pair) for pair in pairs]
    return found


def _source_when_made(text: TextState, record: Any, name: str) -> str | None:
    """Find in the audit log the source with the digest that the other side was made from."""
    for row in history(record).order_by("-pk").only("before", "after"):
        for kept in (row.after, row.before):
            value = kept.get(name)
            if isinstance(value, str) and digest(value) == text.made_from:
                return value
    return None
