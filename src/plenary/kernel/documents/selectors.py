"""Source texts and passages, out of what the asking account may read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from plenary.kernel.documents import registry
from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.kernel.documents.hashing import text_hash
from plenary.kernel.documents.marking import Piece, Span, pieces
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.documents.policies import READERS_OF_ALL
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> models.QuerySet[Document]:
    """Give the documents that the actor may read (see ``policies``); a snapshot goes with its record."""
    if actor.has("system"):
        return Document.objects.all()
    if actor.has(*READERS_OF_ALL):
        return Document.objects.filter(registry.readable(actor))
    if actor.user_id is None:
        return Document.objects.none()
    return Document.objects.filter(release=Release.PUBLIC)


def passages_visible(actor: Actor) -> models.QuerySet[Passage]:
    """Give the passages whose documents the actor may read, with their documents."""
    return Passage.objects.filter(document__in=visible_to(actor)).select_related("document")


def source_texts(actor: Actor) -> models.QuerySet[Document]:
    """Give the visible documents that were handed in, without their texts, the newest first."""
    handed_in = visible_to(actor).exclude(kind=DocumentKind.RECORD)
    return handed_in.defer("text").select_related("file")


def with_same_text(actor: Actor, text: str) -> Document | None:
    """Give the visible document with these very characters, if there is one."""
    same = visible_to(actor).exclude(kind=DocumentKind.RECORD)
    return same.filter(sha256=text_hash(text)).first()


def passages_by_id(ids: Iterable[int]) -> dict[int, Passage]:
    """Give passages with their documents (without the texts) and pairs, in one query."""
    found = Passage.objects.filter(pk__in=list(ids)).select_related("document", "pair")
    return {passage.pk: passage for passage in found.defer("document__text")}


def marked_text(document: Document) -> list[Piece]:
    """Give the text of a document in pieces with the passages that cover each."""
    cited = document.passages.filter(start__isnull=False).values_list("pk", "start", "end")
    spans = [Span(pk, start or 0, end or 0) for pk, start, end in cited]
    return pieces(document.text, spans)
