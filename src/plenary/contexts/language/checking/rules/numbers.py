"""Numbers: the same on both sides, and ordinals with the right ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plenary.contexts.language.checking import amounts, chinese, units
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_ARABIC = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([kK]\b)?")
_COUNTED = re.compile(
    r"第([一二三四五六七八九十百]+)|([一二三四五六七八九十百]+)(?=号|层|楼|环|届|级|期|月|世纪)"
    r"|([三四五六七八九十][一二三四五六七八九十百]*)(?=[项名家批座条所](?![一-龥]?[代个]))"
    r"|([一二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十)(?=个)"
    r"|((?<!第)两(?=[张件位瓶份](?!难)))"
)
_ANY_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千两]+")
_ORDINAL = re.compile(r"\b(\d{1,15})(st|nd|rd|th)\b", re.IGNORECASE)
_BARE_ORDINAL = re.compile(
    r"\b(\d{1,15}|two|three|four|five|six|seven|eight|nine|ten) (?=(Floor|Ring|Century|Anniversary|Session)\b)",
    re.IGNORECASE,
)
_NUMERAL = r"[\d一二三四五六七八九十百]"
_COUNTED_IN_ORDER = {
    "floor": "[层楼]", "ring": "环", "century": "世纪", "anniversary": "周年", "session": "[届次]",
}  # fmt: skip
_SCALED = re.compile(
    r"[\d一二三四五六七八九十][余多]?[万亿折成]|\d[余多]?[百千](?![米克瓦])|分之|半"
)
_DECADE = re.compile(r"(\d{1,2})世纪(\d)0年代")
_CLOCK = re.compile(
    r"\b[ap]\.?m\b|o['’]clock|\bin the (?:morning|afternoon|evening)|\bnoon\b|\bmidnight\b",
    re.IGNORECASE,
)
_DOTTED_TIMES = re.compile(r"\b\d{1,2}\.\d{2} ?[-–—] ?\d{1,2}\.\d{2}\b")
_GROUPED = re.compile(
    r"\b(?:decade|dozen|score|centur|millenni|fortnight|double|triple|half|in ten\b)", re.IGNORECASE
)
"""Words that count in tens, twelves or halves."""
_PHONE = re.compile(r"\+?\d[\d \-()]{6,}\d")
_SPOKEN_DECIMAL = re.compile(r"(\d)[米元块](\d)(?=$|[\s,，。;；)）])")
_NO_PHONE = re.compile(r"[12]\d{3} ?- ?[12]\d{3}|\d{4}-\d{1,2}-\d{1,2}")
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_DOTTED_DATE = re.compile(r"\b(\d{4})\.(\d{1,2})\.(\d{1,2})\b")
_HALF_A_DAY = 12
_THOUSAND = 1000
_YEARS = range(1900, 2100)
_HUNDRED = 100
_DIGITS_OF_A_PHONE = 7
_WORDS = {
    name: number
    for number, names in enumerate(
        ["zero", "one|first|single", "two|second|double|twice", "three|third", "four|fourth", "five|fifth", "six|sixth", "seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh", "twelve|twelfth", "thirteen", "fourteen|fourteenth", "fifteen|fifteenth", "sixteen", "seventeen", "eighteen", "nineteen", "twenty|twentieth"]
    )
    for name in names.split("|")
}  # fmt: skip
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
_SHORT_MONTHS = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}


_SAYS_LITTLE = 2


class _Number(NamedTuple):
    value: float
    start: int
    end: int


def find(pair: Pair) -> Iterator[Finding]:
    """Find numbers that differ, and ordinals in a wrong form."""
    yield from _ordinals(pair)
    if (
        not pair.zh.strip()
        or not pair.en.strip()
        or _SCALED.search(pair.zh)
        or _CLOCK.search(pair.en)
        or _DOTTED_TIMES.search(pair.en)
    ):
        return
    wanted = [*_arabic(_with_decades(_written_out(pair.zh))), *_counted(pair.zh)]
    given = _arabic(_written_out(pair.en))
    meant = {number.value for number in given} | _spelled(pair) | _spaced(pair.en)
    known = {number.value for number in wanted} | _weak(pair.zh)
    missing = [number for number in wanted if number.value not in meant]
    extra = [number for number in given if number.value not in known]
    for number in extra:
        proposal = f"{missing[0].value:g}" if missing else ""
        yield pair.finding(
            "numbers.mismatch",
            number.start,
            number.end,
            proposal=proposal,
            is_proof=bool(missing) and not _is_converted(pair, missing, number),
            other=proposal or "—",
        )
    if missing and not extra:
        others = {n for n in _written(pair) | {x.value for x in given} if n not in known}
        is_proof = bool(others) and (pair.is_sign or _is_only_count(missing, wanted, others))
        is_proof = is_proof and not _GROUPED.search(pair.en)
        for number in missing:
            is_retold = units.is_retold(pair.zh, number.end, pair.en)
            yield pair.finding(
                "numbers.missing",
                number.start,
                number.end,
                side="zh",
                is_proof=is_proof and not is_retold,
            )


def _is_only_count(missing: list[_Number], wanted: list[_Number], others: set[float]) -> bool:
    """Say whether the one number of a sentence stands as another one; "one" and "two" say little."""
    return (
        len(wanted) == len(missing) == len(others) == 1
        and min(*others, missing[0].value) > _SAYS_LITTLE
    )


def _with_decades(zh: str) -> str:
    """Write a decade of a century as a year, 1990 for 20世纪90年代, at the same length."""
    return _DECADE.sub(lambda hit: f"{int(hit[1]) - 1}{hit[2]}0".ljust(len(hit[0])), zh)


def _spaced(text: str) -> set[float]:
    """Give the amounts whose thousands are parted by spaces, which may as well be numbers side by side."""
    return {float(re.sub(r"\s", "", hit[0])) for hit in _SPACED.finditer(text)}


def _written_out(text: str) -> str:
    """Write "2米2" as 2.2 and leave out telephone numbers, which sides write differently; at the same length."""
    text = _PHONE.sub(lambda hit: " " * len(hit[0]) if _is_phone(hit[0]) else hit[0], text)
    text = _DOTTED_DATE.sub(r"\1-\2-\3", text)
    return _SPOKEN_DECIMAL.sub(r"\1.\2", re.sub(r"(?<=\d)·(?=\d)", ".", text))


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits >= _DIGITS_OF_A_PHONE and not _NO_PHONE.fullmatch(text.strip())


def _is_converted(pair: Pair, missing: list[_Number], given: _Number) -> bool:
    """Say whether it may be a number of the Chinese in another unit or another way of writing times."""
    return any(
        units.differ(pair.zh, number.end, pair.en, given.start, given.end)
        or _is_same_year(number.value, given.value)
        or _is_same_time(pair.zh[number.end :], number.value, given.value)
        for number in missing
    )


def _is_same_time(behind: str, wanted: float, given: float) -> bool:
    """Say whether it is a century as its years, the 1700s, or an hour on the other half of the dial."""
    if behind.startswith("世纪"):
        return given == (wanted - 1) * _HUNDRED
    return behind[:1] in {":", "：", "时", "点"} and given == wanted - _HALF_A_DAY


def _is_same_year(left: float, right: float) -> bool:
    short, long = sorted((left, right))
    return long in _YEARS and short < _HUNDRED and long % _HUNDRED == short


def _arabic(text: str) -> list[_Number]:
    return [
        _Number(float(hit[1].replace(",", "")) * (_THOUSAND if hit[2] else 1), *hit.span())
        for hit in _ARABIC.finditer(text)
    ]


def _counted(zh: str) -> Iterator[_Number]:
    for hit in _COUNTED.finditer(zh):
        value = chinese.number(next(filter(None, hit.groups())))
        if value is not None:
            yield _Number(float(value), hit.start(), hit.end())


def _weak(zh: str) -> set[float]:
    values = (chinese.number(hit[0]) for hit in _ANY_NUMERAL.finditer(zh))
    pairs = {2.0} if re.search(r"[双对副]", zh) else set()
    return pairs | {float(value) for value in values if value is not None}


def _spelled(pair: Pair) -> set[float]:
    tables = (_WORDS, _MONTHS, _SHORT_MONTHS, _ROMAN if len(pair.words) > 1 else {})
    single = {float(table[w.low]) for w in pair.words for table in tables if w.low in table}
    return single | set(amounts.spelled(pair.words, _WORDS))


def _written(pair: Pair) -> set[float]:
    """Give the amounts that the English spells out, each as a whole."""
    return set(amounts.whole(pair.words, _WORDS)) - {1.0}


def _ordinals(pair: Pair) -> Iterator[Finding]:
    for hit in _ORDINAL.finditer(pair.en):
        if hit[2].lower() != (right := _ending(int(hit[1]))):
            yield pair.finding(
                "numbers.ordinal", hit.start(), hit.end(), proposal=f"{hit[1]}{right}"
            )
    for hit in _BARE_ORDINAL.finditer(pair.en):
        before = pair.en[: hit.start()].rstrip().lower()
        is_counted = re.search(rf"{_NUMERAL}\s*{_COUNTED_IN_ORDER[hit[2].lower()]}", pair.zh)
        if is_counted and not before.endswith(("no.", "floor", "level", "line", "/", "-", "–")):
            number = int(hit[1]) if hit[1].isdigit() else _WORDS[hit[1].lower()]
            proposal = f"{number}{_ending(number)}"
            yield pair.finding("numbers.ordinal", hit.start(), hit.end(1), proposal=proposal)


def _ending(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
