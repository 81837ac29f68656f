"""Makes the word lists of the grammar."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, which are set apart by blanks."""
    return frozenset(text.split())
