"""Lets pages in force be found by everybody, each language by itself, and the others by nobody."""

from __future__ import annotations

from django.utils import timezone

from plenary.contexts.communications import addresses, markup
from plenary.contexts.communications.keys import topic_label
from plenary.contexts.communications.models import Edition, PageSide
from plenary.kernel.search.services import forget_record, index_record


def index_side(side: PageSide) -> None:
    """Index what is in force of a language of a page, or take it out of the index."""
    edition = Edition.objects.filter(page=side.page_id, lang=side.lang, is_current=True).first()
    if edition is None:
        forget_record(side)
        return
    held = list(edition.topics.all())
    topics = [topic.name_zh if side.lang == "zh" else topic.name_en for topic in held]
    words = [edition.summary, markup.plain(edition.body), *_names(edition)]
    index_record(
        subject=side,
        title_zh=edition.title if side.lang == "zh" else "",
        title_en=edition.title if side.lang == "en" else "",
        text="\n".join(words),
        url=addresses.of(edition),
        audience="public",
        on=timezone.localtime(edition.released_at).date(),
        beside="\n".join([edition.facts["index"], *topics]),
        labels=[edition.kind, *(topic_label(topic.pk) for topic in held)],
    )


def index_topic(topic_id: int) -> int:
    """Index everything in force under a topic anew, and give how many languages of pages."""
    held = Edition.objects.filter(topics=topic_id, is_current=True).order_by("pk")
    found = list(held.values_list("page_id", "lang"))
    for page_id, lang in found:
        index_side(PageSide.objects.get(page=page_id, lang=lang))
    return len(found)


def _names(edition: Edition) -> list[str]:
    """Give the words of a programme, a place, a post, a body's people and units in the edition's language."""
    facts, names = edition.facts, ("title", "room", "name")
    told = [*facts.get("programme", []), *facts.get("seats", []), *edition.people]
    told += [one for one in (facts.get("place"), facts.get("post")) if one]
    every = [str(one.get(f"{name}_{edition.lang}", "")) for one in told for name in names]
    return [word for word in every if word]
