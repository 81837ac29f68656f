"""Scores drafts of readouts against annotations: what was found, what was missed, what is too much."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LEAST_OVERLAP = 0.7
LEAST_LIKENESS = 0.6
_EDGES = "\"'“”‘’,.。，；;：:"

Json = dict[str, Any]


@dataclass(frozen=True)
class Score:
    """How many were right, how many there were, how many the draft gave."""

    right: int = 0
    gold: int = 0
    given: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.gold + other.gold, self.given + other.given)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1.0 where there was nothing to find or give."""
        if not self.gold and not self.given:
            return 1.0
        return 2 * self.right / (self.gold + self.given)


def squeeze(text: str | None) -> str:
    """Give a value without white space, capitals and the marks at its ends."""
    return re.sub(r"\s+", "", text or "").casefold().strip(_EDGES)


def overlap(a: Json, b: Json) -> float:
    """Give the share of characters that two spans have in common."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return shared / union if shared > 0 else 0.0


def likeness(a: str, b: str) -> float:
    """Give how alike two texts are by their pairs of characters."""
    x, y = (_pairs(squeeze(text)) for text in (a, b))
    return len(x & y) / len(x | y) if x and y else 0.0


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


def match(
    gold: Sequence[Json], given: Sequence[Json], alike: Callable[[Json, Json], float], least: float
) -> list[tuple[int, int]]:
    """Pair each annotation with at most one finding, the most alike first."""
    ranked = sorted(
        ((alike(g, d), i, j) for i, g in enumerate(gold) for j, d in enumerate(given)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for worth, i, j in ranked:
        taken = any(i == a or j == b for a, b in pairs)
        if worth >= least and not taken:
            pairs.append((i, j))
    return pairs


def score(gold: Json, draft: Json) -> dict[str, Score]:
    """Score one draft, field by field."""
    scores = {field: _value(gold.get(field), draft.get(field)) for field in _VALUES}
    scores["title"] = _value(gold["title"]["text"], draft["title"]["text"])
    scores["directives"], scores["verbs"] = _directives(gold["directives"], draft["directives"])
    scores["agenda"] = _agenda(gold["agenda"], draft["agenda"])
    scores["attendees"] = _sets(_names(gold), _names(draft))
    scores["posts"] = _sets(_posts(gold), _posts(draft))
    scores["chair"] = _sets(map(squeeze, gold["chair"]), map(squeeze, draft["chair"]))
    return scores


_VALUES = ("date", "source", "body", "meeting_name")


def _value(gold: str | None, given: str | None) -> Score:
    a, b = squeeze(gold), squeeze(given)
    return Score(int(bool(a) and a == b), int(bool(a)), int(bool(b)))


def _directives(gold: list[Json], given: list[Json]) -> tuple[Score, Score]:
    pairs = match(gold, given, overlap, LEAST_OVERLAP)
    spoken = [(gold[i]["verb"], given[j]["verb"]) for i, j in pairs if gold[i]["verb"]]
    right = sum(squeeze(a) == squeeze(b) for a, b in spoken)
    return Score(len(pairs), len(gold), len(given)), Score(right, len(spoken), len(spoken))


def _agenda(gold: list[Json], given: list[Json]) -> Score:
    def alike(a: Json, b: Json) -> float:
        return likeness(a["text"], b["text"]) if a["kind"] == b["kind"] else 0.0

    return Score(len(match(gold, given, alike, LEAST_LIKENESS)), len(gold), len(given))


def _names(record: Json) -> list[str]:
    return [squeeze(person["name"]) for person in record["attendees"]]


def _posts(record: Json) -> list[tuple[str, str]]:
    return [
        (squeeze(person["name"]), squeeze(post))
        for person in record["attendees"]
        for post in person["posts"]
    ]


def _sets(gold: Iterable[object], given: Iterable[object]) -> Score:
    a, b = set(gold), set(given)
    return Score(len(a & b), len(a), len(b))


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Add up the scores of several drafts."""
    result: dict[str, Score] = {}
    for one in scores:
        for field, part in one.items():
            result[field] = result.get(field, Score()) + part
    return result


def annotated(folder: Path) -> list[tuple[str, Json]]:
    """Give the texts of a folder with their annotations, their line ends kept."""
    return [
        (path.with_suffix(".txt").read_bytes().decode(), json.loads(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]
