"""Singular and plural: many things stand in the plural, each one in the singular."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.inflections import forms, plurals, singulars
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules.sequence import LONGEST, Sequence

_MANY = frozenset(
    ["these", "those", "many", "several", "various", "both", "numerous", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty"]
)  # fmt: skip
_ALL_OF = frozenset(
    ["department", "unit", "member", "participant", "visitor", "resident", "delegate", "district", "street", "subdistrict", "country", "company", "enterprise", "applicant", "passenger", "student", "school", "project", "task", "guest", "volunteer"]
)  # fmt: skip
"""What "all" before the singular never means as a whole, as it does in "all day"."""
_MANY_OF = frozenset(["hundreds", "thousands", "dozens", "scores", "tens", "millions"])
_ROUND = frozenset(["hundred", "thousand", "million", "dozen"])
_ONE_BEFORE_OTHER = frozenset(
    ["the", "a", "an", "any", "each", "every", "no", "one", "this", "that", "some", "her", "his", "their", "its", "our", "either", "my", "your", "another", "or", "very", "quite", "only", "same", "which", "what", "whichever", "whatever"]
)  # fmt: skip
_EACH = frozenset(["a", "an", "each", "every", "another"])
_OF_SOME = frozenset(["the", "them", "these", "those", "our"])
_AFTER_A_VERB = frozenset(
    ["to", "the", "a", "an", "all", "for", "in", "only", "with", "on", "our", "their", "its", "this", "these"]
)  # fmt: skip
_DIGITS = re.compile(
    r"(?<![\d.,#–-])\b(?!(?:1[89]|20)\d\d )(?:[2-9]|[1-9]\d{1,3}|[1-9]\d*,\d{3}) $"
)
_LONGEST_DIGITS = 12
_LABELS = frozenset(
    ["phase", "class", "category", "type", "level", "grade", "line", "terminal", "article", "tier", "section", "chapter", "group", "zone", "stage", "step", "version", "band", "model", "form", "annex", "table"]
)  # fmt: skip
"""Words whose number is a name: a Category 2 applicant is one."""
_COUNTED = re.compile(
    r"(?:\d|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|several|few|many|half|hundred|thousand))\s+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[号路第楼层室房座]")
"""A number before a noun may be its name: Building 3, Room 12."""
_BETWEEN = 2
_JOINS = frozenset(["and", "or"])
_GAPS = frozenset([" ", ", "])
_LONGEST_GROUP = 8
_INNER = frozenset(
    ["working", "business", "calendar", "consecutive", "foreign", "international", "new", "major", "key", "local", "sister", "community", "bilingual", "national", "large", "different", "medical", "overseas", "municipal", "cultural", "public", "professional", "young", "social"]
)  # fmt: skip
"""What may stand between a number and what it counts."""


def find(pair: Pair) -> Iterator[Finding]:
    """Find "many project", "every projects", "one of the project" and "thousand of"."""
    if not pair.words or len(pair.en) > LONGEST:
        return
    text = Sequence(pair)
    for n, low in enumerate(text.lows):
        if (
            low in plurals()
            and _is_last(text, n)
            and _are_many(text, n)
            and not _shares_noun(text, n)
        ):
            yield text.found("grammar.plural", n, plurals()[low])
        if (
            low in singulars()
            and text.before(n) in _EACH
            and text.ends_group(n)
            and not _shares_noun(text, n)
        ):
            yield text.found("grammar.singular", n, singulars()[low])
        if low in _ROUND and _is_uncounted(text, n):
            yield text.found("grammar.plural", n, f"{low}s")


def _shares_noun(text: Sequence, n: int) -> bool:
    """Say whether a noun stands before a later one together with others: "city and district leaders"."""
    for k in range(n + 1, min(n + _LONGEST_GROUP, len(text.lows))):
        gap = text.pair.en[text.words[k - 1].end : text.words[k].start]
        if gap not in _GAPS or (k == n + 1 and gap == " " and text.lows[k] not in _JOINS):
            return False
        if gap == " " and k > n + 2 and text.lows[k - 1] not in _JOINS:
            return _heads(text, n, k)
    return False


def _heads(text: Sequence, n: int, k: int) -> bool:
    """Say whether a word ends the group of a noun and its like: in the plural behind singulars, and the other way round."""
    before, last = text.lows[k - 1], text.lows[k]
    if text.lows[n] in plurals():
        return before in plurals() and last.endswith("s") and last not in english.function_words()
    return before in singulars() and last not in english.function_words() and not last.endswith("s")


def _is_uncounted(text: Sequence, n: int) -> bool:
    """Say whether "thousand of visitors" has no number before it."""
    is_of = text.at(n + 1) == "of" and text.at(n + 2) not in _OF_SOME
    return is_of and not _COUNTED.search(text.pair.en, 0, text.words[n].start)


def _is_last(text: Sequence, n: int) -> bool:
    """Say whether a noun is the last word of its group, as before "agreed to"."""
    return text.ends_group(n) or (text.at(n + 1) in forms() and text.at(n + 2) in _AFTER_A_VERB)


def _are_many(text: Sequence, n: int) -> bool:
    """Say whether what stands before a noun counts more than one."""
    at = n
    while text.before(at) in _INNER:
        at -= 1
    first, earlier = text.before(at), text.before(at - 1)
    if not first or first in _MANY:
        is_both_and = first == "both" and text.at(n + 1) == "and"
        counts = bool(first) or _has_digits(text, at)
        return counts and not is_both_and and not _NUMBERED.search(text.pair.zh)
    if first == "all":
        return text.lows[n] in _ALL_OF
    if first == "of":
        return earlier in _MANY_OF or earlier == "number"
    if first == "different":
        return not earlier.endswith("ly") and earlier not in _ONE_BEFORE_OTHER
    if first == "other":
        return bool(earlier) and earlier not in _ONE_BEFORE_OTHER
    return _is_one_of(text, n)


def _has_digits(text: Sequence, n: int) -> bool:
    start = text.words[n].start
    if n and text.lows[n - 1] in _LABELS:
        return False
    return bool(_DIGITS.search(text.pair.en, max(0, start - _LONGEST_DIGITS), start))


def _is_one_of(text: Sequence, n: int) -> bool:
    """One of the largest projects: at most two words stand between."""
    at = n - 1
    while (
        at > 1
        and n - at <= _BETWEEN
        and (text.lows[at] not in english.function_words() or text.lows[at] == "most")
    ):
        if not text.joined[at - 1] or text.words[at].text.endswith(("'s", "’s", "’")):
            return False
        at -= 1
    return (
        at > 1
        and all(text.joined[at - 2 : n])
        and text.lows[at] in {"the", "our", "its", "their", "these"}
        and text.lows[at - 2 : at] == ["one", "of"]
    )
