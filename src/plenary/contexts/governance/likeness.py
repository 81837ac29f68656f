"""Which words two texts share, in Chinese by runs of characters and in English by word stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

HAN = re.compile(r"[㐀-䶿一-鿿]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z'-]+")

EMPTY_ZH = frozenset(
    [
        "工作",
        "加强",
        "推进",
        "做好",
        "开展",
        "提升",
        "建设",
        "深化",
        "完善",
        "加快",
        "积极",
        "进一步",
        "持续",
        "全面",
        "国际",
        "全区",
        "我区",
        "区委",
        "落实",
        "推动",
        "促进",
        "强化",
        "统筹",
        "发展",
        "重点",
        "提高",
        "优化",
        "组织",
        "实施",
        "负责",
        "承担",
        "单位",
        "部门",
        "相关",
        "有关",
        "机制",
        "水平",
        "能力",
        "高水平",
        "高质量",
        "协调",
        "全力",
        "深入",
        "扎实",
        "切实",
        "一步",
        "积极",
        "各类",
        "项目",
        "管理",
    ]
)
"""Words that stand in nearly every clause and tell nothing of whose work it is."""

EMPTY_EN = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "will",
        "shall",
        "must",
        "its",
        "their",
        "our",
        "all",
        "into",
        "more",
        "make",
        "made",
        "district",
        "work",
        "works",
        "strengthen",
        "enhance",
        "improve",
        "promote",
        "advance",
        "continue",
        "further",
        "build",
        "develop",
        "ensure",
        "international",
        "relevant",
        "related",
        "responsible",
        "unit",
        "units",
        "key",
        "new",
        "high",
        "quality",
        "level",
        "are",
        "has",
        "have",
        "was",
        "were",
        "not",
        "who",
        "which",
        "while",
        "also",
        "through",
        "within",
        "each",
        "other",
        "carry",
        "out",
        "keep",
    ]
)

JOINING = frozenset("和与及的等并或了之其")
"""A pair with one of these is no word: 展和 of 会展和旅游."""
_BETWEEN = re.compile(r"[、，。；：;,\n]|以?及|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})")
_LEAD = re.compile(r"^(?:负责|承担)(?:全[区市县省])?")

STEM = 4
"""An English word is cut no shorter than this."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into tokens; Chinese ones are pairs of characters."""

    raw: str
    tokens: frozenset[str]


def cut(text: str) -> Text:
    """Cut a text in either language, or both, into tokens that can be compared."""
    tokens: set[str] = set()
    for run in HAN.findall(text):
        tokens.update(
            pair for pair in _pairs(run) if pair not in EMPTY_ZH and JOINING.isdisjoint(pair)
        )
    for word in LATIN.findall(text):
        plain = word.lower().removesuffix("'s")
        if plain not in EMPTY_EN and len(plain) > 2:  # noqa: PLR2004
            tokens.add(stem(plain))
    return Text(text, frozenset(tokens))


def stem(word: str) -> str:
    """Cut an English word's commonest endings, so that "exhibitions" meets "exhibition"."""
    for ending in ("ments", "ment", "ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


def weights(texts: Sequence[Text]) -> dict[str, float]:
    """Weigh tokens: one that stands in few of the texts says more."""
    counts = Counter(token for text in texts for token in text.tokens)
    return {token: log(1 + len(texts) / count) for token, count in counts.items()}


def phrases(text: str) -> tuple[str, ...]:
    """Part what a unit answers for into its terms, as they are written: 会展服务、文化和旅游推广."""
    parts = (_LEAD.sub("", part.strip()) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


def shared_words(ours: Text, terms: Iterable[str]) -> list[str]:
    """Give what our text shares with terms, as words to read, in the order of our text.

    Of a Chinese term the whole is given, of an English one the words that are shared.
    """
    words: list[tuple[int, str]] = []
    stems: set[str] = set()
    for term in terms:
        shared = cut(term).tokens & ours.tokens
        stems |= shared
        places = [ours.raw.find(token) for token in shared if HAN.match(token)]
        if places:
            words.append((min(places), term))
    for match in LATIN.finditer(ours.raw):
        plain = match[0].lower().removesuffix("'s")
        if plain not in EMPTY_EN and stem(plain) in stems:
            words.append((match.start(), match[0]))
    seen: dict[str, str] = {}
    for _at, word in sorted(words):
        seen.setdefault(word.lower(), word)
    return list(seen.values())


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
