"""Romanisation: pinyin by the gazetteer, joined, with apostrophes where they belong and nowhere else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from plenary.contexts.language.checking import chinese, english, pinyin
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.pinyin import Match
from plenary.contexts.language.checking.rules import persons

_TWO, _WITH_GENERIC = 2, 3
_ADMINISTRATIVE = frozenset("区市县省镇河湖")
_GENERIC_OF_A_NAME = frozenset("河湖寺桥路街区县村镇")
_NEVER = frozenset({("长", "zhang"), ("朝", "zhao"), ("都", "dou"), ("厦", "sha")})
"""Readings that these characters do not have in the names of places, bar those of the gazetteer."""
_KEPT = frozenset({"shan", "dao", "si"})
"""A mountain, an island or a temple may keep its generic part as a part of the name, as Putuoshan Mountain."""
_METRO = "metro"
_SYLLABLES_APART = (3, 4)
_PARTED_SINCE = dt.date(2018, 12, 1)
"""Since then names of stations were parted by words for a time."""
_GENERIC = re.compile(
    r"[区市县省镇乡村路街巷桥站寺庙山河湖门里庄旗口园关江岛城岭峰局洲州岗滩]|胡同|医院|大学|社区"
)
_GENERIC_BEHIND = re.compile(
    r"[东南西北中前后内外]?(?:[区市县省镇乡村路街巷桥站寺庙山河湖]|大街|胡同|公园|医院|大学|社区|街道|长城)"
)
_ENDS_A_PLACE = re.compile(rf"(?:{_GENERIC.pattern}|[营屯坟台坡沟井楼园苑道铺店府峪堡])$")
_MARKED_GENERICS = {
    "lu": "Road|Rd", "jie": "Street|St", "dajie": "Street|St|Avenue|Ave", "qu": "District",
    "he": "River", "hu": "Lake", "qiao": "Bridge", "shi": "City", "xian": "County", "sheng": "Province",
    "gongyuan": "Park", "si": "Temple", "hutong": "Hutong", "cun": "Village", "zhen": "Town",
    "xiang": "Lane|Alley|Township", "dao": "Island", "men": "Gate", "zhan": "Station", "jiedao": "Subdistrict",
    "guangchang": "Square|Plaza", "shan": "Mountain|Hill",
}  # fmt: skip


def find(pair: Pair) -> Iterator[Finding]:
    """Find names that are not spelled as the rules for pinyin have it."""
    found = pair.romanised
    for match in found:
        yield from _of(pair, match)
    yield from _alien_apostrophes(pair, found)
    yield from _all_apart(pair)


def _all_apart(pair: Pair) -> Iterator[Finding]:
    """ "Liu Niang Fu": every syllable of a place of three or four stands alone."""
    zh = pair.zh.strip()
    if pair.profile == _METRO or len(zh) not in _SYLLABLES_APART or not _ENDS_A_PLACE.search(zh):
        return
    syllables = pinyin.reading(zh)
    if [word.low for word in pair.words] == list(syllables) and chinese.HAN.fullmatch(zh):
        yield pair.finding("pinyin.split", proposal=pinyin.spell(syllables))


def _of(pair: Pair, match: Match) -> Iterator[Finding]:
    words = pair.words[match.first : match.last + 1]
    start, end = words[0].start, words[-1].end
    text = pair.en[start:end]
    if not _is_name(pair, match):
        return
    if pinyin.has_tone_marks(text):
        proposal = _without_tones(text)
        yield pair.finding(
            "pinyin.tone-marks", start, end, proposal=proposal, is_proof=pair.profile != _METRO
        )
    usual = pinyin.reading(pair.zh)[match.zh_start : match.zh_end]
    if match.syllables != usual and not _is_established(pair, text):
        certain = _certain(pair.zh, match, usual)
        yield pair.finding(
            "pinyin.reading", start, end, proposal=pinyin.spell(usual), is_proof=certain
        )
    if not _is_own_spelling(pair, match):
        if not _is_established(pair, text) and not _is_by_sound(pair, match):
            yield from _apostrophes(pair, match)
        yield from _splits(pair, match)
    yield from _generics(pair, match)


def _is_name(pair: Pair, match: Match) -> bool:
    """Say whether the match is a name in pinyin, and not English words that happen to be syllables."""
    words = pair.words[match.first : match.last + 1]
    if match.zh_end - match.zh_start > 1:
        return any(not english.is_known(w.text) or w.text[0].isupper() for w in words)
    return all(not english.is_known(w.text) for w in words)


def _is_established(pair: Pair, text: str) -> bool:
    """Say whether the gazetteer has just this spelling for a place of the text, as Boao."""
    return any(text.lower() == choice.lower() for _at, p in pair.places for choice in p.en)


def _is_by_sound(pair: Pair, match: Match) -> bool:
    """Say whether the characters write a foreign name by its sound, which has no apostrophes to keep."""
    covered = set(range(match.zh_start, match.zh_end))
    is_place = any(covered & set(range(at, at + len(p.zh))) for at, p in pair.places)
    return not is_place and any(covered & set(sounds) for sounds in chinese.by_sound(pair.zh))


def _is_own_spelling(pair: Pair, match: Match) -> bool:
    """Say whether it is the name of a firm or the like, and no place that it is named after."""
    covered = range(match.zh_start, match.zh_end)
    is_place = any(at in covered for at, _place in pinyin.places_in(pair.zh))
    return pinyin.may_name_itself(pair.zh) and not is_place


def _certain(zh: str, match: Match, usual: tuple[str, ...]) -> bool:
    """A reading is certainly wrong only where the gazetteer has the name, or the character one reading."""
    if any(
        (char, given) in _NEVER
        for char, given in zip(zh[match.zh_start :], match.syllables, strict=False)
    ):
        return True
    for at, place in pinyin.places_in(zh):
        for number, (given, right) in enumerate(zip(match.syllables, usual, strict=True)):
            inside = at <= match.zh_start + number < at + len(place.zh)
            if given != right and inside and place.kind != "fixed":
                return True
    return False


def _apostrophes(pair: Pair, match: Match) -> Iterator[Finding]:
    """An apostrophe before a later syllable with a, o or e, and no other."""
    words = pair.words[match.first : match.last + 1]
    boundaries = _boundaries(match.syllables)
    used = 0
    for word in words:
        letters = marks = 0
        inner: dict[int, int] = {}
        for place, char in enumerate(word.text):
            if char in "'’":
                inner[used + letters] = place
                marks += 1
            else:
                letters += 1
        wanted = {
            at for at, syllable in boundaries if used < at < used + letters and syllable[0] in "aoe"
        }
        syllables = tuple(s for at, s in boundaries if used <= at < used + letters)
        for finding in _compared(pair, word, (wanted, set(inner)), syllables):
            yield finding if _is_surely_place(pair, match) else replace(finding, is_proof=False)
        used += letters


def _is_surely_place(pair: Pair, match: Match) -> bool:
    """Say whether a name is a place's by the gazetteer, its generic part or the kind of sign, and no brand's."""
    if pair.profile in {_METRO, "road-sign", "place-name-sign"}:
        return True
    covered = set(range(match.zh_start, match.zh_end))
    is_listed = any(covered & set(range(at, at + len(p.zh))) for at, p in pair.places)
    inside = pair.zh[match.zh_start + 1 : match.zh_end + 2]
    return is_listed or bool(_GENERIC.search(inside))


def _compared(
    pair: Pair, word: Word, marks: tuple[set[int], set[int]], syllables: tuple[str, ...]
) -> Iterator[Finding]:
    """Compare where the apostrophes of a word should be with where they are."""
    wanted, given = marks
    proposal = pinyin.spell(syllables)
    if word.text.isupper():
        proposal = proposal.upper()
    if wanted - given:
        yield pair.finding("pinyin.missing-apostrophe", word.start, word.end, proposal=proposal)
    elif given - wanted and not word.text.lower().endswith(("'s", "’s", "'", "’")):
        yield pair.finding("pinyin.extra-apostrophe", word.start, word.end, proposal=proposal)


def _boundaries(syllables: tuple[str, ...]) -> list[tuple[int, str]]:
    found, at = [], 0
    for syllable in syllables:
        found.append((at, syllable))
        at += len(syllable)
    return found


def _splits(pair: Pair, match: Match) -> Iterator[Finding]:
    """The syllables of one name stand joined; a station's name was parted by words for a time, as Xuanwu Men."""
    words = pair.words[match.first : match.last + 1]
    is_metro = pair.profile == _METRO
    is_parted = is_metro and (pair.on is None or pair.on >= _PARTED_SINCE)
    least = _WITH_GENERIC if is_parted else _TWO
    if len(words) < least or len(words) != len(match.syllables):
        return
    name = pair.zh[match.zh_start : match.zh_end]
    place = next((p for at, p in pinyin.places_in(name) if at == 0 and len(p.zh) > 1), None)
    length = len(place.zh) if place else len(name)
    is_named = (
        is_metro
        or place is not None
        or stands_before_generic(pair.zh, match.zh_end)
        or (len(name) >= _WITH_GENERIC and name[-1] in _GENERIC_OF_A_NAME)
        or any(at == match.zh_start and p.zh.startswith(name) for at, p in pair.places)
    )
    if not is_named and _may_be_person(pair, match, name):
        return
    start, end = words[0].start, words[length - 1].end
    yield pair.finding(
        "pinyin.split",
        start,
        end,
        proposal=pinyin.spell(match.syllables[:length]),
        is_proof=is_named and "-" not in pair.en[start:end],
    )


def _may_be_person(pair: Pair, match: Match, name: str) -> bool:
    """Say whether it may be a person's name, whose surname stands apart, rather than a place's, as 方庄."""
    if persons.is_read(pair.zh, match.zh_start, match.zh_end):
        return True
    return name[0] in persons.surnames() and not _ENDS_A_PLACE.search(name)


def stands_before_generic(zh: str, at: int) -> bool:
    """Say whether the generic part of a place goes on from there."""
    return bool(_GENERIC_BEHIND.match(zh, at))


def _generics(pair: Pair, match: Match) -> Iterator[Finding]:
    """A generic part in pinyin with the same part in English behind it."""
    if match.last + 1 >= len(pair.words):
        yield from _generic_alone(pair, match)
        return
    if len(match.syllables) < _WITH_GENERIC:
        return
    following = pair.words[match.last + 1]
    tail = pair.zh[match.zh_end - 1]
    for length in (2, 1):
        generic = "".join(match.syllables[-length:])
        listed = _MARKED_GENERICS.get(generic, "")
        if following.text.rstrip("'’").title() in listed.split("|"):
            if generic in {"shan", "men", "dao", "shi"} and tail not in "山门岛市":
                continue
            specific = pinyin.spell(match.syllables[:-length])
            start, end = pair.words[match.first].start, following.end
            if any(
                p.zh == pair.zh[match.zh_start : match.zh_end] and p.kind == "fixed"
                for _at, p in pair.places
            ):
                return
            yield pair.finding(
                "pinyin.generic-twice",
                start,
                end,
                proposal=f"{specific} {following.text}",
                is_proof=generic not in _KEPT and not _goes_on(pair.zh, match),
            )
            return


def _goes_on(zh: str, match: Match) -> bool:
    """Say whether something is named after the river or the road, whose name it may keep as a whole."""
    return len(zh.strip()) - match.zh_end > _TWO


def _generic_alone(pair: Pair, match: Match) -> Iterator[Finding]:
    """A generic part that stands apart in pinyin where English has a word for it."""
    word = pair.words[match.last]
    english_generic = _MARKED_GENERICS.get(pinyin.plain(word.text), "").split("|")[0]
    tail = pair.zh[: match.zh_end][-1:]
    applies = (
        pair.profile in {"", "public-information", "organisation"} and match.last > match.first
    )
    if applies and english_generic and tail in _ADMINISTRATIVE:
        yield pair.finding("pinyin.generic-alone", word.start, word.end, proposal=english_generic)


def _alien_apostrophes(pair: Pair, found: list[Match]) -> Iterator[Finding]:
    """An apostrophe that parts consonants inside a name that otherwise reads right is found above."""
    if found or not pair.is_sign:
        return
    for hit in re.finditer(r"\b[A-Z][a-z]+['’](?=[bcdfghjklmnpqrtwxyz][a-z]+)", pair.en):
        if pinyin.is_syllables(hit[0]):
            yield pair.finding("pinyin.extra-apostrophe", hit.start(), hit.end(), is_proof=False)


def _without_tones(text: str) -> str:
    return "".join(pinyin.plain(c).upper() if c.isupper() else (pinyin.plain(c) or c) for c in text)
