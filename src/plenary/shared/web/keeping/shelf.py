"""Holds copies within a bound of memory; what was not asked for the longest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from plenary.shared.web.keeping.copies import Copy

SHARE = 16
"""A single copy takes no more than this part of the whole."""


class Shelf:
    """The copies of one process, by what they were asked as."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0
        self._copies: OrderedDict[Hashable, Copy] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._copies)

    def get(self, key: Hashable, *, stamp: object, since: float) -> Copy | None:
        """Give the copy of this stamp that was made since then; another one is thrown away."""
        with self._lock:
            copy = self._copies.get(key)
            if copy is None:
                return None
            if copy.stamp != stamp or copy.made_at < since:
                self._drop(key)
                return None
            self._copies.move_to_end(key)
            return copy

    def put(self, key: Hashable, copy: Copy) -> None:
        """Keep a copy in place of an earlier one, unless it is larger than its share."""
        if copy.size > self.most // SHARE:
            return
        with self._lock:
            if key in self._copies:
                self._drop(key)
            self._copies[key] = copy
            self.taken += copy.size
            while self.taken > self.most:
                self._drop(next(iter(self._copies)))

    def _drop(self, key: Hashable) -> None:
        self.taken -= self._copies.pop(key).size
