"""Numbers that English spells out: "thirty-six", "two hundred and five", and the names of the months."""

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
_TIMES = {
    "hundred": _HUNDRED, "hundredth": _HUNDRED, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
}  # fmt: skip
ONES = {
    name: number
    for number, names in enumerate(
        ["zero", "one|first|single", "two|second|double|twice", "three|third", "four|fourth", "five|fifth", "six|sixth", "seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh", "twelve|twelfth", "thirteen", "fourteen|fourteenth", "fifteen|fifteenth", "sixteen", "seventeen", "eighteen", "nineteen", "twenty|twentieth"]
    )
    for name in names.split("|")
}  # fmt: skip
"""The words for the numbers below twenty-one."""
MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july",
         "august", "september", "october", "november", "december"),
        start=1,
    )
}  # fmt: skip
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
ROMAN = {
    name: number
    for number, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), start=1)
}  # fmt: skip


def whole(words: Iterable[Word]) -> Iterator[float]:
    """Give the amounts that are written, "thirty-six" as 36 alone: each as far as it is added up."""
    last: float | None = None
    for added in _steps(words):
        if added is None and last is not None:
            yield last
        last = added
    if last is not None:
        yield last


def spelled(words: Iterable[Word]) -> Iterator[float]:
    """Give the amounts that more than one word makes, and tens alone.

    Whatever is added up on the way counts as well: who writes "thirty-six" may have meant 30 and 6 apart.
    """
    return (added for added in _steps(words) if added)


def _steps(words: Iterable[Word]) -> Iterator[float | None]:
    """Give what has been added up behind each word, and nothing where a new amount begins."""
    total = part = 0
    before = ""
    for word in words:
        low = word.low
        value = _TENS.get(low) or ONES.get(low)
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
