"""Puts records into the index and takes them out, in the transaction of the change itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from django.db import models, transaction

from plenary.kernel.search import storage
from plenary.kernel.search.cutting import LONGEST, clean, line, token_set
from plenary.kernel.search.models import Entry

Audience = Literal["all", "office", "units", "liaisons"]

_KEPT = ["title_zh", "title_en", "text", "folded", "url", "audience", "unit_ids", "on"]


@transaction.atomic(savepoint=False)
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
) -> None:
    """Let a record be found by its titles and text; what was indexed of it before is replaced.

    ``audience`` says who may find it (see ``Entry``); ``on`` is the date by which it is ranked. Of a
    text longer than ``LONGEST`` characters only the beginning is found.
    """
    text = clean(text[:LONGEST])
    titles = f"{title_zh}\n{title_en}"
    entry = Entry(
        subject_type=_label(subject),
        subject_id=subject.pk,
        title_zh=clean(title_zh)[:400],
        title_en=clean(title_en)[:600],
        text=text,
        folded=f"{line(title_zh)}\n{line(title_en)}\n{line(text)}",
        url=url,
        audience=audience,
        unit_ids=sorted(set(unit_ids)),
        on=on,
    )
    Entry.objects.bulk_create(
        [entry],
        update_conflicts=True,
        unique_fields=["subject_type", "subject_id"],
        update_fields=_KEPT,
    )
    storage.put(entry.pk, title=token_set(titles), body=token_set(f"{titles}\n{text}"))


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
