"""Marks what differs between two texts, by characters in Chinese and by words in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that is the same, was taken away or was added."""

    fate: str
    text: str


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
