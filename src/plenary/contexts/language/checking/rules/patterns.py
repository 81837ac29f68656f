"""Known bad renderings and grammar, as patterns in a table."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from plenary.contexts.language.checking import english, inflections, tables
from plenary.contexts.language.checking.findings import Finding, Rule
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import spelling


def _third(verb: str) -> str:
    found = inflections.verbs().get(verb.lower())
    return found.third if found else ""


def _participle(verb: str) -> str:
    found = inflections.verbs().get(verb.lower())
    return found.participle if found else ""


def _noun(verb: str) -> str:
    found = inflections.verbs().get(verb.lower())
    return found.noun if found else ""


def _singular(noun: str) -> str:
    return inflections.singulars().get(noun.lower(), "")


_FORMS: dict[str, Callable[[str], str]] = {
    "base": english.base_of,
    "gerund": english.gerund_of,
    "title": str.title,
    "third": _third,
    "participle": _participle,
    "singular": _singular,
    "noun": _noun,
}


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: Rule
    en: re.Pattern[str]
    zh: re.Pattern[str]
    profiles: tuple[str, ...]
    proposal: str
    is_proof: bool
    only_signs: bool
    since: dt.date


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            rule=Rule(
                row["id"],
                row["kind"],
                row["reason_zh"],
                row["reason_en"],
                row["source"],
                row["profiles"],
                row["since"],
            ),
            en=re.compile(row["en"], 0 if row["case"] else re.IGNORECASE),
            zh=re.compile(row["zh"]),
            profiles=tables.alternatives(row["profiles"]),
            proposal=row["proposal"],
            is_proof=row["proof"] != "no",
            only_signs=row["signs"] == "yes",
            since=dt.date.fromisoformat(row["since"]) if row["since"] else dt.date.min,
        )
        for row in tables.rows("patterns")
    )


def rules() -> tuple[Rule, ...]:
    """Give the rule of each pattern."""
    return tuple(pattern.rule for pattern in _patterns())


def find(pair: Pair) -> Iterator[Finding]:
    """Find what a pattern of the table describes."""
    for pattern in _patterns():
        if pattern.profiles and pair.profile not in pattern.profiles:
            continue
        if pair.on is not None and pair.on < pattern.since:
            continue
        if (pattern.only_signs and not pair.is_sign) or not pattern.zh.search(pair.zh):
            continue
        for hit in pattern.en.finditer(pair.en):
            is_name = pattern.rule.kind != "mixed_pinyin_english" and _is_name(pair, hit)
            if pair.en[max(0, hit.start() - 1) : hit.start()] in {"'", "’"} or is_name:
                continue
            start, end = (0, len(pair.en)) if _is_of_all(pattern, pair) else hit.span()
            yield Finding(
                rule=pattern.rule.id,
                kind=pattern.rule.kind,
                side="en",
                start=start,
                end=end,
                reason_zh=pattern.rule.zh,
                reason_en=pattern.rule.en,
                source=pattern.rule.source,
                proposal=_proposal(pattern, pair, hit),
                is_proof=pattern.is_proof,
            )


def _is_of_all(pattern: _Pattern, pair: Pair) -> bool:
    """Say whether a proposal that begins with ``^`` takes the place of the whole sign."""
    return pattern.proposal.startswith("^") and pair.is_sign


def _proposal(pattern: _Pattern, pair: Pair, hit: re.Match[str]) -> str:
    """Fill a proposal: ``\\1`` is a group, ``<base 1>`` its plain verb, ``<gerund 1>`` its form in -ing.

    Where a form is not known for sure, or a whole sign is proposed for a part of a text, nothing is.
    """
    if pattern.proposal.startswith("^") and not pair.is_sign:
        return ""
    text = hit.expand(pattern.proposal.removeprefix("^"))
    for name, form in _FORMS.items():
        for asked in re.findall(rf"<{name} (\d)>", text):
            word = hit[int(asked)]
            if not (right := form(word)):
                return ""
            text = text.replace(f"<{name} {asked}>", spelling.cased(right, word))
    return text


def _is_name(pair: Pair, hit: re.Match[str]) -> bool:
    """Say whether all that was hit is a name in pinyin, as Yang Yang, and no English."""
    if not pair.romanised:
        return False
    first = bisect_left(pair.words, hit.start(), key=attrgetter("start"))
    last = bisect_right(pair.words, hit.end(), key=attrgetter("end"))
    return first < last and spelling.in_pinyin(pair).issuperset(range(first, last))
