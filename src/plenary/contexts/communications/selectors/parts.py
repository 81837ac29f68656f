"""The parts of pages that have words of their own, and topics: which an actor sees in the newsroom."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.contexts.communications.models import Attachment, ProgrammeItem, Topic
from plenary.contexts.communications.selectors import pages
from plenary.shared.actor import Actor

FILE_WORDS = ("name",)
PROGRAMME_WORDS = ("title", "room")
TOPIC_WORDS = ("name",)
"""The two-language texts of each."""

Parts = QuerySet[Attachment] | QuerySet[ProgrammeItem]


def attachments(actor: Actor) -> QuerySet[Attachment]:
    """Give the files of the pages that the actor sees."""
    return Attachment.objects.filter(page__in=pages.visible_to(actor).order_by())


def programme_items(actor: Actor) -> QuerySet[ProgrammeItem]:
    """Give the lines of the programmes of the pages that the actor sees."""
    return ProgrammeItem.objects.filter(page__in=pages.visible_to(actor).order_by())


def topics(actor: Actor) -> QuerySet[Topic]:
    """Topics are open to every account that is signed in."""
    may_look = actor.user_id is not None or actor.has("system")
    return Topic.objects.all() if may_look else Topic.objects.none()
