"""Endings: plurals and -ing forms that no English word takes, and a verb where the noun belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import english
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import spelling

_PLURAL = re.compile(r"(\w*(?:sh|[^c\W]ch|ss|x|[^aeiou\W]y))s")
_EING = re.compile(r"(\w{2,}[^aeioy\W]e)ing")
_KEEPS_ITS_E = frozenset(
    [
        "queueing",
        "cueing",
        "routeing",
        "ageing",
        "singeing",
        "tingeing",
        "bingeing",
        "swingeing",
        "whingeing",
    ]
)
_COMMON = 1_000
_NOUNS = ("ment", "ation", "ion", "ance", "ence")
_BEFORE_VERB = frozenset(
    [
        "to",
        "please",
        "not",
        "do",
        "no",
        "and",
        "or",
        "can",
        "will",
        "must",
        "may",
        "should",
        "you",
        "we",
        "i",
        "let",
        "never",
        "who",
        "that",
        "for",
    ]
)
_ACT = re.compile(r"^(?:请|禁|严禁|勿|不|小心|当心|注意|谨防|自助|点击|扫码|一键|立即|我要)")
_SHORTEST_VERB = 5


def find(pair: Pair) -> Iterator[Finding]:
    """Find words with an impossible ending, and a name that ends in a bare verb."""
    for word in pair.words:
        if right := _right_form(word.low):
            yield pair.finding(
                "spelling.ending",
                word.start,
                word.end,
                proposal=spelling.cased(right, word.text),
                is_proof=not pair.en.isupper() or pair.is_sign,
            )
    if pair.is_sign and len(pair.words) > 1 and not _ACT.search(pair.zh.strip()):
        yield from _bare_verb(pair, pair.words[-1], pair.words[-2])


def _right_form(low: str) -> str:
    """Give "dishes" for "dishs", "ladies" for "ladys", "taking" for "takeing"; nothing for a word as it may be."""
    if english.is_known(low) or low in _KEEPS_ITS_E:
        return ""
    if (hit := _PLURAL.fullmatch(low)) and english.frequency(hit[1]) > _COMMON:
        right = f"{hit[1][:-1]}ies" if hit[1].endswith("y") else f"{hit[1]}es"
        return right if english.is_known(right) else ""
    if (hit := _EING.fullmatch(low)) and english.frequency(hit[1]) > _COMMON:
        return f"{hit[1][:-1]}ing"
    return ""


def _bare_verb(pair: Pair, last: Word, before: Word) -> Iterator[Finding]:
    """The Chinese makes a noun likely, "inspection", and the name ends in its verb, "Safety Inspect"."""
    low = last.low
    if (
        len(low) < _SHORTEST_VERB
        or low in pair.expected
        or before.low in _BEFORE_VERB
        or pair.en[before.end : last.start] != " "
    ):
        return
    nouns = [f"{stem}{ending}" for stem in (low, low.removesuffix("e")) for ending in _NOUNS]
    if low.endswith("e"):
        nouns += [f"{low[:-1]}al", f"{low[:-1]}or"]  # approve, elevate; a nation is no verb
    noun = next((n for n in nouns if n in pair.expected), "")
    if noun:
        yield pair.finding(
            "terms.form",
            last.start,
            last.end,
            proposal=spelling.cased(noun, last.text),
            kind="wrong_word_class",
        )
