"""Keeps files, source texts, snapshots and passages; none of them is ever changed afterwards."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import PurePosixPath, PureWindowsPath

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.documents import filing, policies, selectors, sorting
from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.kernel.documents.hashing import content_hash, text_hash
from plenary.kernel.documents.models import Document, Passage, StoredFile
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.kernel.documents.within.apart import refuse_secrets_within
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.characters import plain
from plenary.shared.errors import NotFound, Refused
from plenary.shared.questions import Question

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


@transaction.atomic
def keep_file(*, actor: Actor, data: bytes, name: str, text: str = "") -> StoredFile:
    """Keep a file's content once, under its hash, and give its row; a known content gives the same.

    ``text`` is what was read out of it, for a format that is not plain text. Refused when it is
    empty, larger than ``UPLOAD_LIMIT``, of a kind that is not taken, has a password, or when its name, its text
    or anything hidden in it carries a secrecy marking: nothing is stored then. The content is written whole
    before the row.
    """
    authorise(actor, policies.can_keep)
    if len(data) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise Refused(_("The file is larger than %(limit)d MB.") % {"limit": limit})
    refuse_secret_name(name)
    media_type = sorting.media_type(data)
    if media_type.startswith("text/"):
        refuse_secrecy(text, sorting.as_text(data) or "")
    else:
        refuse_secrecy(text)
        refuse_secrets_within(data, may_be_damaged=True)
    return _kept(actor, data, media_type)


@transaction.atomic
def keep_made_file(*, actor: Actor, data: bytes, media_type: str) -> StoredFile:
    """Keep a content that Plenary itself has made, of any kind; a known one gives the same row."""
    authorise(actor, policies.can_keep)
    return _kept(actor, data, media_type)


def _kept(actor: Actor, data: bytes, media_type: str) -> StoredFile:
    sha256 = content_hash(data)
    filing.put(sha256, data)
    file, is_new = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(data), "media_type": media_type, "stored_at": clock.now()},
    )
    if is_new:
        record(actor=actor, action="documents.file.kept", subject=file)
    return file


@transaction.atomic
def keep_document(
    *,
    actor: Actor,
    kind: str,
    lang: str,
    text: str,
    title: str = "",
    file: StoredFile | None = None,
    file_name: str = "",
    origin: str = "",
    issued_on: dt.date | None = None,
    release: str = Release.INTERNAL,
    is_illustrative: bool = False,
) -> tuple[Document, bool]:
    """Keep a source text and say whether it is new; the same characters are kept once.

    Refused without a text, for an unknown kind, language or release, for characters that no text has, and for a secrecy marking in the text,
    its title, its origin or the file's name.
    """
    authorise(actor, policies.can_keep)
    _refuse_unknown(kind, lang, release)
    refuse_no_text(text)
    refuse_secrecy(text, title, origin)
    refuse_secret_name(file_name)
    sha256 = text_hash(text)
    document, is_new = Document.objects.filter(~Q(kind=DocumentKind.RECORD)).get_or_create(
        sha256=sha256,
        defaults={
            "kind": kind,
            "lang": lang,
            "text": text,
            "title": " ".join(title.split())[:400],
            "file": file,
            "file_name": bare_name(file_name),
            "origin": origin[:400],
            "issued_on": issued_on,
            "release": release,
            "is_illustrative": is_illustrative,
            "added_at": clock.now(),
            "added_by_id": actor.user_id,
        },
    )
    if is_new:
        record(actor=actor, action="documents.document.kept", subject=document)
    return document, is_new


@transaction.atomic
def cite(*, document: Document, start: int, end: int) -> Passage:
    """Give the passage over these characters of a text, made where it is not there yet.

    Refused for a place that is not in the text.
    """
    if not 0 <= start < end <= len(document.text):
        raise Refused(_("The passage does not lie within the text."))
    return _over(document, start, end)


def _over(document: Document, start: int, end: int) -> Passage:
    passage, _made = Passage.objects.get_or_create(
        document=document, start=start, end=end, defaults={"quote": document.text[start:end]}
    )
    return passage


@transaction.atomic
def cite_all(*, document: Document, places: Iterable[tuple[int, int]]) -> list[Passage]:
    """Give the passages over many places of a text in the order asked, in a fixed number of queries.

    Refused like ``cite``, and then none is made.
    """
    asked = list(places)
    if any(not 0 <= start < end <= len(document.text) for start, end in asked):
        raise Refused(_("The passage does not lie within the text."))
    there = {(passage.start, passage.end) for passage in document.passages.all()}
    Passage.objects.bulk_create(
        [
            Passage(document=document, start=start, end=end, quote=document.text[start:end])
            for start, end in dict.fromkeys(asked)
            if (start, end) not in there
        ],
        ignore_conflicts=True,
    )
    made = {(passage.start, passage.end): passage for passage in document.passages.all()}
    return [made[place] for place in asked]


@transaction.atomic
def cite_row(*, document: Document, sheet: str, row: int, quote: str) -> Passage:
    """Give the passage of a row of a table, made where it is not there yet.

    ``row`` counts from 1, as the spreadsheet shows it; ``quote`` is the row as text, verbatim.
    Refused for a row that has another text already.
    """
    if row < 1 or not quote:
        raise Refused(_("The passage does not lie within the table."))
    passage, _made = Passage.objects.get_or_create(
        document=document, sheet=sheet[:100], row=row, defaults={"quote": quote}
    )
    if passage.quote != quote:
        raise Refused(_("This row was cited before with another text."))
    return passage


@transaction.atomic
def cite_rows(
    *, document: Document, sheet: str, rows: Iterable[tuple[int, str]]
) -> dict[int, Passage]:
    """Give the passages of many rows of a table by their numbers, in a fixed number of queries.

    Refused like ``cite_row``, and then none is made.
    """
    asked = dict(rows)
    if any(row < 1 or not quote for row, quote in asked.items()):
        raise Refused(_("The passage does not lie within the table."))
    held = document.passages.filter(sheet=sheet[:100], row__isnull=False)
    there = {passage.row or 0: passage.quote for passage in held}
    if any(there.get(row, quote) != quote for row, quote in asked.items()):
        raise Refused(_("This row was cited before with another text."))
    Passage.objects.bulk_create(
        [
            Passage(document=document, sheet=sheet[:100], row=row, quote=quote)
            for row, quote in asked.items()
            if row not in there
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    return {passage.row or 0: passage for passage in held.all() if passage.row in asked}


@transaction.atomic
def snapshot_record(
    *, actor: Actor, subject: models.Model, lang: str, text: str, title: str = ""
) -> Passage:
    """Keep a record's text as it stands and give the passage over the whole of it.

    The latest snapshot is given again where nothing has changed since. Refused like
    ``keep_document``.
    """
    authorise(actor, policies.can_keep)
    refuse_no_text(text)
    refuse_secrecy(text, title)
    label = subject._meta.label_lower  # noqa: SLF001 - Django's documented meta API
    latest = _LATEST.first(label, subject.pk, lang)
    if latest is None or latest.text != text:
        latest = Document.objects.create(
            kind=DocumentKind.RECORD,
            sha256=text_hash(text),
            lang=lang,
            title=title[:400],
            text=text,
            subject_type=label,
            subject_id=subject.pk,
            added_at=clock.now(),
            added_by_id=actor.user_id,
        )
        record(actor=actor, action="documents.record.kept", subject=latest)
        return Passage.objects.create(document=latest, start=0, end=len(text), quote=text)
    return _over(latest, 0, len(text))


def _write_latest(label: str, subject_id: int, lang: str) -> QuerySet[Document]:
    kept = Document.objects.filter(kind=DocumentKind.RECORD, subject_type=label)
    return kept.filter(subject_id=subject_id, lang=lang)[:1]


_LATEST = Question(_write_latest)


@transaction.atomic
def pair(*, actor: Actor, one: Passage, other: Passage) -> None:
    """Say that two passages are the same in two languages; each then names the other.

    Refused for passages of one language. A passage that either had before is let go.
    """
    authorise(actor, policies.can_keep)
    if one.document.lang == other.document.lang:
        raise Refused(_("Only passages of different languages can be paired."))
    before = {passage.pk: snapshot(passage) for passage in (one, other)}
    old = Passage.objects.filter(pair__in=[one, other]).exclude(pk__in=[one.pk, other.pk])
    old.update(pair=None)
    for passage, its_pair in ((one, other), (other, one)):
        passage.pair = its_pair
        passage.save(update_fields=["pair"])
    for passage in (one, other):
        record(
            actor=actor,
            action="documents.passage.paired",
            subject=passage,
            before=before[passage.pk],
        )


@transaction.atomic
def read_file(*, actor: Actor, document_id: int) -> Document:
    """Give a document whose file is about to be handed out; an internal one leaves an audit row.

    ``NotFound`` without a file, and for what the actor may not read.
    """
    readable = selectors.visible_to(actor).select_related("file").defer("text")
    document = readable.filter(pk=document_id, file__isnull=False).first()
    if document is None:
        raise NotFound
    if document.release != Release.PUBLIC:
        was = snapshot(document)
        record(actor=actor, action="documents.file.read", subject=document, before=was)
    return document


def _refuse_unknown(kind: str, lang: str, release: str) -> None:
    """A snapshot is no source text: only ``snapshot_record`` makes one."""
    if kind not in DocumentKind.values or kind == DocumentKind.RECORD:
        raise Refused(_("Say what kind of paper this is."))
    if lang not in {"zh", "en"}:
        raise Refused(_("Say whether the text is Chinese or English."))
    if release not in Release.values:
        raise Refused(_("Say who may read the paper."))


def refuse_no_text(text: str) -> None:
    """Raise ``Refused`` for no text at all, and for characters that no text has and no database keeps."""
    if not text.strip():
        raise Refused(_("There is no text."))
    if _NOT_TEXT.search(text):
        raise Refused(
            _("This holds characters that no text has; it may be a broken or binary file.")
        )


def bare_name(name: str) -> str:
    """Give a file's name without folders, which some browsers send."""
    return plain(PurePosixPath(PureWindowsPath(name).name).name)[:255]
