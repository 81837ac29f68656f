"""What has changed in a source since the other side was made from it, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from rapidfuzz.fuzz import ratio

from plenary.contexts.language.api import sentences
from plenary.kernel.audit.recording import history
from plenary.kernel.text.digests import digest
from plenary.kernel.text.models import TextState

LEAST_ALIKE = 50
"""Of a hundred: two sentences that share less are not one that was changed."""
MOST_COMPARED = 40_000
"""Pairs of a block; a longer one is paired by its order."""


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
            found += _paired(old[old_from:old_to], new[new_from:new_to])
    return found


def _paired(old: list[str], new: list[str]) -> list[Changed]:
    """Put beside each line what it has become: first those that are alike, between them by their order."""
    found: list[Changed] = []
    at_old = at_new = 0
    for was, now in [*_alike(old, new), (len(old), len(new))]:
        between = zip_longest(old[at_old:was], new[at_new:now], fillvalue="")
        found += [Changed(*pair) for pair in between]
        if was < len(old):
            found.append(Changed(old[was], new[now]))
        at_old, at_new = was + 1, now + 1
    return found


def _alike(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Give the places of lines that are most alike on both sides, in the order of both.

    Of a block in which everything is other, or which is very long, none.
    """
    if min(len(old), len(new)) == 0 or len(old) * len(new) > MOST_COMPARED:
        return []
    best = [[0.0] * (len(new) + 1) for _line in range(len(old) + 1)]
    alike = [[ratio(was, now, score_cutoff=LEAST_ALIKE) for now in new] for was in old]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            together = best[a + 1][b + 1] + alike[a][b] if alike[a][b] else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if alike[a][b] and best[a][b] == best[a + 1][b + 1] + alike[a][b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _source_when_made(text: TextState, record: Any, name: str) -> str | None:
    """Find in the audit log the source with the digest that the other side was made from."""
    for row in history(record).order_by("-pk").only("before", "after"):
        for kept in (row.after, row.before):
            value = kept.get(name)
            if isinstance(value, str) and digest(value) == text.made_from:
                return value
    return None
