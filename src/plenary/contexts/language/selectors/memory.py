"""What was translated before: the segments that are most like a text, in a few milliseconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from rapidfuzz import fuzz

from plenary.contexts.language import policies
from plenary.contexts.language.enums import Side
from plenary.contexts.language.models import (
    Segment,
    SegmentOrigin,
    SegmentPlace,
    SegmentWord,
)
from plenary.contexts.language.segmenting import LONGEST, words
from plenary.kernel.text.kinds import kinds
from plenary.shared.actor import Actor

MOST_WORDS = 200
"""Of a text so many are asked for."""
MOST_PLACES = 1500
"""So many places of rare words are read; commoner words tell segments apart no better."""
CANDIDATES = 80
ORIGINS = 50
"""Of a segment so many records that say it are asked whether they may be read."""
_READ = ("zh", "en")
LEAST = 55.0
"""Below this likeness, of 100, a segment helps nobody."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An earlier translation: its likeness of 100, both sides, and whether it is the same text."""

    score: int
    zh: str
    en: str

    @property
    def is_same(self) -> bool:
        """Say whether the earlier text is the same to the letter."""
        return self.score == 100  # noqa: PLR2004 - of a hundred


def proposals(actor: Actor, text: str, side: str, *, limit: int = 5) -> list[Proposal]:
    """Give what is most like a text of this side among what was translated before, the best first.

    The rarest words of the text choose the candidates, so that a look-up costs four queries, and one
    for each kind of record that they come from, and reads a bounded number of rows however much is
    remembered. Nothing to those who do not translate, and to nobody what they may not read at its source.
    """
    asked = " ".join(text.split())[:LONGEST]
    if not asked or side not in Side.values or not policies.can_use_memory(actor):
        return []
    ranked = sorted(
        ((_likeness(asked, segment, side), segment) for segment in _candidates(asked, side)),
        key=lambda found: (-found[0], found[1].pk),
    )
    likely = [(score, segment) for score, segment in ranked if score >= LEAST]
    readable = _readable(actor, [segment for _score, segment in likely])
    return [
        Proposal(int(score), segment.zh, segment.en)
        for score, segment in likely
        if segment.pk in readable
    ][:limit]


def side_of(text: str) -> str:
    """Give the language of a text: Chinese where it has a Chinese character."""
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"


def _readable(actor: Actor, segments: Iterable[Segment]) -> set[int]:
    """Give the segments of which the actor sees a record that says it; what none vouches for, nobody sees."""
    by_label: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for label, subject, segment in _origins(segments):
        by_label[label].append((subject, segment))
    readable: set[int] = set()
    for label, own in by_label.items():
        if (kind := kinds().get(label)) is None:
            continue
        asked = {subject for subject, _segment in own}
        seen = set(
            kind.visible_to(actor).order_by().filter(pk__in=asked).values_list("pk", flat=True)
        )
        readable |= {segment for subject, segment in own if subject in seen}
    return readable


def _origins(segments: Iterable[Segment]) -> Iterable[tuple[str, int, int]]:
    """Give the latest records that say each segment, as label, number and segment."""
    latest = Window(RowNumber(), partition_by=F("segment_id"), order_by=F("pk").desc())
    found = SegmentOrigin.objects.filter(segment__in=[segment.pk for segment in segments])
    return (
        found.annotate(place=latest)
        .filter(place__lte=ORIGINS)
        .values_list("subject_type", "subject_id", "segment_id")
    )


def _candidates(asked: str, side: str) -> list[Segment]:
    found = SegmentWord.objects.filter(side=side, word__in=words(asked)[:MOST_WORDS], count__gt=0)
    rarest: list[int] = []
    places = 0
    for pk, count in found.order_by("count").values_list("pk", "count"):
        if rarest and places + count > MOST_PLACES:
            break
        rarest.append(pk)
        places += count
    held = SegmentPlace.objects.filter(word__in=rarest)
    counted = Counter(held.values_list("segment_id", flat=True)[: 2 * MOST_PLACES])
    best = [pk for pk, _count in counted.most_common(CANDIDATES)]
    return list(Segment.objects.filter(pk__in=best).only(*_READ))


def _likeness(asked: str, segment: Segment, side: str) -> float:
    """Compare in small letters; 100 is kept for the same text to the letter."""
    kept = segment.zh if side == "zh" else segment.en
    if kept == asked:
        return 100.0
    return min(99.0, fuzz.ratio(asked.lower(), kept.lower()))
