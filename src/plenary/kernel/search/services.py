"""Puts records into the index and takes them out, in the transaction of the change itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import models, transaction

from plenary.kernel.search import storage
from plenary.kernel.search.cutting import LONGEST, clean, line, token_set
from plenary.kernel.search.models import Entry

Audience = Literal["all", "office", "units", "liaisons", "narrow", "public"]

_KEPT = ["title_zh", "title_en", "text", "folded", "url", "audience", "unit_ids", "on"]


@dataclass(frozen=True, slots=True)
class Indexed:
    """By what a record is found, by whom (see ``Entry``), and the date by which it is ranked."""

    subject: models.Model
    url: str
    title_zh: str = ""
    title_en: str = ""
    text: str = ""
    audience: Audience = "all"
    unit_ids: Iterable[int] = ()
    on: dt.date | None = None
    labels: Iterable[str] = ()
    beside: str = ""


def index_record(
    *,
    subject: models.Model,
    title_zh: str = "",
    title_en: str = "",
    text: str = "",
    url: str,
    audience: Audience = "all",
    unit_ids: Iterable[int] = (),
    on: dt.date | None = None,
    labels: Iterable[str] = (),
    beside: str = "",
) -> None:
    """Let a record be found by its titles and text; what was indexed of it before is replaced.

    Of a text longer than ``LONGEST`` characters only the beginning is found. ``labels`` are words of
    ASCII letters and digits by which a search may be narrowed, and which nobody finds by typing them;
    by the words in ``beside`` it is found too, but no excerpt shows them.
    """
    index_records(
        [Indexed(subject, url, title_zh, title_en, text, audience, unit_ids, on, labels, beside)]
    )


@transaction.atomic(savepoint=False)
def index_records(records: Iterable[Indexed]) -> None:
    """Let many records be found, as ``index_record`` does, in a fixed number of queries for each 500."""
    given = [(record, _entry(record)) for record in records]
    Entry.objects.bulk_create(
        [entry for _record, entry in given],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["subject_type", "subject_id"],
        update_fields=_KEPT,
    )
    tokens = []
    for record, entry in given:
        titles = f"{record.title_zh}\n{record.title_en}"
        labels = [storage.label(name) for name in record.labels]
        every = [*token_set(f"{titles}\n{entry.text}\n{record.beside}"), *labels]
        tokens.append((entry.pk, token_set(titles), every))
    storage.put(tokens)


def _entry(record: Indexed) -> Entry:
    text, beside = clean(record.text[:LONGEST]), line(clean(record.beside))
    return Entry(
        subject_type=_label(record.subject),
        subject_id=record.subject.pk,
        title_zh=clean(record.title_zh)[:400],
        title_en=clean(record.title_en)[:600],
        text=text,
        folded=f"{line(record.title_zh)}\n{line(record.title_en)}\n{line(text)}\n{beside}",
        url=record.url,
        audience=record.audience,
        unit_ids=sorted(set(record.unit_ids)),
        on=record.on,
    )


def change_audience(
    subject_type: str,
    subject_ids: Iterable[int],
    *,
    audience: Audience,
    unit_ids: Iterable[int] = (),
) -> None:
    """Let others find records that are in the index already; what is found of them stays as it is."""
    entries = Entry.objects.filter(subject_type=subject_type, subject_id__in=list(subject_ids))
    entries.update(audience=audience, unit_ids=sorted(set(unit_ids)))


@transaction.atomic
def forget_record(subject: models.Model) -> None:
    """Take a record out of the index; one that is not in it is no error."""
    forget(_label(subject), [subject.pk])


@transaction.atomic
def forget(subject_type: str, subject_ids: Iterable[int]) -> None:
    """Take records out of the index by their ids."""
    entries = Entry.objects.filter(subject_type=subject_type, subject_id__in=list(subject_ids))
    storage.drop(entries.values_list("pk", flat=True))
    entries.delete()


def _label(subject: models.Model) -> str:
    return subject._meta.label_lower  # noqa: SLF001 - Django's documented meta API
