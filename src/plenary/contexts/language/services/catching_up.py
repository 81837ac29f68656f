"""Remembers what was reviewed of late once more, for a review's own word to the memory may be lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from plenary.contexts.language.services.memory import Reviewed, remember
from plenary.kernel.text import selectors as texts
from plenary.kernel.text.kinds import kinds
from plenary.shared import clock

LATELY = dt.timedelta(days=3)
AT_ONCE = 200


def remember_lately() -> int:
    """Remember what was reviewed in the last days and stands; give how many pairs were missing.

    The memory hears of a review after it has been kept: a process that dies in between says nothing.
    """
    missed = 0
    reviewed = texts.reviewed_since(clock.now() - LATELY)
    for label, keys in groupby(reviewed, key=itemgetter(0)):
        if label in kinds():
            while some := list(islice(keys, AT_ONCE)):
                missed += remember(_as_they_stand(label, some))
    return missed


def _as_they_stand(label: str, keys: Iterable[texts.Key]) -> Iterator[Reviewed]:
    every = list(keys)
    found = kinds()[label].model._default_manager.in_bulk({pk for _label, pk, _field in every})  # noqa: SLF001 - Django's documented meta API
    for _label, pk, field in every:
        if (one := found.get(pk)) is not None:
            zh, en = (getattr(one, f"{field}_{side}") for side in ("zh", "en"))
            yield Reviewed(label, pk, field, zh, en)
