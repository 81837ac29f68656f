"""Tells the kernel which parts of pages have words that are translated at the desk, and topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.models import Attachment, ProgrammeItem, Topic
from plenary.contexts.communications.selectors import parts
from plenary.contexts.communications.services import part_words
from plenary.kernel.text.kinds import TextKind, Whose, called, register_kind
from plenary.shared.addresses import address_of


def of_pages(found: Sequence[Any]) -> Mapping[int, Whose]:
    """Name parts of pages by their page."""
    word = gettext("Public page")
    return {one.pk: called(one.page, whole=word) for one in found}


def register() -> None:
    """Register the files and programmes of pages, and topics."""
    register_kind(
        TextKind(
            model=Attachment,
            word=_("File of a page"),
            visible_to=parts.attachments,
            write=part_words.translate_attachment,
            url=lambda one: one.page.get_absolute_url(),
            joined=("page",),
            whose=of_pages,
            hold=part_words.hold_page_of_file,
        )
    )
    register_kind(
        TextKind(
            model=ProgrammeItem,
            word=_("Line of a programme"),
            visible_to=parts.programme_items,
            write=part_words.translate_programme_item,
            url=lambda one: one.page.get_absolute_url(),
            joined=("page",),
            whose=of_pages,
            hold=part_words.hold_page_of_item,
            written_on=lambda one: one.on,
        )
    )
    register_kind(
        TextKind(
            model=Topic,
            word=pgettext_lazy("portal", "Topic"),
            visible_to=parts.topics,
            write=part_words.translate_topic,
            url=lambda one: address_of("communications:topic-edit", one.pk),
        )
    )
