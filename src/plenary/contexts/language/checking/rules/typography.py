"""Characters: full-width letters, Chinese marks in English, spaces, full stops on signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plenary.contexts.language.checking import english, pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_WIDE = re.compile(r"[\uff01-\uff5e\u3000]+")
_CHINESE_MARKS = re.compile(r"[、。〈〉《》「」『』【】〔〕]")
_HIDDEN = re.compile(
    r"[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]"
    r"|(?<=[A-Za-z])[\u0400-\u04ff\u0370-\u03ff]+|[\u0400-\u04ff\u0370-\u03ff]+(?=[A-Za-z]{2})"
)
_DOUBLE_SPACE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_SPACE_BEFORE = re.compile(
    r"(?<=\w)[ \u00a0]+(?:[,;](?!\d)|[:!?](?=\s|$)|\.(?=\s|$)|\))|(?<=\()[ ]+"
    r"|(?<=[A-Za-z])[ \u00a0]+(?:['’](?=s\b)|:(?=\d))"
)
_NO_SPACE_AFTER = re.compile(r"(?<=[A-Za-z])[,;](?=[A-Za-z])|(?<=[a-z]{2})[.:](?=[A-Z][a-z])")
_PARTS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
_SHORTEST_PART = 2
_GENERIC_PARTS = frozenset({"rd", "st", "ave", "expwy", "hutong"})
_MARKS_AT_END = re.compile(r"(?<=[A-Za-z])(?:[.!]+|[,;])\s*$")
_SAYS = re.compile(r"(?<=[a-z]) (?:is|are|was|were|has|have|will)(?= [a-z])")
_POSSESSIVE = re.compile(
    r"\b(mens|womens|childrens|(?<!the )(?<!our )(?<!both )(?<!two )peoples(?= [A-Z]))\b(?!')",
    re.IGNORECASE,
)
_OWNERS = {
    "工人|职工|劳动人民": "workers",
    "少年|儿童|少儿": "childrens?",
    "妇女|妇联|妇幼": "womens?",
}
_OWNED = r"(?= (?:cultural|stadium|palace|hospital|club|sanatorium|university|gymnasium|theat(?:er|re)|activity|center|centre|federation)\b)"
"""What belongs to the workers carries their apostrophe; a Teachers College and a Farmers Market need none."""
_DOTTED_GENERIC = re.compile(r"\b(?:Rd|St|Ave|Expwy)\.", re.IGNORECASE)
_ABBREVIATIONS = re.compile(
    r"\b(?:No|St|Dr|Mr|Ms|Co|Ltd|Inc|Corp|etc|a\.m|p\.m|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|max|min|approx|Tel|Ext|Dept|Bldg|[A-Z])\.$",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = 9
_COMMON = 5_000
_GENERIC = re.compile(r"[路街区桥门站县市镇乡村巷湖河山里庄]|胡同|公园")
_PAIRS = {"(": ")", "[": "]", "“": "”"}


def find(pair: Pair) -> Iterator[Finding]:
    """Find what stands wrong whatever it means."""
    for rule, pattern, right in (
        ("typography.full-width", _WIDE, None),
        ("typography.chinese-mark", _CHINESE_MARKS, None),
        ("typography.hidden", _HIDDEN, ""),
        ("typography.double-space", _DOUBLE_SPACE, " "),
        ("typography.space-before", _SPACE_BEFORE, None),
    ):
        for hit in pattern.finditer(pair.en):
            proposal = unicodedata.normalize("NFKC", hit[0]).strip() if right is None else right
            yield pair.finding(rule, hit.start(), hit.end(), proposal=proposal)
    for hit in _NO_SPACE_AFTER.finditer(pair.en):
        yield pair.finding(
            "typography.no-space-after", hit.start(), hit.end(), proposal=f"{hit[0]} "
        )
    for hit in _POSSESSIVE.finditer(pair.en):
        proposal = f"{hit[0][:-1]}'{hit[0][-1]}"
        yield pair.finding("typography.possessive", hit.start(), hit.end(), proposal=proposal)
    yield from _owners(pair)
    yield from _joined(pair)
    yield from _unbalanced(pair)
    if pair.is_sign and pair.profile != "government-text":
        yield from _sign_marks(pair)


def _owners(pair: Pair) -> Iterator[Finding]:
    """Workers Stadium is theirs: the plural before a building of theirs has its apostrophe."""
    for zh, owner in _OWNERS.items():
        for hit in pair.search(rf"\b{owner}{_OWNED}") if re.search(zh, pair.zh) else ():
            proposal = f"{hit[0]}'" if owner == "workers" else f"{hit[0].removesuffix('s')}'s"
            yield pair.finding("typography.possessive", hit.start(), hit.end(), proposal=proposal)


def _joined(pair: Pair) -> Iterator[Finding]:
    """Words without a space between them, or capitals within one name.

    A brand is written so on purpose; only where the Chinese speaks of a part is a space missing.
    """
    for word in pair.words:
        parts = _PARTS.findall(word.text)
        if len(parts) == 1 or "".join(parts) != word.text or min(map(len, parts)) < _SHORTEST_PART:
            continue
        in_chinese = "".join(pinyin.reading(pair.zh)) if pair.is_sign else ""
        kinds = {
            part: pinyin.plain(part) in in_chinese and pinyin.is_syllables(part) for part in parts
        }
        if all(kinds.values()):
            proposal = word.text.capitalize()
            # A place has one capital; a brand, as BeiDou, may have more.
            is_place = bool(pair.places or _GENERIC.search(pair.zh))
            yield pair.finding(
                "capitals.within", word.start, word.end, proposal=proposal, is_proof=is_place
            )
        elif word.low not in pair.expected and all(
            is_name or _is_word(pair, part) for part, is_name in kinds.items()
        ):
            is_proof = any(kinds.values()) or bool({p.lower() for p in parts} & pair.expected)
            proposal = " ".join(parts)
            yield pair.finding(
                "typography.joined", word.start, word.end, proposal=proposal, is_proof=is_proof
            )


def _is_word(pair: Pair, part: str) -> bool:
    low = part.lower()
    is_common = english.is_known(low) and english.frequency(low) > _COMMON
    return low in _GENERIC_PARTS or low in pair.expected or is_common


def _unbalanced(pair: Pair) -> Iterator[Finding]:
    for opening, closing in _PAIRS.items():
        if pair.en.count(opening) != pair.en.count(closing):
            at = max(pair.en.find(opening), pair.en.find(closing))
            is_open = closing == ")" and closing not in pair.en
            end = len(pair.en.rstrip()) if is_open else at + 1
            proposal = f"{pair.en[at:end]})" if is_open and pair.is_sign else ""
            yield pair.finding("typography.unbalanced", at, end, proposal=proposal)


def _sign_marks(pair: Pair) -> Iterator[Finding]:
    if pair.profile == "road-sign":
        for hit in _DOTTED_GENERIC.finditer(pair.en):
            yield pair.finding(
                "typography.dotted-generic", hit.start(), hit.end(), proposal=hit[0][:-1]
            )
    hit_at_end = _MARKS_AT_END.search(pair.en)
    is_short = len(pair.words) < _WORDS_OF_A_SENTENCE and len(pair.zh) > 1
    has_mark = pair.zh.rstrip()[-1:] in set("。.!！…")
    if hit_at_end and is_short and not has_mark and not _ABBREVIATIONS.search(pair.en.rstrip()):
        # A whole sentence may have its stop where the Chinese has none.
        last = pair.words[-1] if pair.words else None
        start = last.start if last and last.end == hit_at_end.start() else hit_at_end.start()
        yield pair.finding(
            "typography.end-mark",
            start,
            hit_at_end.end(),
            proposal=pair.en[start : hit_at_end.start()],
            is_proof=not _is_set_as_a_sentence(pair),
        )


def _is_set_as_a_sentence(pair: Pair) -> bool:
    """Say whether it is small behind its first word, or has a verb that makes it a sentence."""
    if re.search(r"\.\s*$", pair.en) and _SAYS.search(pair.en):
        return True
    content = [w for w in pair.words[1:] if w.low not in english.function_words()]
    return len(content) > 1 and all(w.text[0].islower() for w in content)
