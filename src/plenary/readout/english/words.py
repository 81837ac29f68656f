"""Cuts English prose into words with their places, taking apart words that were glued together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plenary.readout.draft import Found, Span
from plenary.readout.english.verbs import FORMS, PARTICIPLE
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import FIELD_WORDS, FUNCTION_WORDS
from plenary.readout.spans import repair


class Word(NamedTuple):
    """A word or mark: in small letters, with its place in the text, and whether it has a capital."""

    low: str
    start: int
    end: int
    capital: bool


_WORD = re.compile(
    r"[a-z]+(?=[ ,])|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-‐‑'’´`][^\W\d_]+)*|\d+(?:[.,]\d+)*(?:[^\W_]+)?|[^\s\u200b\ufeff]"
)
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z])")
_COMMON_ADVERBS = word_set("""
    thoroughly effectively actively steadily gradually appropriately properly flexibly earnestly firmly
    resolutely vigorously continuously constantly closely fully strictly conscientiously deeply
    proactively rationally reasonably moderately timely promptly significantly substantially basically
    comprehensively extensively jointly carefully faithfully consistently increasingly relatively
    generally largely rapidly quickly smoothly soundly sufficiently adequately prudently effectively
    efficiently orderly scientifically accurately precisely especially particularly mainly previously
    currently recently directly indirectly internationally domestically globally financially
    economically strategically systematically innovatively persistently unswervingly dynamically
    """)
_CORE = FUNCTION_WORDS | FIELD_WORDS | FORMS | _COMMON_ADVERBS
_LONGEST_GLUED = 48

# Function words that are found stuck to the front or the back of the next word.
_GLUE_BEFORE = word_set("""
    the that of and to further with is was will should shall from its are have has been more also must
    """)
_FUNCTION_AFTER = word_set("the be that this these their its")
_FUNCTION_PAIRS = {
    ("so", "as"),
    ("such", "as"),
    ("as", "well"),
    ("need", "to"),
    ("needs", "to"),
    ("ought", "to"),
    ("for", "further"),
    ("and", "further"),
    ("of", "further"),
    ("that", "further"),
}
_SET_PAIRS = {
    ("give", "play"),
    ("make", "use"),
    ("pay", "attention"),
    ("step", "up"),
    ("open", "up"),
}
_NO_SECOND_HALF = word_set("""
    ability able less ness ship like over out back up down off time times work works land fold most man
    where place places space line way ways ward ally hand hold stock share shares head side yard point
    points ships lands mans people writing making checking keeping board master print load water light storm fall flow house
    """)
_NO_FIRST_HALF = word_set("""
    over under back counter micro after land water hand light cross master ground play play head fire
    hail flood swim ship sea store sleep stop stick thanks
    """)
_TWO_WORDS = 11
_ATTENDED = "attended"
_SHORTEST_PART, _LONG, _LONGER, _LONGEST_PART = 2, 4, 5, 6
_GLUED_MODALS = word_set("shall should")
_GLUE_AFTER = word_set("the that of and to with from for should shall will was in")

# One word each, although they could be read as two.
_SINGLE = word_set("""
    councilmember councilmembers councilwoman councilman councilmen subcommittee therefore therein thereof thereto therefor therefrom thereby whereof whereto wherein hereto herein
    onto into upon within without throughout today together total towards toward willpower moreover
    furthermore offend offended offending often goodwill maybe somewhat somewhere everywhere workplace
    marketplace worldview policymaking decision-making overall overview undertake takeover turnover
    setback feedback backlog mainstay showcase fundraising shareholding stronghold database playback
    workstation stopover makeover counterpart counterproductive countermeasure microfinance keynote
    effortless homework framework network groundwork teamwork trendsetting isolate island newborn
    creditor debtor investor sustainability accountability capability supportability hereafter
    thereafter hereby tolerance offering offspring office offices official andes thesis themes theme
    watchword password longstanding outstanding landmark benchmark standpoint viewpoint checkpoint
    policymakers stationmaster signpost goodwill-ambassador roadmap workday workforce shortlist
    islands islets todays meanwhile meantime behave behaving beforehand thanksgiving databases datasets
    financially internationally regionally institutionally environmentally developmentally
    experimentally conventionally operationally proportionally departmentally governmentally
    diplomatically systemically workstyle lifestyle nationwide worldwide countrywide citywide districtwide
    """)


def _may_join(before: str, after: str) -> bool:
    if after in _NO_SECOND_HALF or before in _NO_FIRST_HALF:
        return False
    if before in FUNCTION_WORDS and after in FUNCTION_WORDS:
        return after in _FUNCTION_AFTER or (before, after) in _FUNCTION_PAIRS
    if before == "be":
        return after in PARTICIPLE and len(after) >= _LONG
    if before in _GLUE_BEFORE and len(after) >= _LONG:
        return True
    if after in _GLUE_AFTER and len(before) >= (_LONG if after in _GLUED_MODALS else _LONGER):
        return True
    return min(len(before), len(after)) >= _LONG and len(before) + len(after) >= _TWO_WORDS


@lru_cache(maxsize=8192)
def parts(word: str) -> tuple[str, ...]:
    """Give the words that a glued word was made of; a word that stands alone gives itself.

    ``furtherpromote`` gives ``further`` and ``promote``. A word is taken apart only where it is known
    as no word of its own and each of its parts is.
    """
    if word in _CORE or word in _SINGLE or not _LONG <= len(word) <= _LONGEST_GLUED or "-" in word:
        return (word,)
    for cut in range(len(word) - 2, 1, -1):
        before, after = word[:cut], word[cut:]
        if before not in _CORE or len(before) < _SHORTEST_PART:
            continue
        if after in _CORE and ((before, after) in _SET_PAIRS or _may_join(before, after)):
            return before, after
        if len(after) >= _LONGEST_PART and (len(before) >= _LONG or before in _GLUE_BEFORE):
            rest = parts(after)
            if len(rest) > 1 and _may_join(before, rest[0]):
                return before, *rest
    return (word,)


def _cuts(word: str, low: str) -> list[int]:
    hump = _CAMEL.search(word) if len(word) <= _LONGEST_GLUED else None
    if hump and not word.isupper():
        return [0, hump.start()]
    cuts, at = [], 0
    for part in parts(low):
        cuts.append(at)
        at += len(part)
    return cuts


def words(text: str, start: int, end: int) -> list[Word]:
    """Give the words of ``text[start:end]``, in order, glued ones apart."""
    result: list[Word] = []
    keep, new = result.append, tuple.__new__  # A third quicker than calling the class.
    for match in _WORD.finditer(text, start, end):
        at = match.start()
        for low, first, stop, capital in _pieces(match.group()):
            keep(new(Word, (low, at + first, at + stop, capital)))
    return result


@lru_cache(maxsize=16384)
def _pieces(word: str) -> tuple[tuple[str, int, int, bool], ...]:
    """Give the words that stand in one run of letters, with their places in it."""
    low = word.lower()
    if "’" in low:
        low = low.replace("’", "'")
    if low in _CORE or len(low) < _LONG or len(low) != len(word) or not word[0].isalpha():
        return ((low, 0, len(word), word[0] != low[0]),)
    if low.endswith(_ATTENDED) and word[0] != low[0]:
        cut = len(low) - len(_ATTENDED)  # "Yongdingattended": a name has run into the verb.
        return ((low[:cut], 0, cut, True), (_ATTENDED, cut, len(low), False))
    cuts = _cuts(word, low)
    return tuple(
        (low[cut:stop], cut, stop, word[cut].isupper())
        for cut, stop in zip(cuts, [*cuts[1:], len(word)], strict=True)
    )


def value(text: str, part: Sequence[Word]) -> Found:
    """Give words as a value: white space repaired, and glued words set apart."""
    return Found(repair(unglued(text, part)[0]), Span(part[0].start, part[-1].end))


def unglued(text: str, listed: Sequence[Word]) -> tuple[str, Callable[[int], int]]:
    """Give words as one text with glued ones set apart, and what finds a place of it in the source."""
    if not listed:
        return "", lambda at: at
    start, end = listed[0].start, listed[-1].end
    cuts = [
        before.end
        for before, after in pairwise(listed)
        if before.end == after.start and before.low[-1].isalpha() and after.low[0].isalpha()
    ]
    pieces = [text[a:b] for a, b in zip([start, *cuts], [*cuts, end], strict=True)]
    shifted = [cut - start + i for i, cut in enumerate(cuts)]
    return " ".join(pieces), lambda at: start + at - bisect_left(shifted, at)
