"""Marks what differs between two texts, by characters in Chinese and by words in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from plenary.contexts.governance.selectors.reports import Difference

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that is the same, was taken away or was added."""

    fate: str
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement's difference with both sides marked."""

    difference: Difference
    zh: list[Stretch]
    en: list[Stretch]


def marked_difference(difference: Difference) -> Marked:
    """Mark both sides of a statement that differs."""
    then, now = difference.then, difference.now
    zh = ((then.text_zh if then else ""), (now.text_zh if now else ""))
    en = ((then.text_en if then else ""), (now.text_en if now else ""))
    return Marked(difference, stretches(*zh, lang="zh"), stretches(*en, lang="en"))


def stretches(then: str, now: str, *, lang: str) -> list[Stretch]:
    """Give two texts as one, in stretches: ``same``, ``gone``, ``new``."""
    old = list(then) if lang == "zh" else _WORDS.findall(then)
    new = list(now) if lang == "zh" else _WORDS.findall(now)
    made: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(Stretch("same", "".join(old[a:b])))
            continue
        if a < b:
            made.append(Stretch("gone", "".join(old[a:b])))
        if c < d:
            made.append(Stretch("new", "".join(new[c:d])))
    return made
