"""Keeps a meeting's agenda, numbered without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AgendaKind
from plenary.contexts.governance.events import MeetingChanged
from plenary.contexts.governance.models import AgendaItem, Invitation
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services.agendas.circulating import need_changeable
from plenary.contexts.governance.services.agendas.judging import put_back
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_choice,
    need_existing,
)
from plenary.contexts.governance.services.indexing import index_meeting
from plenary.contexts.governance.services.meeting_parts import lock_part
from plenary.contexts.governance.services.meetings import lock_open
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

EDITABLE = ("kind", "text_zh", "text_en", "passage_id")


@transaction.atomic
def add_agenda_item(
    *,
    actor: Actor,
    meeting_id: int,
    kind: str,
    text_zh: str = "",
    text_en: str = "",
    passage_id: int | None = None,
) -> AgendaItem:
    """Add an item at the end of the agenda.

    Refused on a closed meeting, while the agenda is approved or circulated, without a text, and for
    a kind that does not exist.
    Announces ``MeetingChanged``.
    """
    meeting = lock_open(actor, meeting_id)
    need_changeable(meeting)
    need_choice(kind, AgendaKind.values, "kind")
    need_a_side(text_zh, text_en, "text")
    need_existing(Passage, passage=[passage_id])

    item = AgendaItem.objects.create(
        meeting=meeting,
        number=meeting.items.count() + 1,
        kind=kind,
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        passage_id=passage_id,
    )

    record(actor=actor, action="governance.agenda_item.added", subject=item)
    keep_sides(actor, item, "text")
    index_meeting(meeting)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return item


@transaction.atomic
def edit_agenda_item(
    *, actor: Actor, item_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> AgendaItem:
    """Change an item (``EDITABLE``). Refused as adding is. Announces ``MeetingChanged``."""
    item = _lock(actor, item_id, seen_version)
    before = snapshot(item)
    changed = apply(item, changes, EDITABLE)
    need_choice(item.kind, AgendaKind.values, "kind")
    need_a_side(item.text_zh, item.text_en, "text")
    need_existing(Passage, passage=[item.passage_id])
    save(item, fields=changed)

    record(actor=actor, action="governance.agenda_item.edited", subject=item, before=before)
    keep_sides(actor, item, "text")
    index_meeting(item.meeting)
    announce(MeetingChanged(meeting_id=item.meeting_id))
    return item


@transaction.atomic
def remove_agenda_item(*, actor: Actor, item_id: int, seen_version: int | None) -> None:
    """Take an item off the agenda; the later ones move up, and the topic behind it waits again.

    Refused on a closed meeting, while a decision rests on the item, and while an observer is asked to it
    alone: without any item, an invitation is one to the whole meeting. Announces ``MeetingChanged``.
    """
    item = _lock(actor, item_id, seen_version)
    meeting = item.meeting
    if item.decisions.exists():
        raise Refused(_("A decision rests on this item, so it stays on the agenda."))
    _need_no_observer(item)

    record(
        actor=actor,
        action="governance.agenda_item.removed",
        subject=item,
        before=snapshot(item),
        note={"text": str(item)},
    )
    put_back(actor, item)
    number = item.number
    item.delete()
    for later in meeting.items.filter(number__gt=number).order_by("number"):
        later.number -= 1
        save(later, fields=["number"])
    index_meeting(meeting)
    announce(MeetingChanged(meeting_id=meeting.pk))


@transaction.atomic
def move_agenda_item(
    *, actor: Actor, item_id: int, seen_version: int | None, number: int
) -> AgendaItem:
    """Give an item another place on the agenda; those between move up or down by one.

    Refused for a place that the agenda has not, and as changing it is. Announces ``MeetingChanged``.
    """
    item = _lock(actor, item_id, seen_version)
    meeting = item.meeting
    items = list(meeting.items.exclude(pk=item.pk))
    if not 1 <= number <= len(items) + 1:
        sentence = _("Give a place from 1 to %(last)d.") % {"last": len(items) + 1}
        raise Refused(sentence, fields={"number": sentence})
    before = snapshot(item)
    items.insert(number - 1, item)
    changed = [(one, at) for at, one in enumerate(items, start=1) if one.number != at]
    beyond = len(items)
    for one, at in changed:
        AgendaItem.objects.filter(pk=one.pk).update(number=beyond + at)
    for one, at in changed:
        one.number = at
        save(one, fields=["number"])
    record(actor=actor, action="governance.agenda_item.moved", subject=item, before=before)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return item


def _need_no_observer(item: AgendaItem) -> None:
    asked = Invitation.objects.filter(items=item, is_withdrawn=False)
    others = item.meeting.items.exclude(pk=item.pk)
    for one in asked.exclude(items__in=others).order_by("pk")[:1]:
        raise Refused(
            _(
                "%(name)s is asked to this item alone: first take them off the list of those invited."
            )
            % {"name": one.name}
        )


def _lock(actor: Actor, item_id: int, seen_version: int | None) -> AgendaItem:
    visible = AgendaItem.objects.filter(meeting__in=meetings.visible_to(actor))
    item, meeting = lock_part(actor, visible, pk=item_id, version=seen_version)
    need_changeable(meeting)
    return item
