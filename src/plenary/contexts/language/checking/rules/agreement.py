"""Agreement: the verb behind the noun with which a clause begins goes with that noun."""

from __future__ import annotations

from collections.abc import Iterator

from plenary.contexts.language.checking import english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.inflections import (
    nouns_of_verbs,
    plurals,
    pure_verbs,
    singulars,
    verbs,
)
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules.sequence import DETERMINERS, LONGEST, Sequence

_TO_PLURAL = {"has": "have", "is": "are", "was": "were", "does": "do"}
_TO_SINGULAR = {"have": "has", "are": "is", "were": "was"}
_PRONOUNS = frozenset(["he", "she", "it", "everyone", "everybody", "someone", "somebody", "nobody"])
_GROUPS = frozenset(
    ["team", "committee", "group", "company", "council", "government", "department", "delegation", "family", "ministry", "university", "commission", "bank"]
)  # fmt: skip
"""Nouns that British English takes for many."""
_SPANS = frozenset(["days", "weeks", "months", "years", "hours", "minutes"])
_NUMERALS = frozenset(
    ["these", "those", "many", "several", "various", "both", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty", "hundred", "thousand", "million", "billion"]
)  # fmt: skip
_LINKS = frozenset(["of", "for", "from"])
_ONE_OR_MANY = frozenset(
    ["number", "numbers", "majority", "variety", "range", "series", "lot", "total", "list", "set", "pair", "couple", "proportion", "percentage", "share", "rest", "half", "part", "most", "kind", "type", "sort", "minority", "terms", "means", "works"]
)  # fmt: skip
_OF_A_GROUP = 5
_POINTS = frozenset(["this", "the", "each", "every", "our", "that"])
_AFTER_A_VERB = frozenset(
    ["to", "the", "a", "an", "all", "for", "in", "only", "with", "on", "effect", "place", "part", "our", "their", "its", "this", "these"]
)  # fmt: skip


def find(pair: Pair) -> Iterator[Finding]:
    """Find "the results has", "our district have" and "this service apply to"."""
    if len(pair.words) < 2 or len(pair.en) > LONGEST:  # noqa: PLR2004 - one word has no subject
        return
    text = Sequence(pair)
    for n, low in enumerate(text.lows):
        if low == "there":
            yield from _there(text, n + 1)
        if low in _TO_PLURAL or low in _TO_SINGULAR or low in pure_verbs():
            noun = text.before(n)
            start = text.start(n - 1) if noun else None
            right = "" if start is None else _right(text, start, n, noun)
            if right:
                yield text.found("grammar.agreement", n, right)


def _there(text: Sequence, n: int) -> Iterator[Finding]:
    """ "There is rich resources" and "there are a park"."""
    low = text.at(n)
    if low in {"is", "was"}:
        for k in range(n + 1, min(n + _OF_A_GROUP, len(text.lows))):
            if text.at(k) in english.function_words() or not text.at(k):
                return
            if (
                text.at(k) in singulars()
                and text.ends_group(k)
                and text.at(k + 1) not in {"and", "or"}
            ):
                yield text.found("grammar.agreement", n, _TO_PLURAL[low])
                return
    elif low in {"are", "were"} and text.at(n + 1) in {"a", "an", "one"} and _is_one(text, n + 2):
        yield text.found("grammar.agreement", n, _TO_SINGULAR[low])


def _is_one(text: Sequence, n: int) -> bool:
    """Say whether a singular ends its group, and nothing is added to it."""
    return text.at(n) in plurals() and text.ends_group(n) and text.at(n + 1) not in {"of", "and"}


def _right(text: Sequence, start: int, n: int, noun: str) -> str:
    """Give the verb that goes with the subject; empty where the one that stands there may be right."""
    low = text.lows[n]
    if noun in _PRONOUNS:
        is_clause = start == n - 1 and not text.is_joined_on(start)
        verb = pure_verbs().get(low)
        return verb.third if verb and is_clause and not text.is_behind_a_comma(start) else ""
    if _is_subject(text, start, n - 1):
        if noun in singulars():
            return _of_many(text, start, n)
        return _of_one(text, start, n) if noun in plurals() and noun not in _GROUPS else ""
    head = _head(text, start, n - 1)
    if head is None or not _is_subject(text, start, head):
        return ""
    subject = text.lows[head]
    if subject in singulars():
        return _TO_PLURAL.get(low, "")
    is_one = (subject in plurals() or subject in nouns_of_verbs()) and subject not in _GROUPS
    return _TO_SINGULAR.get(low, "") if is_one and noun in singulars() else ""


def _of_many(text: Sequence, start: int, n: int) -> str:
    """ "Training teachers is" and "two weeks is" are right."""
    is_amount = text.lows[n - 1] in _SPANS or not _NUMERALS.isdisjoint(text.lows[start:n])
    is_act = text.lows[start].endswith("ing")
    return "" if is_amount or is_act else _TO_PLURAL.get(text.lows[n], "")


def _of_one(text: Sequence, start: int, n: int) -> str:
    """ "If the district were" is right, and so is "that the district provide"."""
    low = text.lows[n]
    if not _NUMERALS.isdisjoint(text.lows[start:n]):
        return ""  # "three event were": the noun is wrong, not the verb
    if low in _TO_SINGULAR:
        return "" if low == "were" and text.is_joined_on(start) else _TO_SINGULAR[low]
    is_sentence = not text.is_behind_a_comma(start) and not text.is_joined_on(start)
    is_asked = text.at(n + 1) in _AFTER_A_VERB and text.lows[start] in _POINTS and is_sentence
    return verbs()[low].third if is_asked and low in pure_verbs() else ""


def _head(text: Sequence, start: int, noun: int) -> int | None:
    """Give the noun before the "of" or "for" that stands between a start and a noun, if nothing else is in doubt."""
    at = next((k for k in range(start + 1, noun) if text.lows[k] in _LINKS), None)
    if at is None or text.lows[at - 1] in _ONE_OR_MANY or not text.words[noun].text.islower():
        return None
    inner = text.lows[at + 1 + (text.lows[at + 1] in DETERMINERS) : noun + 1]
    is_plain = inner and not any(
        low in english.function_words() or low.endswith(("ing", "ed")) or low in _NUMERALS
        for low in inner
    )
    return at - 1 if is_plain else None


def _is_subject(text: Sequence, start: int, noun: int) -> bool:
    """Say whether an article at most and words with a meaning of their own stand before a noun."""
    first = text.lows[start]
    if text.is_behind_a_comma(start) and first not in DETERMINERS:
        return False
    inner = text.lows[start + (first in DETERMINERS and start < noun) : noun]
    return not any(
        low in english.function_words() or low.endswith("ing") or low in verbs() for low in inner
    ) and (start == noun or text.words[noun].text.islower())
