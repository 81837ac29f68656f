"""Meeting packs of the account itself, and what is bound into one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from plenary.contexts.governance.models import (
    AgendaItem,
    Meeting,
    MeetingPack,
    Opinion,
    Paper,
    PaperVersion,
    Topic,
)
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import opinions, papers
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[MeetingPack]:
    """Give the packs that the account asked for itself, of meetings that it still sees."""
    if actor.has("system"):
        return MeetingPack.objects.all()
    if actor.user_id is None:
        return MeetingPack.objects.none()
    seen = meetings.visible_to(actor).values("pk")
    return MeetingPack.objects.filter(asked_by_id=actor.user_id, meeting__in=seen)


def is_still_open(actor: Actor, pack: MeetingPack) -> bool:
    """Say whether the actor may still read everything that was bound."""
    there = papers.visible_to(actor).filter(withdrawn_at=None, pk__in=pack.paper_ids)
    said = opinions.visible_to(actor).filter(pk__in=pack.opinion_ids)
    return there.count() == len(pack.paper_ids) and said.count() == len(pack.opinion_ids)


@dataclass(frozen=True, slots=True)
class Bound:
    """An item with what the reader may read of it: papers with their last versions, opinions."""

    item: AgendaItem
    topic: Topic | None
    papers: list[tuple[Paper, PaperVersion]]
    opinions: list[Opinion]


def bound_for(actor: Actor, meeting: Meeting) -> list[Bound]:
    """Give the agenda of a meeting with all that the actor may read of it."""
    items = list(meeting.items.all())
    behind = Topic.objects.filter(item__in=items).select_related("unit", "kind", "meeting")
    topic_of = {topic.item_id: topic for topic in behind}
    there = papers.visible_to(actor).filter(item__in=items, withdrawn_at=None)
    held: dict[int | None, list[tuple[Paper, PaperVersion]]] = {}
    for paper in there.prefetch_related("versions__file"):
        last = next(iter(paper.versions.all()), None)
        if last is not None:
            held.setdefault(paper.item_id, []).append((paper, last))
    said: dict[int | None, list[Opinion]] = {}
    asked = opinions.visible_to(actor).filter(Q(item__in=items))
    asked = asked.select_related("unit", "paper", "meeting__convening", "topic")
    for opinion in asked:
        said.setdefault(opinion.item_id, []).append(opinion)
    return [
        Bound(item, topic_of.get(item.pk), held.get(item.pk, []), said.get(item.pk, []))
        for item in items
    ]


def agenda_number(meeting: Meeting) -> int:
    """Give the number of the agenda's version that is in the making or in force."""
    return int(meeting.agenda_versions.aggregate(last=Max("number"))["last"] or 1)
