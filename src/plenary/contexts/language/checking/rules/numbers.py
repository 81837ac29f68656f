"""Numbers: the same on both sides, however each writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from plenary.contexts.language.checking import amounts, chinese, phones, quantities, units
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.quantities import Number
from plenary.contexts.language.checking.rules import dates

_COUNTED = re.compile(
    r"第([一二三四五六七八九十百]{1,12})|([一二三四五六七八九十百]{1,12})(?=年级|号|层|楼|环|届|级|期|月|世纪)"
    r"|(?<![一二三四五六七八九十百])((?:[一二]?十|[三四五六七八九])[一二三四五六七八九十百]{0,12})(?=[项名家批座条所](?![一-龥]?[代个]))"
    r"|([一二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十)(?=个)"
    r"|((?<!第)两(?=[张件位瓶份](?!难)))"
)
_ANY_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千两][零〇一二三四五六七八九十百千万亿两]*")
_UNREAD = re.compile(
    r"[几数上近][十百千万亿]|[十百千万]几|[\d一二三四五六七八九]折|[\d一二三四五六七八九十]成(?![为立员都功长就绩果品年熟])"
    r"|分之|(?<![上下])半(?![导岛径决成自山程])"
)
"""What counts in a way that is not read here: fractions, discounts, "several thousand"."""
_DECADE = re.compile(
    r"(\d{1,2}|[一二]?十[一二三四五六七八九]?)世纪(?:(\d)0|([一二三四五六七八九]?)十)年代"
)
_CLOCK = re.compile(
    r"\b[ap]\.?m\b|o['’]clock|\bin the (?:morning|afternoon|evening)|\bnoon\b|\bmidnight\b",
    re.IGNORECASE,
)
_DOTTED_TIMES = re.compile(r"\b\d{1,2}\.\d{2} ?[-–—] ?\d{1,2}\.\d{2}\b")
_GROUPED = re.compile(
    r"\b(?:decade|dozen|score|centur|millenni|fortnight|double|triple|half|in ten\b)", re.IGNORECASE
)
"""Words that count in tens, twelves or halves."""
_DAY_OF_AN_EVENT = re.compile(
    r"(?<![\d.])(\d{1,2})[·・•](\d{1,2})(?=[”\"]?(?![\d.%％余多万亿千百元米公里倍个吨升度平立]))"
)
"""The day by which an event is called: 9·11事件, 5·12汶川地震."""
_PLAN = re.compile(r"([一二]?十[一二三四五六七八九]?)五(?=[”\"]|规划|时期|期间)")
"""A five-year plan by its number: 十四五 is the 14th."""
_NAMED = re.compile(r"[A-Za-z]-$")
"""A number that is part of a name: COVID-19."""
_SPOKEN_DECIMAL = re.compile(r"(\d)[米元块](\d)(?=$|[\s,，。;；)）])")
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_DOTTED_DATE = re.compile(r"\b(\d{4})\.(\d{1,2})\.(\d{1,2})\b")
_KIND_ZH = re.compile(
    r"\s?(?:(?P<share>[%％]|个百分点)|[多余]?(?P<money>[美欧日港]?元)|(?P<year>年))"
)
_KIND_EN = re.compile(
    r"\s?(?:(?P<share>%|per ?cent|percentage)|(?P<money>(?:RMB|CNY|USD|yuan|(?:US )?dollars?|euros?)\b))",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:[$¥￥€]|RMB|CNY|USD) ?$")
_HALF_A_DAY = 12
_YEARS = range(1900, 2100)
_HUNDRED = 100
_SAYS_LITTLE = 2
_MOST_COMPARED = 100_000
"""Pairs of numbers beyond which so many stand that one more proves nothing."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find numbers of one side that the other has not, as a proof where each side has one of its own."""
    if (
        not pair.zh.strip()
        or not pair.en.strip()
        or _UNREAD.search(pair.zh)
        or _CLOCK.search(pair.en)
        or _DOTTED_TIMES.search(pair.en)
    ):
        return
    zh, en = phones.blank_out(pair.zh, pair.en)
    wanted = _wanted(zh)
    given = quantities.of_english(_written_out(en))
    if len(wanted) * len(given) > _MOST_COMPARED:
        return
    words = [w for w in pair.words if not any(n.start < w.end <= n.end for n in given)]
    meant = {v for n in given for v in n.values} | _spelled(pair, words) | _spaced(pair.en)
    weak = _weak(pair.zh)
    missing = [n for n in wanted if not any(quantities.is_same(n, value) for value in meant)]
    own = [n for n in given if not _NAMED.search(en, 0, n.start)]
    extra = [n for n in own if not _is_known(n, wanted, weak)]
    if missing and extra:
        missing, extra = _beside_days(pair, missing, extra)
    yield from _differing(pair, missing, extra)
    if missing and not extra:
        yield from _left_out(pair, wanted, missing, _written(words) | {n.value for n in given})
    if slip := phones.slip(pair.zh, pair.en):
        yield pair.finding("numbers.mismatch", slip.start(), slip.end(), other="—")


def _beside_days(
    pair: Pair, missing: list[Number], extra: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Give what is left without the numbers of days that differ, which are told as a whole."""
    days = dates.differing_days(pair)
    spans_zh, spans_en = ({getattr(day, side).span() for day in days} for side in ("zh", "en"))
    return _outside(missing, spans_zh), _outside(extra, spans_en)


def _outside(found: list[Number], spans: set[tuple[int, int]]) -> list[Number]:
    return [n for n in found if not any(start <= n.start < end for start, end in spans)]


def _differing(pair: Pair, missing: list[Number], extra: list[Number]) -> Iterator[Finding]:
    """Give the numbers that the English alone has."""
    is_told_shorter = len(missing) > len(extra) and not pair.is_sign
    left = list(missing)
    for number in extra:
        alike = [n for n in missing if n.is_large == number.is_large or _lost_zeros(n, number)]
        meant = _meant(pair, alike or missing, left, number)
        if meant in left:
            left.remove(meant)
        proposal = quantities.in_words(meant.value) if meant else ""
        is_proof = bool(alike) and not (number.is_large and is_told_shorter)
        yield pair.finding(
            "numbers.mismatch",
            number.start,
            number.end,
            proposal=proposal,
            is_proof=is_proof and not _is_converted(pair, missing, number),
            other=proposal or "—",
        )


def _meant(pair: Pair, choice: list[Number], left: list[Number], number: Number) -> Number | None:
    """Give the number that another was meant to be: one of its kind, of its digits, that no other was meant to be."""
    kind = _kind_en(pair.en, number)
    digits = sorted(f"{number.value:g}")
    return min(
        choice,
        key=lambda n: (
            _kind_zh(pair.zh, n) != kind,
            sorted(f"{n.value:g}") != digits,
            n not in left,
            n.start,
        ),
        default=None,
    )


def _kind_zh(zh: str, number: Number) -> str:
    """Say of what kind an amount is by what stands behind it: a share, money, a year, else a count."""
    behind = _KIND_ZH.match(zh, number.end)
    return behind.lastgroup or "" if behind else ""


def _kind_en(en: str, number: Number) -> str:
    if _MONEY_BEFORE.search(en, 0, number.start):
        return "money"
    behind = _KIND_EN.match(en, number.end)
    if behind and behind.lastgroup:
        return behind.lastgroup
    is_year = number.value in _YEARS and re.fullmatch(r"\d{4}", en[number.start : number.end])
    return "year" if is_year else ""


def _left_out(
    pair: Pair, wanted: list[Number], missing: list[Number], told: set[float]
) -> Iterator[Finding]:
    """Give the numbers that the Chinese alone has."""
    weak = _weak(pair.zh)
    others = {n for n in told if not _is_known(Number(n, 0, 0), wanted, weak)}
    is_proof = bool(others) and (pair.is_sign or _is_only_count(missing, wanted, others))
    is_proof = is_proof and not _GROUPED.search(pair.en)
    for number in missing:
        is_retold = units.is_retold(pair.zh, number.end, pair.en)
        yield pair.finding(
            "numbers.missing",
            number.start,
            number.end,
            side="zh",
            proposal=quantities.in_words(number.value),
            is_proof=is_proof and not is_retold,
        )


def _is_known(number: Number, wanted: list[Number], weak: set[float]) -> bool:
    return any(
        value in weak or any(quantities.is_same(n, value) for n in wanted)
        for value in number.values
    )


def _lost_zeros(left: Number, right: Number) -> bool:
    """Say whether two numbers have the same digits and other zeros, as 105万 and "105"."""
    digits = [f"{n.value:.4f}".replace(".", "").strip("0") for n in (left, right)]
    return digits[0] == digits[1]


def _is_only_count(missing: list[Number], wanted: list[Number], others: set[float]) -> bool:
    """Say whether the one number of a sentence stands as another one; "one" and "two" say little."""
    return (
        len(wanted) == len(missing) == len(others) == 1
        and min(*others, missing[0].value) > _SAYS_LITTLE
    )


def _wanted(zh: str) -> list[Number]:
    zh = _with_decades(zh)
    numbers = quantities.of_chinese(_written_out(zh))
    written = {n.start: n for n in _counted(zh)}
    written |= {n.start: n for n in quantities.written_in_chinese(zh)}
    return [*numbers, *written.values()]


def _with_decades(zh: str) -> str:
    """Write a decade of a century as a year, 1990 for 20世纪90年代, at the same length."""

    def year(hit: re.Match[str]) -> str:
        century = int(hit[1]) if hit[1].isdigit() else chinese.number(hit[1]) or 0
        decade = hit[2] or chinese.number(hit[3] or "一")
        return f"{century - 1}{decade}0".ljust(len(hit[0]))

    return _DECADE.sub(year, zh)


def _spaced(text: str) -> set[float]:
    """Give the amounts whose thousands are parted by spaces, which may as well be numbers side by side."""
    return {float(re.sub(r"\s", "", hit[0])) for hit in _SPACED.finditer(text)}


def _written_out(text: str) -> str:
    """Write "2米2" as 2.2 and a date with strokes, at the same length."""
    text = _DOTTED_DATE.sub(r"\1-\2-\3", text)
    text = _DAY_OF_AN_EVENT.sub(r"\1 \2", text)
    return _SPOKEN_DECIMAL.sub(r"\1.\2", re.sub(r"(?<=\d)·(?=\d)", ".", text))


def _is_converted(pair: Pair, missing: list[Number], given: Number) -> bool:
    """Say whether it may be a number of the Chinese in another unit or another way of writing times."""
    return any(
        units.is_converted(pair.zh, number, pair.en, given)
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


def _counted(zh: str) -> Iterator[Number]:
    for hit in _COUNTED.finditer(zh):
        value = chinese.number(next(filter(None, hit.groups())))
        if value is not None:
            yield Number(float(value), hit.start(), hit.end())


def _weak(zh: str) -> set[float]:
    values = (chinese.number(hit[0]) for hit in _ANY_NUMERAL.finditer(zh))
    pairs = {2.0} if re.search(r"[双对副]", zh) else set()
    pairs |= {float(hit[1] + hit[2]) for hit in _DAY_OF_AN_EVENT.finditer(zh)}  # 6·18 as "618"
    plans = (chinese.number(hit[1]) for hit in _PLAN.finditer(zh))
    return pairs | {float(value) for value in chain(values, plans) if value is not None}


def _spelled(pair: Pair, words: list[Word]) -> set[float]:
    tables = (
        amounts.ONES,
        amounts.MONTHS,
        amounts.SHORT_MONTHS,
        amounts.ROMAN if len(pair.words) > 1 else {},
    )
    single = {float(table[w.low]) for w in words for table in tables if w.low in table}
    return single | set(amounts.spelled(words))


def _written(words: list[Word]) -> set[float]:
    """Give the amounts that the English spells out, each as a whole."""
    return set(amounts.whole(words)) - {1.0}
