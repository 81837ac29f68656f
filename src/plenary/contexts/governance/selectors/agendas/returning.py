"""Where a postponed item stands that comes back: on a later agenda, or among the topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from plenary.contexts.governance.enums import DecisionKind
from plenary.contexts.governance.models import AgendaItem, Decision, Topic
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import topics
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Return:
    """The later item of a postponed one, where it has one, and the topic behind it."""

    item: AgendaItem | None = None
    topic: Topic | None = None


def returning(actor: Actor, decisions: Iterable[Decision]) -> dict[int, Return]:
    """Give by postponed decision where its item stands now, as far as the actor sees it.

    Decisions come with their item. Minutes that wait for an agenda stand nowhere yet. Two queries where
    something was postponed, else none.
    """
    postponed = [one for one in decisions if one.kind == DecisionKind.POSTPONED]
    if not postponed:
        return {}
    minutes = {
        one.item.approves_id: one.pk for one in postponed if one.item and one.item.approves_id
    }
    seen = meetings.visible_to(actor).values("pk")
    again = AgendaItem.objects.filter(approves__in=list(minutes), meeting__in=seen)
    again = again.exclude(pk__in=[one.item_id for one in postponed if one.item_id])
    found = {
        minutes[item.approves_id or 0]: Return(item=item)
        for item in again.select_related("meeting").order_by("pk")
    }
    waiting = topics.visible_to(actor).filter(carried_from__in=postponed)
    marked = waiting.annotate(is_open=Exists(seen.filter(pk=OuterRef("item__meeting_id"))))
    for topic in marked.select_related("item__meeting"):
        item = topic.item if topic.is_open else None
        found[topic.carried_from_id or 0] = Return(item, topic)
    return found
