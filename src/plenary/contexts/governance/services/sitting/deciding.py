"""Records decisions item by item while a meeting sits, so that two secretaries lose nothing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.drafting.decisions import word_decision
from plenary.contexts.governance.enums import DecisionKind
from plenary.contexts.governance.models import AgendaItem, Decision
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services.checks import need_choice
from plenary.contexts.governance.services.meeting_parts import lock_part
from plenary.contexts.governance.services.outcomes import record_decision
from plenary.kernel.audit.recording import save
from plenary.shared.actor import Actor
from plenary.shared.errors import Stale


@transaction.atomic
def decide(
    *,
    actor: Actor,
    item_id: int,
    seen_last: int,
    kind: str,
    text_zh: str = "",
    text_en: str = "",
) -> Decision:
    """Record the outcome of an item under the meeting's next number.

    Left without a text it is worded from the item: "… was adopted". ``seen_last`` is the last
    decision of the item that was seen: ``Stale`` where somebody has recorded another since. Refused
    as ``record_decision`` refuses. Announces ``MeetingChanged``.
    """
    items = AgendaItem.objects.filter(meeting__in=meetings.visible_to(actor).values("pk"))
    item, meeting = lock_part(actor, items, pk=item_id)
    last = item.decisions.aggregate(last=Max("pk"))["last"] or 0
    if last != seen_last:
        raise Stale(_("Somebody else has recorded a decision on this item meanwhile: look at it."))
    need_choice(kind, DecisionKind.values, "kind")
    if not text_zh.strip() and not text_en.strip():
        text_zh, text_en = word_decision(kind, item.kind, item.text_zh, item.text_en)

    decision = record_decision(
        actor=actor,
        meeting_id=meeting.pk,
        kind=kind,
        text_zh=text_zh,
        text_en=text_en,
        item_id=item.pk,
    )
    save(meeting, fields=[])
    return decision
