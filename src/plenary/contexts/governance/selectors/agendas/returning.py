"""On which later agenda a postponed item stands again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from plenary.contexts.governance.enums import DecisionKind
from plenary.contexts.governance.models import AgendaItem, Decision
from plenary.contexts.governance.selectors import meetings
from plenary.shared.actor import Actor


def returning(actor: Actor, decisions: Iterable[Decision]) -> dict[int, AgendaItem]:
    """Give by decision the item on which it comes back, of a meeting that the actor sees.

    Decisions come with their item. One that waits for an agenda has none. One query where something was
    postponed, else none.
    """
    postponed = [one for one in decisions if one.kind == DecisionKind.POSTPONED]
    if not postponed:
        return {}
    minutes = {
        one.item.approves_id: one.pk for one in postponed if one.item and one.item.approves_id
    }
    again = AgendaItem.objects.filter(
        Q(topic__carried_from__in=postponed) | Q(approves__in=list(minutes)),
        meeting__in=meetings.visible_to(actor).values("pk"),
    ).exclude(pk__in=[one.item_id for one in postponed if one.item_id])
    found: dict[int, AgendaItem] = {}
    for item in again.select_related("meeting", "topic").order_by("pk"):
        topic = getattr(item, "topic", None)
        found[topic.carried_from_id if topic else minutes[item.approves_id]] = item
    return found
