"""Keeps the list of topics."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.events import TopicRenamed
from plenary.contexts.communications.models import Topic
from plenary.contexts.communications.selectors.parts import TOPIC_WORDS
from plenary.contexts.communications.topics import TOPICS
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.text.services import keep_texts
from plenary.kernel.text.wording import in_en, in_zh, ways
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

LONGEST = {"name_zh": 60, "name_en": 100}


def load_shipped_topics(*, actor: Actor) -> int:
    """Make the topics that Plenary brings along and give how many were new.

    One whose key or name an office uses already is left alone.
    """
    known = {word for row in Topic.objects.values_list("key", "name_zh", "name_en") for word in row}
    new = [
        (key, zh, en)
        for key, zh, en in TOPICS
        if known.isdisjoint({key, *ways(zh, "zh"), *ways(en, "en")})
    ]
    for key, zh, en in new:
        make_topic(actor=actor, name_zh=in_zh(zh), name_en=in_en(en), key=key)
    return len(new)


@transaction.atomic
def make_topic(*, actor: Actor, name_zh: str, name_en: str, key: str = "") -> Topic:
    """Make a topic; its key, which makes its address, is made of the English name unless given.

    Refused without both names, and for a name or key that another topic has.
    """
    authorise(actor, policies.can_name_topics)
    names = _names(name_zh, name_en)
    key = key or keys.slug_of(names["name_en"], "topic")[:60].strip("-")
    _refuse_twin(names, key, None)
    last = Topic.objects.aggregate(last=Max("order"))["last"] or 0
    topic = Topic.objects.create(key=key, order=last + 1, **names)
    record(actor=actor, action="communications.topic.made", subject=topic)
    keep_texts(actor=actor, subject=topic, fields=TOPIC_WORDS)
    return topic


@transaction.atomic
def rename_topic(
    *, actor: Actor, topic_id: int, seen_version: int | None, name_zh: str, name_en: str
) -> Topic:
    """Rename a topic; its address stays, and readers see the new name on every page under it.

    Refused as making one is; ``Stale`` for a late save. Announces ``TopicRenamed``.
    """
    topic = lock(Topic.objects.all(), pk=topic_id, version=seen_version)
    authorise(actor, policies.can_name_topics, topic)
    names = _names(name_zh, name_en)
    _refuse_twin(names, "", topic.pk)
    before = snapshot(topic)
    topic.name_zh, topic.name_en = names["name_zh"], names["name_en"]
    save(topic, fields=["name_zh", "name_en"])
    record(actor=actor, action="communications.topic.renamed", subject=topic, before=before)
    keep_texts(actor=actor, subject=topic, fields=TOPIC_WORDS)
    announce(TopicRenamed(topic_id=topic.pk))
    return topic


def refuse_names(topic: Topic) -> None:
    """Refuse a topic's names that are missing, too long, marked as secret or another topic's."""
    _refuse_twin(_names(topic.name_zh, topic.name_en), "", topic.pk)


def _names(name_zh: str, name_en: str) -> dict[str, str]:
    refuse_secrecy(name_zh, name_en)
    names = {"name_zh": keys.tidy_line(name_zh), "name_en": keys.tidy_line(name_en)}
    fields = {
        name: _("A topic needs its name in both languages.")
        if not text
        else _("This is longer than %(most)d characters.") % {"most": LONGEST[name]}
        for name, text in names.items()
        if not text or len(text) > LONGEST[name]
    }
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)
    return names


def _refuse_twin(names: dict[str, str], key: str, pk: int | None) -> None:
    others = Topic.objects.all() if pk is None else Topic.objects.exclude(pk=pk)
    fields = {
        name: _("Another topic has this name.")
        for name, text in names.items()
        if others.filter(**{name: text}).exists()
    }
    if key and others.filter(key=key).exists():
        fields["name_en"] = _("Another topic has this name.")
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)
