"""Pairs the clauses of two texts of one meeting, in two languages, in order and with a score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")

_CONTENT_WEIGHT = 0.55
_PLACE_WEIGHT = 0.3
_LENGTH_WEIGHT = 0.15
LEAST = 0.45
"""A pair under this score is left for a person: it stands apart in position and content alike."""
SURE = 0.7
"""A pair above this is shown without doubt."""
SHORT_GAP = 2
"""So many neighbours in a row are paired by their place alone, where both sides lack as many."""
_GAP = 0.42
_HAN_PER_LATIN = 3.2
"""English characters that a Chinese one takes, by the published pairs of readouts: about three."""

# Verbs of action that readouts use, in classes that hold in both languages.
_VERB_CLASSES: dict[str, tuple[str, ...]] = {
    "strengthen": ("强化", "加强", "增强", "巩固", "strengthen", "enhance", "reinforce", "boost"),
    "deepen": ("深化", "深入", "deepen", "further"),
    "build": ("建设", "打造", "构建", "建立", "营造", "build", "develop", "foster", "create"),
    "improve": ("提升", "提高", "完善", "优化", "改进", "improve", "optimi", "upgrade", "raise"),
    "advance": ("推进", "推动", "促进", "加快", "advance", "promote", "accelerat", "facilitat"),
    "implement": (
        "落实",
        "贯彻",
        "执行",
        "实施",
        "学习",
        "implement",
        "carry out",
        "study",
        "act on",
    ),
    "hold": ("坚持", "坚决", "坚守", "adhere", "uphold", "follow", "abide"),
    "host": ("举办", "承办", "办好", "开展", "host", "hold", "organi", "ensure the success"),
    "expand": ("扩大", "拓展", "拓宽", "expand", "widen", "broaden"),
    "tell": ("讲好", "宣传", "传播", "tell", "publici", "communicat"),
    "serve": ("服务", "保障", "支持", "serve", "service", "support", "safeguard"),
    "coordinate": ("统筹", "协调", "联动", "coordinat", "align", "synergy"),
    "prevent": ("防范", "化解", "防止", "prevent", "defuse", "guard"),
    "lead": ("领导", "指导", "lead", "guide", "leadership"),
    "report": ("报告", "报送", "report", "submit"),
    "check": ("检查", "督查", "监督", "check", "inspect", "supervis", "audit"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """A clause as pairing sees it; ``theme`` is the theme's id, ``names`` the ids of known names."""

    key: str
    text: str
    theme: int | None = None
    names: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses that say the same, and how sure that is (0 to 1)."""

    left: str
    right: str
    score: float

    @property
    def is_sure(self) -> bool:
        """Say whether it may be shown without doubt."""
        return self.score >= SURE


def pair_in_order(left: Sequence[Side], right: Sequence[Side]) -> list[Pair]:
    """Pair two lists of clauses so that no two pairs cross and the sum of scores is the highest.

    A clause without a partner above ``LEAST`` stays unpaired. Takes time and memory of the product
    of both lengths, as an alignment does.
    """
    scores = [[likeness(a, b, i, j, left, right) for j, b in enumerate(right)]
              for i, a in enumerate(left)]  # fmt: skip
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = best[i + 1][j + 1] + scores[i][j] - _GAP
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return _walk(best, scores, left, right)


def likeness(  # noqa: PLR0917 - two clauses, their places, their lists
    a: Side, b: Side, i: int, j: int, left: Sequence[Side], right: Sequence[Side]
) -> float:
    """Score two clauses: what they name, where they stand and how long they are, 0 to 1."""
    place = 1 - abs((i + 0.5) / len(left) - (j + 0.5) / len(right)) * 2
    sizes = sorted((_size(a.text), _size(b.text)))
    length = sizes[0] / sizes[1] if sizes[1] else 0.0
    return (
        _CONTENT_WEIGHT * _content(a, b) + _PLACE_WEIGHT * max(0.0, place) + _LENGTH_WEIGHT * length
    )


def verb_classes(text: str) -> frozenset[str]:
    """Give the classes of action whose verbs a clause holds, in either language."""
    low = text.lower()
    return frozenset(c for c, words in _VERB_CLASSES.items() if any(w in low for w in words))


def _content(a: Side, b: Side) -> float:
    """Compare what both sides can hold: themes, known names, figures, verbs of action.

    What neither side holds says nothing, so that it is left out of the mean.
    """
    votes: list[float] = []
    if a.theme is not None and b.theme is not None:
        votes.append(float(a.theme == b.theme))
    for x, y in (
        (a.names, b.names),
        (_marks(a.text), _marks(b.text)),
        (verb_classes(a.text), verb_classes(b.text)),
    ):
        if x or y:
            votes.append(2 * len(x & y) / (len(x) + len(y)))
    return sum(votes) / len(votes) if votes else 0.5


def _marks(text: str) -> frozenset[str]:
    """Give figures and abbreviations, which both languages write alike."""
    return frozenset(_NUMBER.findall(text)) | frozenset(_LATIN.findall(text))


def _size(text: str) -> float:
    han = len(_HAN.findall(text))
    return han * _HAN_PER_LATIN + (len(text) - han)


def _walk(
    best: list[list[float]], scores: list[list[float]], left: Sequence[Side], right: Sequence[Side]
) -> list[Pair]:
    met: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            if scores[i][j] >= LEAST:
                met.append((i, j))
            i, j = i + 1, j + 1
    ends = (len(left), len(right))
    return [
        Pair(left[i].key, right[j].key, round(min(scores[i][j], 1.0), 3))
        for i, j in _with_short_gaps(met, ends)
    ]


def _with_short_gaps(met: list[tuple[int, int]], ends: tuple[int, int]) -> list[tuple[int, int]]:
    """Pair also what is left between two pairs where both sides lack as many, and few: by place."""
    filled: list[tuple[int, int]] = []
    i = j = 0
    for next_i, next_j in [*met, ends]:
        gap = next_i - i
        if gap == next_j - j and gap <= SHORT_GAP and met:
            filled += [(i + step, j + step) for step in range(gap)]
        if (next_i, next_j) != ends:
            filled.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return filled
