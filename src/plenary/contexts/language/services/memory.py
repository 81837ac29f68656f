"""Remembers reviewed translations, and forgets those of a field before it keeps the new ones."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from plenary.contexts.language.enums import Side
from plenary.contexts.language.models import (
    Segment,
    SegmentOrigin,
    SegmentPlace,
    SegmentWord,
)
from plenary.contexts.language.segmenting import segments, words
from plenary.shared import clock

BATCH = 1000
COMMON = 2000
"""A word that so many segments hold is noted no further: it tells them apart no better."""

Word = tuple[str, str]
Field = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A two-language field of a record, both sides of which have been reviewed."""

    subject_type: str
    subject_id: int
    field: str
    zh: str
    en: str


@transaction.atomic
def remember(reviewed: Iterable[Reviewed]) -> int:
    """Keep the sentences of reviewed fields in the place of their earlier ones; give how many are new.

    A pair that several fields say is kept once, until the last of them says it no more. Remembering
    twice is as remembering once; two who remember at once do so one after the other.
    """
    _lock()
    pairs: dict[str, tuple[str, str]] = {}
    said: dict[Field, set[str]] = {}
    for one in reviewed:
        own = said.setdefault((one.subject_type, one.subject_id, one.field), set())
        for zh, en in segments(one.zh, one.en):
            digest = _digest(zh, en)
            own.add(digest)
            pairs[digest] = (zh, en)
    ids = dict(Segment.objects.filter(digest__in=pairs).values_list("digest", "pk"))
    now = clock.now()
    made = [
        Segment(zh=zh, en=en, digest=digest, kept_at=now)
        for digest, (zh, en) in pairs.items()
        if digest not in ids
    ]
    Segment.objects.bulk_create(made, batch_size=BATCH)
    _index(made)
    ids |= {segment.digest: segment.pk for segment in made}
    _note_origins({place: {ids[digest] for digest in own} for place, own in said.items()})
    return len(made)


def _lock() -> None:
    """Hold the memory till the transaction's end; the word that no text holds stands for all of it."""
    SegmentWord.objects.get_or_create(side=Side.ZH, word="")
    SegmentWord.objects.select_for_update().get(side=Side.ZH, word="")


def _note_origins(said: dict[Field, set[int]]) -> None:
    """Note which fields say which segments, and forget the segments that no field says any more."""
    noted = SegmentOrigin.objects.filter(
        subject_type__in={label for label, _pk, _field in said},
        subject_id__in={pk for _label, pk, _field in said},
    )
    held: dict[tuple[Field, int], int] = {
        ((label, subject, field), segment): pk
        for pk, label, subject, field, segment in noted.values_list(
            "pk", "subject_type", "subject_id", "field", "segment_id"
        )
    }
    SegmentOrigin.objects.bulk_create(
        [
            SegmentOrigin(
                subject_type=place[0], subject_id=place[1], field=place[2], segment_id=segment
            )
            for place, own in said.items()
            for segment in sorted(own)
            if (place, segment) not in held
        ],
        batch_size=BATCH,
    )
    left = {
        pk: segment
        for (place, segment), pk in held.items()
        if place in said and segment not in said[place]
    }
    SegmentOrigin.objects.filter(pk__in=left).delete()
    said_still = SegmentOrigin.objects.filter(segment__in=left.values()).values_list("segment_id")
    _forget(sorted(set(left.values()) - {segment for (segment,) in said_still}))


def _forget(ids: list[int]) -> None:
    """Take segments out, and count their words down."""
    held = SegmentPlace.objects.filter(segment__in=ids).values_list("word_id", flat=True)
    for word, count in Counter(held).items():
        SegmentWord.objects.filter(pk=word).update(count=F("count") - count)
    Segment.objects.filter(pk__in=ids).delete()


def _index(made: list[Segment]) -> None:
    """Note where each word stands, but for words so common that they tell nothing."""
    places: list[tuple[Word, Segment]] = [
        ((side, word), segment)
        for segment in made
        for side, text in ((Side.ZH, segment.zh), (Side.EN, segment.en))
        for word in words(text)
    ]
    ids = _words(list(dict.fromkeys(word for word, _segment in places)))
    kept = [(ids[word], segment) for word, segment in places if word in ids]
    SegmentPlace.objects.bulk_create(
        [SegmentPlace(word_id=word, segment=segment) for word, segment in kept],
        batch_size=BATCH,
    )
    by_count: dict[int, list[int]] = {}
    for word, count in Counter(word for word, _segment in kept).items():
        by_count.setdefault(count, []).append(word)
    for count, own in by_count.items():
        for at in range(0, len(own), BATCH):
            wanted = SegmentWord.objects.filter(pk__in=own[at : at + BATCH])
            wanted.update(count=F("count") + count)


def _words(wanted: list[Word]) -> dict[Word, int]:
    """Give the ids of words, those that are new made first, those that are common left out."""
    new = [SegmentWord(side=side, word=word) for side, word in wanted]
    SegmentWord.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    ids: dict[Word, int] = {}
    for side in Side.values:
        own = [word for other, word in wanted if other == side]
        for at in range(0, len(own), BATCH):
            found = SegmentWord.objects.filter(
                side=side, word__in=own[at : at + BATCH], count__lt=COMMON
            )
            ids |= {(side, word): pk for pk, word in found.values_list("pk", "word")}
    return ids


def _digest(zh: str, en: str) -> str:
    return hashlib.sha256(f"{zh}\n{en}".encode()).hexdigest()
