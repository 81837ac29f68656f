"""English words: which exist, what they stem from, and which was meant by one that does not exist."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from plenary.contexts.language.checking import tables

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*['’]?(?![A-Za-z])")
_ENDINGS = (
    "izations", "ization", "isation", "ations", "ation", "itions", "ition", "ments", "ment",
    "ances", "ance", "ences", "ence", "ities", "ity", "ions", "ion", "ives", "ive", "ables", "able",
    "ings", "ing", "ous", "ers", "ors", "er", "or", "ies", "ied", "ed", "es", "als", "al", "ly",
    "ful", "s", "e", "y", "t",
)  # fmt: skip
_SHORTEST_STEM = 3
_LONGEST_WORD = 60
_SHORTEST_VERB = 2
_SHORT, _LONG = 5, 7
_COMMON = 1000
"""How often the corpus behind the word list must have a word to be taken for what was meant."""
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "people": "person", "persons": "person", "taken": "take", "took": "take", "left": "left",
    "buses": "bus", "broken": "break", "kept": "keep", "thieves": "thief", "knives": "knife",
    "shelves": "shelf", "leaves": "leave", "sent": "send", "built": "build", "spent": "spend", "lent": "lend", "held": "hold", "sold": "sel",
    "entry": "enter", "entrance": "enter",
}  # fmt: skip


def unaccented(word: str) -> str:
    """Give a word without its accents, "cafe" for "café"."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def _lowered(word: str) -> str:
    """Each rule asks for each word of a text anew."""
    return unaccented(word.lower().replace("’", "'").rstrip("'"))


class Word(NamedTuple):
    """A word of a text and its place."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters without accents, with a straight apostrophe but none at its end."""
        return _lowered(self.text)


def words(text: str) -> list[Word]:
    """Give the words of a text; a hyphen parts words, an apostrophe does not.

    What is longer than any word is none.
    """
    return [
        Word(hit[0], hit.start(), hit.end())
        for hit in _WORD.finditer(text)
        if hit.end() - hit.start() <= _LONGEST_WORD
    ]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give what a word has in common with its other forms."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    low = american().get(low, low)
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            low = low[: -len(ending)]
            break
    return low[:-1] if len(low) > _SHORTEST_STEM and low[-1] == low[-2] else low


@cache
def function_words() -> dict[str, str]:
    """Give the words that carry no meaning of their own, and how they stand within a title."""
    return {row["word"]: row["in_title"] for row in tables.rows("function_words")}


@cache
def american() -> dict[str, str]:
    """Give the American spelling of each British one in the table."""
    return {row["british"]: row["american"] for row in tables.rows("spellings")}


@cache
def _frequencies() -> dict[str, int]:
    return dict(SpellChecker(language="en").word_frequency.items())


@cache
def _own_words() -> frozenset[str]:
    listed = {row["word"] for row in tables.rows("vocabulary")}
    cells = [row[column] for row in tables.rows("words") for column in ("en",)]
    listed.update(w.low for cell in cells for w in words(cell))
    listed.update(w.low for row in tables.rows("places") for w in words(row["en"]))
    return frozenset(listed)


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Say whether a word is in the list, in its American or its British spelling."""
    low = unaccented(word.lower().replace("’", "'").rstrip("'"))
    base = low.removesuffix("'s")
    return any(
        form in _frequencies() or form in _own_words() or form in american()
        for form in (low, base, americanised(base), *_without_prefix(base))
    ) or any(frequency(root) > _COMMON for root in _without_suffix(base))


def _without_prefix(word: str) -> Iterator[str]:
    """Give what is left of a long word behind a prefix that any word may take."""
    for prefix in ("un", "non", "multi", "eco", "bio", "micro", "cyber"):
        if word.startswith(prefix) and len(word) - len(prefix) > _LONG:
            yield word.removeprefix(prefix)


def _without_suffix(word: str) -> Iterator[str]:
    """Give what is left of a long word before a suffix that makes new words, as "intervention" of "-al"."""
    for suffix, restored in (
        ("al", ""), ("ive", ""), ("ive", "ion"), ("less", ""), ("ness", ""), ("ly", ""), ("er", ""), ("er", "e"), ("ics", "ical"),
    ):  # fmt: skip
        root = word.removesuffix(suffix)
        is_agent = suffix == "er" and f"{root}or" in _frequencies()  # escalator, operator
        if root != word and len(root) > _SHORT and not is_agent:
            yield root + restored


def frequency(word: str) -> int:
    """Give how often the corpus behind the word list has a word."""
    return _frequencies().get(word, 0)


@lru_cache(maxsize=20_000)
def americanised(low: str) -> str:
    """Give the American spelling of a word in small letters: by the table, else by its pattern."""
    if listed := american().get(low):
        return listed
    for british, us in (
        ("isation", "ization"),
        ("ising", "izing"),
        ("ise", "ize"),
        ("our", "or"),
        ("ae", "e"),
        ("oe", "e"),
        ("metre", "meter"),
        ("litre", "liter"),
        ("lling", "ling"),
        ("lled", "led"),
        ("ller", "ler"),
        ("llous", "lous"),
        ("yse", "yze"),
        ("ysing", "yzing"),
        ("moul", "mol"),
        ("sceptic", "skeptic"),
        ("manoeuv", "maneuv"),
        ("fence", "fense"),
        ("ogue", "og"),
        ("xion", "ction"),
    ):
        if british in low and (other := low.replace(british, us)) in _frequencies():
            return other
    return low


@lru_cache(maxsize=5_000)
def base_of(form: str) -> str:
    """Give the plain verb of a form in -ing, -ed or -s, "smoke" for "smoking"; empty where none is sure."""
    low = form.lower()
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        root = low.removesuffix(ending)
        if root == low or len(root) < _SHORTEST_VERB:
            continue
        restored = [f"{root}y"] if ending in {"ied", "ies"} else [root, f"{root}e"]
        if root[-1:] == root[-2:-1] and ending in {"ing", "ed"}:
            restored.append(root[:-1])
        known = [one for one in restored if len(one) > _SHORTEST_VERB and frequency(one) > _COMMON]
        if known:
            return max(known, key=frequency)
    return ""


@lru_cache(maxsize=5_000)
def gerund_of(verb: str) -> str:
    """Give the form in -ing of a plain verb, "smoking" for "smoke"; empty where no such word is known."""
    low = verb.lower()
    stems = [low[:-1] if low.endswith("e") and not low.endswith("ee") else low, f"{low}{low[-1:]}"]
    return max((f"{one}ing" for one in stems), key=frequency) if any(
        frequency(f"{one}ing") for one in stems
    ) else ""  # fmt: skip


@cache
def _common_by_length() -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for word, count in _frequencies().items():
        if count >= _COMMON and word.isalpha():
            found.setdefault(len(word), []).append(word)
    for word in sorted(_own_words()):
        if word.isalpha():
            found.setdefault(len(word), []).append(word)
    return {length: tuple(dict.fromkeys(listed)) for length, listed in found.items()}


@lru_cache(maxsize=5_000)
def nearest(word: str, hints: tuple[str, ...] = ()) -> str:
    """Give the common word that was meant by one that does not exist; empty where none is near.

    ``hints`` are the words that the Chinese makes likely; they win.
    """
    low = word.lower()
    limit = 1 if len(low) <= _SHORT else 2
    near = [h for h in hints if abs(len(h) - len(low)) <= limit and _distance(low, h) <= limit]
    if near:
        return min(near, key=lambda h: _distance(low, h))
    limit = 1 if len(low) <= _LONG else 2
    candidates = (
        (distance, -_frequencies().get(common, 0), common)
        for length in range(len(low) - limit, len(low) + limit + 1)
        for common in _common_by_length().get(length, ())
        if (distance := OSA.distance(low, common, score_cutoff=limit)) <= limit
    )
    return min(candidates, default=(0, 0, ""))[2]


def _distance(left: str, right: str) -> int:
    return int(OSA.distance(left, right))
