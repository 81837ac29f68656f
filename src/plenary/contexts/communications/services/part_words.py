"""The words of a page's files and programme and of topics at the translation desk: the second side is written there."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.communications import policies
from plenary.contexts.communications.events import TopicRenamed
from plenary.contexts.communications.models import Attachment, Page, ProgrammeItem, Topic
from plenary.contexts.communications.selectors import pages, parts
from plenary.contexts.communications.services.base import touch
from plenary.contexts.communications.services.topics import refuse_names
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.policies import can_translate
from plenary.kernel.text.services import keep_texts
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.events import announce


@transaction.atomic
def translate_attachment(*, actor: Actor, record_id: int, name: str, text: str) -> Attachment:
    """Write the name of a page's file in the language that is made from the source.

    Both languages of the page must be reviewed anew. Refused for the source side, and for a name
    that is empty, too long or marked as secret.
    """
    page = hold_page_of_file(actor=actor, record_id=record_id)
    found = lock(parts.attachments(actor), pk=record_id)
    _write(actor, page, found, name, text, fields=parts.FILE_WORDS)
    return found


@transaction.atomic
def translate_programme_item(
    *, actor: Actor, record_id: int, name: str, text: str
) -> ProgrammeItem:
    """Write the title or the room of a line of a programme; as ``translate_attachment`` does."""
    page = hold_page_of_item(actor=actor, record_id=record_id)
    found = lock(parts.programme_items(actor), pk=record_id)
    _write(actor, page, found, name, text, fields=parts.PROGRAMME_WORDS)
    return found


@transaction.atomic
def translate_topic(*, actor: Actor, record_id: int, name: str, text: str) -> Topic:
    """Write the name of a topic in the language that is made from the source; its address stays.

    Refused for the source side, and as renaming a topic is. Announces ``TopicRenamed``.
    """
    topic = lock(parts.topics(actor), pk=record_id)
    authorise(actor, can_translate, topic)
    before = snapshot(topic)
    write_other_side(subject=topic, name=name, text=text, fields=parts.TOPIC_WORDS)
    refuse_names(topic)
    save(topic, fields=[name])
    record(actor=actor, action="communications.topic.translated", subject=topic, before=before)
    keep_texts(actor=actor, subject=topic, fields=parts.TOPIC_WORDS)
    announce(TopicRenamed(topic_id=topic.pk))
    return topic


@transaction.atomic
def hold_page_of_file(*, actor: Actor, record_id: int) -> Page:
    """Take the page of a file before the file, as every change of its files does."""
    return _held(actor, parts.attachments(actor).filter(pk=record_id))


@transaction.atomic
def hold_page_of_item(*, actor: Actor, record_id: int) -> Page:
    """Take the page of a line before the line, as every change of its programme does."""
    return _held(actor, parts.programme_items(actor).filter(pk=record_id))


def _held(actor: Actor, found: parts.Parts) -> Page:
    number = found.values_list("page_id", flat=True).first()
    if number is None:
        raise NotFound
    return lock(pages.visible_to(actor), pk=number)


def _write(
    actor: Actor,
    page: Page,
    found: Attachment | ProgrammeItem,
    name: str,
    text: str,
    *,
    fields: tuple[str, ...],
) -> None:
    authorise(actor, policies.can_write, page)
    before = snapshot(found)
    write_other_side(subject=found, name=name, text=text, fields=fields)
    found.save(update_fields=[name])
    action = f"{found._meta.label_lower}.translated"  # noqa: SLF001 - Django's documented meta API
    record(actor=actor, action=action, subject=found, before=before)
    keep_texts(actor=actor, subject=found, fields=[name[:-3]])
    touch(actor, page)
