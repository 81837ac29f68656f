"""By what texts that are nearly the same are found among very many: the least hashes of their pieces (min-hash).

Two texts that share four fifths of their pieces have a band in common with a chance of more than 98 %;
how alike they really are is then counted (``likeness``).
"""

from __future__ import annotations

import zlib
from heapq import nsmallest

from plenary.contexts.communications.keys import SHORTEST_BODY, title_key

PIECE, BANDS, ROWS = 5, 6, 3
LOOKED_AT = 2000
"""Of a long text the least hashes stand for all: like texts have nearly the same ones."""
NEARLY = 0.8
"""So great a part of the pieces is shared by texts that say the same but for a few words."""
_MASK = (1 << 32) - 1
_STEPS = [
    (0x9E3779B1 * (2 * n + 1) & _MASK | 1, 0x85EBCA77 * (n + 1) & _MASK)
    for n in range(BANDS * ROWS)
]


def pieces(text: str) -> set[int]:
    """Give the hashes of a text's pieces, of its letters and digits alone; none for a short text."""
    key = title_key(text)
    if len(key) < SHORTEST_BODY:
        return set()
    return {zlib.crc32(key[at : at + PIECE].encode()) for at in range(len(key) - PIECE + 1)}


def sketch(found: set[int]) -> list[int]:
    """Give the bands of a text, each a number of 63 bits; none for a short text."""
    if not found:
        return []
    some = nsmallest(LOOKED_AT, found)
    least = [min((one * a + b) & _MASK for one in some) for a, b in _STEPS]
    bands = []
    for number in range(BANDS):
        rows = (number, *least[number * ROWS : (number + 1) * ROWS])
        said = ",".join(map(str, rows)).encode()
        bands.append(zlib.crc32(said) << 31 | zlib.crc32(said[::-1]) >> 1)
    return bands


def likeness(one: set[int], other: set[int]) -> float:
    """Give which part of all their pieces two texts share."""
    return len(one & other) / len(one | other) if one and other else 0.0
