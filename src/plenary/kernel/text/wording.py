"""The words of a practice: what a council calls what the code and the catalogues call otherwise.

A practice profile has a table, ``data/<profile>.csv``, of words and of whole sentences in each
language; a profile without a table speaks as the code does. Words of the screens are changed where
the message catalogues are compiled (``overlays``); words that the code writes into documents and
mails pass through ``worded``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

Lang = Literal["zh", "en"]

DATA = Path(__file__).parent / "data"
_KEPT = re.compile(r"%\(\w+\)[a-z]|%%|\{[^{}]*\}|<[^<>]*>|https?://\S+|\bplenary [a-z]+ [a-z_]+")
"""Places for values, marks and addresses: nothing in them is a word."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One language of a practice's table."""

    words: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def of(self, text: str) -> str:
        """Give a text in the practice's words; what stands between braces is left alone."""
        if text in self.sentences:
            return self.sentences[text]
        if self.pattern is None:
            return text
        parts, end = [], 0
        for kept in _KEPT.finditer(text):
            parts += [self._said(text[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*parts, self._said(text[end:])])

    def _said(self, text: str) -> str:
        return self.pattern.sub(self._instead, text) if self.pattern else text

    def _instead(self, found: re.Match[str]) -> str:
        own = self.words[found[0].lower()]
        return own[0].upper() + own[1:] if found[0][0].isupper() else own


@cache
def wording(profile: str, lang: Lang) -> Wording:
    """Give one language of a practice's table; an empty one where it has none."""
    path = DATA / f"{profile}.csv"
    if not path.is_file():
        return Wording()
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lang"] == lang]
    words = {row["from"].lower(): row["to"] for row in rows if row["kind"] == "word"}
    longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    apart = rf"(?<![\w-])(?:{longest})(?![\w-])" if lang == "en" else longest
    return Wording(
        words,
        {row["from"]: row["to"] for row in rows if row["kind"] == "sentence"},
        re.compile(apart, re.IGNORECASE) if words else None,
    )


def practices() -> tuple[str, ...]:
    """Give the profiles that have words of their own."""
    return tuple(sorted(path.stem for path in DATA.glob("*.csv")))


@cache
def ways(text: str, lang: Lang) -> set[str]:
    """Give every way in which the practices say something: what one writes another can read."""
    return {text, *(wording(profile, lang).of(text) for profile in practices())}


def worded(text: str, lang: Lang) -> str:
    """Give words of the code in the words of the practice in force.

    For what the code itself says, never for what people wrote: values are filled in afterwards.
    """
    from django.conf import settings  # noqa: PLC0415 - the catalogues are compiled without Django

    return _said(settings.PROFILE, lang, text)


@lru_cache(maxsize=4096)
def _said(profile: str, lang: Lang, text: str) -> str:
    return wording(profile, lang).of(text)


def in_zh(text: str) -> str:
    """Give Chinese words of the code in the words of the practice in force."""
    return worded(text, "zh")


def in_en(text: str) -> str:
    """Give English words of the code in the words of the practice in force."""
    return worded(text, "en")
