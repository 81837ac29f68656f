"""Numbers that English spells out: "thirty-six", "two hundred and five"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plenary.contexts.language.checking.english import Word

_TENS = {
    name: 10 * number
    for number, names in enumerate(
        ("twenty|twentieth", "thirty|thirtieth", "forty|fortieth", "fifty|fiftieth",
         "sixty|sixtieth", "seventy|seventieth", "eighty|eightieth", "ninety|ninetieth"),
        start=2,
    )
    for name in names.split("|")
}  # fmt: skip
_HUNDRED, _TEN = 100, 10
_MOST = 10**15
"""No text counts further; who piles up "hundred hundred hundred" says no number."""
_TIMES = {"hundred": _HUNDRED, "hundredth": _HUNDRED, "thousand": 1000, "million": 1_000_000}


def whole(words: Iterable[Word], ones: dict[str, int]) -> Iterator[float]:
    """Give the amounts that are written, "thirty-six" as 36 alone: each as far as it is added up."""
    last: float | None = None
    for added in _steps(words, ones):
        if added is None and last is not None:
            yield last
        last = added
    if last is not None:
        yield last


def spelled(words: Iterable[Word], ones: dict[str, int]) -> Iterator[float]:
    """Give the amounts that more than one word makes, and tens alone; ``ones`` are the words below twenty-one.

    Whatever is added up on the way counts as well: who writes "thirty-six" may have meant 30 and 6 apart.
    """
    return (added for added in _steps(words, ones) if added)


def _steps(words: Iterable[Word], ones: dict[str, int]) -> Iterator[float | None]:
    """Give what has been added up behind each word, and nothing where a new amount begins."""
    total = part = 0
    before = ""
    for word in words:
        low = word.low
        value = _TENS.get(low) or ones.get(low)
        if value is not None:
            is_joined = before in _TIMES or (before in _TENS and value < _TEN)
            if not is_joined:
                total = part = 0
                yield None
            part += value
        elif low in _TIMES:
            part = max(part, 1) * _TIMES[low]
            if _TIMES[low] > _HUNDRED:
                total, part = total + part, 0
        elif low == "and" and before in _TIMES:
            continue
        else:
            total = part = 0
        before = low
        if total + part > _MOST:
            total = part = 0
        yield float(total + part) if total + part else None
