"""Keeps the text of a reading, its file and the places in it as the kernel's documents and passages."""

from __future__ import annotations

import hashlib
from io import BytesIO

from django.core.files.storage import default_storage

from plenary.contexts.governance.models import Reading
from plenary.kernel.audit.recording import record
from plenary.kernel.documents.enums import DocumentKind
from plenary.kernel.documents.models import Document, Passage, StoredFile
from plenary.shared import clock
from plenary.shared.actor import Actor


def keep_upload(*, actor: Actor, data: bytes, media_type: str) -> StoredFile:
    """Keep a file once, under the hash of its content."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = StoredFile.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    path = f"{sha256[:2]}/{sha256}"
    if not default_storage.exists(path):
        default_storage.save(path, BytesIO(data))
    kept = StoredFile.objects.create(
        sha256=sha256, size=len(data), media_type=media_type, stored_at=clock.now()
    )
    record(actor=actor, action="documents.file.kept", subject=kept)
    return kept


def keep_text(*, actor: Actor, reading: Reading, title: str, lang: str) -> Document:
    """Keep the text of a reading as an immutable document; the same text is kept once."""
    known = Document.objects.filter(sha256=reading.sha256).exclude(kind="record").first()
    if known is not None:
        return known
    kept = Document.objects.create(
        kind=DocumentKind.READOUT,
        sha256=reading.sha256,
        lang=lang,
        title=title[:400],
        text=reading.text,
        file=reading.file,
        file_name=reading.file_name,
        added_at=clock.now(),
        added_by_id=actor.user_id,
    )
    record(actor=actor, action="documents.document.kept", subject=kept)
    return kept


def cite(document: Document, start: int, end: int) -> Passage:
    """Give the passage of these characters, made where it is not there yet."""
    passage, _is_new = Passage.objects.get_or_create(
        document=document, start=start, end=end, defaults={"quote": document.text[start:end]}
    )
    return passage


def pair_passages(one: Passage, other: Passage) -> None:
    """Say that two passages are the same clause in two languages, each pointing to the other."""
    for passage, pair in ((one, other), (other, one)):
        passage.pair = pair
        passage.save(update_fields=["pair"])
